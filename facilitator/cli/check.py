"""`facilitator check`: what is wrong with scripts, what they will look like, what being late would do.

What it finds is what was asked for: it goes to stdout, like any checker's findings.
"""

from __future__ import annotations

import click

from facilitator.cli.spoken import SpokenArgument, SpokenCommand, SpokenOption
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _


@click.command(
    "check",
    cls=SpokenCommand,
    help=N_(
        "Vérifier des ateliers : erreurs, déroulé à l’heure près, réalisme, effet d’un retard.\n\n"
        "SCRIPT est un fichier, ou le nom d’un atelier livré. Code de sortie : 0 tout va bien, 1 il y a des erreurs, "
        "2 la commande est inutilisable."
    ),
)
@click.argument("scripts", cls=SpokenArgument, nargs=-1, required=True, metavar="SCRIPT…")
@click.option(
    "--people",
    cls=SpokenOption,
    type=click.IntRange(1, 10_000),
    metavar="N",
    help=N_("Combien de personnes sont attendues (sinon : les places du script)."),
)
@click.pass_context
def command(context: click.Context, scripts: tuple[str, ...], people: int | None) -> None:
    """Read every script before saying anything, so that a wrong name is told first."""
    from facilitator.cli.checkup import show
    from facilitator.store.scripts import ScriptNotFound, find_script, read_script

    try:
        readings = [read_script(find_script(script)) for script in scripts]
    except ScriptNotFound as wrong:
        raise click.UsageError(str(wrong)) from None
    except OSError as wrong:
        raise click.UsageError(
            _("Impossible de lire « {file} » : {reason}.").format(file=wrong.filename, reason=wrong.strerror)
        ) from None
    for reading in readings:
        show(reading, people)
    context.exit(0 if all(reading.sound for reading in readings) else 1)
