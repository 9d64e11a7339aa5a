"""`facilitator serve`: the host alone, driven from the remote."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from facilitator.cli.opening import with_options
from facilitator.cli.spoken import SpokenArgument, SpokenCommand, SpokenOption
from facilitator.listening import LOOPBACK
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import language

if TYPE_CHECKING:
    from facilitator.host import Addresses


@click.command(
    "serve",
    cls=SpokenCommand,
    help=N_(
        "Tenir un atelier sans console, sur un serveur ou un petit ordinateur.\n\n"
        "SCRIPT ouvre une nouvelle session ; avec --resume, on reprend celle qu’on nomme, ou la dernière."
    ),
)
@click.argument("name", cls=SpokenArgument, metavar="SCRIPT|SESSION", default="")
@click.option("--resume", "resumed", cls=SpokenOption, is_flag=True, help=N_("Reprendre une session."))
@with_options("serve")
@click.pass_obj
def command(data: Path | None, /, name: str, resumed: bool, port: int, host: str, **values: Any) -> None:
    """Host until a signal says to end; the addresses go to stdout."""
    from facilitator.garbage import hold_off

    hold_off()
    from facilitator.host import CannotHost, Order, StopBell, run
    from facilitator.listening import listen, named, place_for
    from facilitator.options import USUAL_PORT

    if not (name or resumed):
        raise click.UsageError(_("Quel atelier ? facilitator serve SCRIPT, ou facilitator serve --resume"))
    values |= {"session": name or "last"} if resumed else {"script": name}
    order = Order(key=secrets.token_hex(16), data=str(data or ""), lang=language(), host=named(host), **values)
    stop = StopBell()
    stop.on_signals()
    try:
        listener = listen(port, USUAL_PORT, place_for(order.host, order.no_web))
    except OSError as refusal:
        click.echo(_("Le port {port} est pris : {reason}.").format(port=port, reason=refusal.strerror), err=True)
        sys.exit(1)
    try:
        with listener:
            run(order, listener, _tell, stop)
    except CannotHost as refusal:
        click.echo(str(refusal), err=True)
        sys.exit(refusal.exit_code)


def _tell(session: str, addresses: Addresses) -> None:
    click.echo(_("Session {session}. Pour l’arrêter : Ctrl+C").format(session=session), err=True)
    if f"//{LOOPBACK}:" in addresses.join:
        click.echo(_("Sans réseau : les téléphones n’entrent pas, les navigateurs de cet ordinateur si."), err=True)
    for face in ("join", "screen", "remote"):
        if address := getattr(addresses, face):
            click.echo(f"{face}: {address}")
