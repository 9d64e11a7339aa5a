"""`facilitator rehearse`: a workshop with simulated participants, kept apart from the real ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from facilitator import terminal
from facilitator.cli.opening import host_here, supervise, tell_addresses, with_options
from facilitator.cli.saying import say
from facilitator.cli.spoken import SpokenArgument, SpokenCommand
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.store.paths import DataFolder, data_folder


@click.command(
    "rehearse",
    cls=SpokenCommand,
    help=N_(
        "Répéter un atelier, plus vite que le jour J, avec des participants simulés qui écrivent, votent, se taisent, "
        "débordent et partent.\n\n"
        "SCRIPT est un fichier, ou le nom d’un atelier livré. On anime avec les mêmes touches ; avec --alone, "
        "l’atelier se mène seul, même sans terminal. Rien ne se mêle aux vrais ateliers."
    ),
)
@click.argument("script", cls=SpokenArgument, metavar="SCRIPT")
@with_options("rehearse")
@click.pass_obj
def command(data: Path | None, /, script: str, alone: bool, **values: Any) -> None:
    """On this terminal; without one, alone to the end, and the exports told on stdout."""
    if values["people"] < 0:
        raise click.UsageError(_("Un nombre de participants, zéro au moins."))
    folder = data_folder(data).rehearsals
    if terminal.is_here() or not alone:
        supervise("rehearse", script, folder.root, {**values, "alone": alone})
    _play_out(folder, script, values)


def _play_out(folder: DataFolder, script: str, values: dict[str, Any]) -> None:
    held: list[str] = []
    del values["single_screen"]

    def tell(session: str, addresses: Any) -> None:
        held.append(session)
        tell_addresses(session, addresses)

    host_here(values.pop("port"), tell, data=str(folder.root), script=script, alone=True, ends_itself=True, **values)
    for path in _export(folder, held[0]):
        say(path)


def _export(folder: DataFolder, session: str) -> list[Path]:
    from facilitator.engine.synthesis import report
    from facilitator.exporters import write_all
    from facilitator.store.atomic import make_private_folder, write_atomically
    from facilitator.store.opening import load_state

    kept = folder.session(session).path
    made, exports = report(load_state(kept)), kept / "exports"
    make_private_folder(exports)
    return write_all(made, exports, write_atomically)
