"""`facilitator run`: the console on a new session."""

from __future__ import annotations

from pathlib import Path

import click

from facilitator.cli.opening import supervise, with_options
from facilitator.cli.spoken import SpokenArgument, SpokenCommand
from facilitator.locale import deferred as N_
from facilitator.options import Value


@click.command(
    "run",
    cls=SpokenCommand,
    help=N_(
        "Animer un atelier : la console, sur une nouvelle session de SCRIPT.\n\n"
        "SCRIPT est un fichier, ou le nom d’un atelier livré, tel que au-secours-stats."
    ),
)
@click.argument("script", cls=SpokenArgument, metavar="SCRIPT")
@with_options("run")
@click.pass_obj
def command(data: Path | None, /, script: str, **values: Value) -> None:
    """Hand over to the supervisor."""
    supervise("run", script, data, values)
