"""What the commands that open a session share: their options, and the way to the supervisor."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from facilitator.cli.spoken import SpokenOption
from facilitator.locale import language
from facilitator.options import OPTIONS, Call, Option, Value

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


def _option(option: Option) -> Callable[[F], F]:
    return click.option(
        option.name,
        option.key,
        cls=SpokenOption,
        type=None if option.read is bool else option.read,
        is_flag=option.read is bool,
        default=option.default,
        metavar=option.metavar or None,
        hidden=option.hidden,
        help=option.help,
    )
