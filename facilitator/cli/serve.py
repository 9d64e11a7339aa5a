"""`facilitator serve`: the host alone, driven from the remote."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from facilitator.cli.opening import host_here, tell_addresses, with_options
from facilitator.cli.spoken import SpokenArgument, SpokenCommand, SpokenOption
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _


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
def command(data: Path | None, /, name: str, resumed: bool, port: int, **values: Any) -> None:
    """Host until a signal says to end; the addresses go to stdout."""
    if not (name or resumed):
        raise click.UsageError(_("Quel atelier ? facilitator serve SCRIPT, ou facilitator serve --resume"))
    values |= {"session": name or "last"} if resumed else {"script": name}
    host_here(port, tell_addresses, data=str(data or ""), **values)
