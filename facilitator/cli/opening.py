"""What the commands that open a session share: their options, the way to the supervisor, and the host without one."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from facilitator.cli.saying import say
from facilitator.cli.spoken import SpokenOption
from facilitator.listening import LOOPBACK
from facilitator.locale import gettext as _
from facilitator.locale import language
from facilitator.options import OPTIONS, USUAL_PORT, Between, Call, Option, Value

if TYPE_CHECKING:
    from facilitator.bell import StopBell
    from facilitator.host import Addresses, Order

F = TypeVar("F", bound=Callable[..., Any])


def with_options(command: str) -> Callable[[F], F]:
    """Gives a command the options that the table holds for it."""

    def dress(function: F) -> F:
        for option in reversed(OPTIONS[command]):
            function = _option(option)(function)
        return function

    return dress


def supervise(command: str, argument: str, data: Path | None, values: Mapping[str, Value]) -> None:
    """Runs the session on this terminal, then exits."""
    from facilitator.supervise import supervise

    general = {"lang": language(), "data": str(data or "")}
    sys.exit(supervise(Call(command, argument, {**values, **general})))


def host_here(port: int, tell: Callable[[str, Addresses], None], **order: Any) -> None:
    """Hosts without a console until a signal says to end, or the host itself; `tell` hears where the faces are."""
    from facilitator.garbage import hold_off

    hold_off()
    from facilitator.bell import StopBell
    from facilitator.host import CannotHost, Order, TooOpen
    from facilitator.listening import named, place_for

    asked = Order(key=secrets.token_hex(16), lang=language(), **{**order, "host": named(order["host"])})
    stop = StopBell()
    stop.on_signals()
    host = partial(_host_at, port=port, asked=asked, tell=tell, stop=stop)
    try:
        try:
            host(place_for(asked.host, asked.no_web))
        except TooOpen:
            host(LOOPBACK)
    except CannotHost as refusal:
        say(str(refusal), err=True)
        sys.exit(refusal.exit_code)


def _host_at(place: str, port: int, asked: Order, tell: Callable[[str, Addresses], None], stop: StopBell) -> None:
    from facilitator.host import run
    from facilitator.listening import listen

    try:
        listener = listen(port, USUAL_PORT, place)
    except OSError as refusal:
        say(_("Le port {port} est pris : {reason}.").format(port=port, reason=refusal.strerror), err=True)
        sys.exit(1)
    with listener:
        run(asked, listener, tell, stop)


def tell_addresses(session: str, addresses: Addresses) -> None:
    """Where the faces are, for who reads stdout."""
    say(_("Session {session}. Pour l’arrêter : Ctrl+C").format(session=session), err=True)
    if f"//{LOOPBACK}:" in addresses.join:
        say(_("Sans réseau : les téléphones n’entrent pas, les navigateurs de cet ordinateur si."), err=True)
    for face in ("join", "screen", "remote"):
        if address := getattr(addresses, face):
            say(f"{face}: {address}")


def _click_range(read: Between) -> click.ParamType[Any]:
    if read.read is int:
        return click.IntRange(int(read.least), int(read.most))
    return click.FloatRange(read.least, read.most)


def _type(option: Option) -> Any:
    read = option.read
    if isinstance(read, Between):
        return _click_range(read)
    return None if read is bool else read


def _option(option: Option) -> Callable[[F], F]:
    return click.option(
        option.name,
        option.key,
        cls=SpokenOption,
        type=_type(option),
        is_flag=option.read is bool,
        default=option.default,
        metavar=option.metavar or None,
        hidden=option.hidden,
        help=option.help,
    )
