"""`facilitator` alone: the home, then what was picked there."""

from __future__ import annotations

from pathlib import Path

import click

from facilitator import terminal
from facilitator.locale import gettext as _


def open_home(data: Path | None) -> None:
    """Show the home until something is picked, and start it."""
    if not terminal.is_here():
        raise click.UsageError(_("L’accueil a besoin d’un terminal. Sans terminal : facilitator --help"))
    from facilitator.store.paths import data_folder
    from facilitator.tui.console.home import HomeApp

    folder = data_folder(data)
    choice = HomeApp(folder).run()
    if choice is None:
        return
    from facilitator.cli.opening import supervise
    from facilitator.options import OPTIONS

    if choice.command == "rehearse":
        data = folder.rehearsals.root
    supervise(choice.command, choice.argument, data, {option.key: option.default for option in OPTIONS[choice.command]})
