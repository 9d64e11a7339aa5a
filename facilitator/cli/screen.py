"""`facilitator screen`: what the room sees, in a terminal of its own."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

import click

from facilitator import terminal
from facilitator.cli.saying import say
from facilitator.cli.spoken import SpokenArgument, SpokenCommand
from facilitator.listening import LOOPBACK
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import language
from facilitator.store.outside import read_json
from facilitator.store.paths import DataFolder, data_folder


@click.command(
    "screen",
    cls=SpokenCommand,
    help=N_(
        "Montrer l’écran de la salle dans ce terminal.\n\n"
        "Sans URL, celui de l’atelier ouvert sur cet ordinateur. Ctrl+Q pour quitter."
    ),
)
@click.argument("url", cls=SpokenArgument, metavar="URL", default="")
@click.pass_obj
def command(data: Path | None, /, url: str) -> None:
    """Show it until somebody leaves."""
    if not terminal.is_here():
        raise click.UsageError(_("L’écran de la salle a besoin d’un terminal."))
    from facilitator.client import HostAddress
    from facilitator.keeper import keep

    folder = data_folder(data)
    try:
        address = HostAddress.parse(_with_scheme(url or _running_here(folder)))
    except ValueError:
        raise click.UsageError(_("Cette adresse n’est pas celle d’un atelier : {url}").format(url=url)) from None
    with suppress(OSError):  # without a folder, there is only no log
        folder.create()
    told = {"FACILITATOR_LANG": language(), "FACILITATOR_LOG": str(folder.root / "screen.log")}
    sys.exit(keep(("-m", "facilitator.tui.screen", f"http://{address.authority}"), told))


def _with_scheme(url: str) -> str:
    return url if "://" in url else f"http://{url}"


def _running_here(folder: DataFolder) -> str:
    """The screen's address of the host that runs on this machine."""
    for running in (folder.running, folder.rehearsals.running):
        with suppress(OSError, ValueError):
            about = read_json(running)
            if isinstance(about, dict) and about.get("port"):
                return f"http://{LOOPBACK}:{about['port']}/screen"
    say(_("Aucun atelier n’est ouvert sur cet ordinateur. D’abord : facilitator run SCRIPT"), err=True)
    sys.exit(1)
