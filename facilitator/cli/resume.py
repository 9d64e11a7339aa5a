"""`facilitator resume`: the console on a session that has begun."""

from __future__ import annotations

from pathlib import Path

import click

from facilitator.cli.opening import supervise, with_options
from facilitator.cli.spoken import SpokenArgument, SpokenCommand
from facilitator.locale import deferred as N_
from facilitator.options import Value


@click.command(
    "resume",
    cls=SpokenCommand,
    help=N_("Revenir à un atelier là où il en était : le dernier, ou celui qu’on nomme."),
)
@click.argument("session", cls=SpokenArgument, metavar="SESSION", default="")
@with_options("resume")
@click.pass_obj
def command(data: Path | None, /, session: str, **values: Value) -> None:
    """Hand over to the supervisor."""
    supervise("resume", session, data, values)
