"""`facilitator print`: what to print before a workshop."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from click.core import ParameterSource

from facilitator.cli.spoken import SpokenArgument, SpokenCommand, SpokenOption
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import use


@click.command(
    "print",
    cls=SpokenCommand,
    help=N_(
        "Préparer ce qui s’imprime : le déroulé des animateurs, avec les vraies heures, les mots à dire et les touches."
        "\n\n"
        "SCRIPT est un fichier, ou le nom d’un atelier livré. Les pages s’ouvrent dans un navigateur, sans Internet, "
        "et s’impriment en A4."
    ),
)
@click.argument("script", cls=SpokenArgument, metavar="SCRIPT")
@click.option(
    "-o",
    "--output",
    cls=SpokenOption,
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar=N_("DOSSIER"),
    help=N_("Le dossier où écrire."),
)
@click.option(
    "--start", cls=SpokenOption, metavar="HH:MM", help=N_("L’heure de début, si ce n’est pas celle du script.")
)
@click.pass_context
def command(context: click.Context, script: str, output: Path, start: str | None) -> None:
    """Write every sheet, print the path of each on stdout."""
    from facilitator.printing import print_pack
    from facilitator.store.atomic import write_atomically
    from facilitator.store.scripts import ScriptNotFound, find_script, read_script

    try:
        reading = read_script(find_script(script))
    except (ScriptNotFound, OSError) as wrong:
        raise click.UsageError(str(wrong)) from None
    if reading.script is None:
        click.echo("\n".join(map(str, reading.problems)), err=True)
        sys.exit(1)
    # A sheet speaks its workshop's language, unless `--lang` says otherwise.
    if context.find_root().get_parameter_source("lang") in (None, ParameterSource.DEFAULT):
        use(reading.script.workshop.language)
    try:
        pack = print_pack(reading.script, _minutes(start))
        output.mkdir(parents=True, exist_ok=True)
        for sheet in pack:
            path = output / sheet.name
            write_atomically(path, sheet.page)
            click.echo(path)
    except OSError as refusal:
        reason = refusal.strerror or str(refusal)
        click.echo(_("Le disque a refusé : {reason} ({file}).").format(reason=reason, file=refusal.filename), err=True)
        sys.exit(1)


def _minutes(start: str | None) -> int | None:
    if start is None:
        return None
    try:
        time = datetime.strptime(start, "%H:%M").replace(tzinfo=UTC)
    except ValueError:
        sentence = _("« {time} » n’est pas une heure : écrivez par exemple 14:30.").format(time=start)
        raise click.UsageError(sentence) from None
    return time.hour * 60 + time.minute
