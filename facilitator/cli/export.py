"""`facilitator export`: what a session leaves, as documents to publish."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from facilitator.cli.sessions import refusals
from facilitator.cli.spoken import SpokenArgument, SpokenCommand, SpokenOption
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import use

if TYPE_CHECKING:
    from facilitator.engine.synthesis import Report
    from facilitator.exporters import Document


@click.command(
    "export",
    cls=SpokenCommand,
    help=N_(
        "Exporter des sessions : le compte rendu, ou la page à emporter.\n\n"
        "SESSION est un identifiant, ses premiers caractères, un dossier, un fichier session.json ou un export JSON "
        "venu d’ailleurs, ou « last » pour la dernière. Le format suit le nom du fichier ; dans un dossier, --format "
        "dit lesquels, et chaque fichier prend un nom qui lui est propre."
    ),
)
@click.argument("names", cls=SpokenArgument, nargs=-1, required=True, metavar="SESSION…")
@click.option(
    "-o",
    "--output",
    cls=SpokenOption,
    type=click.Path(path_type=Path),
    required=True,
    metavar=N_("CHEMIN"),
    help=N_("Le fichier ou le dossier où écrire."),
)
@click.option(
    "--format",
    "formats",
    cls=SpokenOption,
    metavar="A,B",
    help=N_("Les formats : md, html, txt, odt, docx, pdf, ods, xlsx, csv, json, ics, digest."),
)
@click.option(
    "--document",
    cls=SpokenOption,
    type=click.Choice(("account", "take-away")),
    default="account",
    help=N_("Le compte rendu avec son annexe (account), ou la page à emporter (take-away)."),
)
@click.pass_context
def command(
    context: click.Context, names: tuple[str, ...], output: Path, formats: str | None, document: Document
) -> None:
    """Make every document, print the path of each on stdout."""
    from facilitator.exporters import UnknownFormat, available, format_of, write_export
    from facilitator.store.atomic import write_atomically

    many = len(names) > 1 or formats is not None or output.is_dir() or not output.suffix
    if many and (output.is_file() or (output.suffix and not output.is_dir())):
        raise click.UsageError(_("Plusieurs documents vont dans un dossier : donnez-en un après -o."))
    try:
        wanted = [format_of(name.strip()) for name in formats.split(",")] if formats else list(available())
        if not many:
            wanted = [format_of(output.suffix)]
    except UnknownFormat as unknown:
        raise click.UsageError(str(unknown)) from None
    with refusals():
        reports = [_report(context, name) for name in names]
        (output if many else output.parent).mkdir(parents=True, exist_ok=True)
        for report in reports:
            _speak(context, report)
            for format_ in wanted:
                click.echo(write_export(report, output, write_atomically, format=format_, document=document))


def _report(context: click.Context, name: str) -> Report:
    from facilitator.engine.synthesis import report
    from facilitator.exporters.json import is_export, read
    from facilitator.store.paths import data_folder
    from facilitator.store.restoring import open_state

    if (file := Path(name)).is_file() and is_export(content := file.read_bytes()):
        return read(content)
    state = open_state(data_folder(context.obj), name, lambda notice: click.echo(notice.sentence(), err=True))
    return report(state)


def _speak(context: click.Context, report: Report) -> None:
    """A document speaks its workshop's language, unless `--lang` says otherwise."""
    chosen = context.find_root().get_parameter_source("lang")
    if chosen in (None, ParameterSource.DEFAULT):
        use(report.language)
