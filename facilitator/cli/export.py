"""`facilitator export`: what a session leaves, as documents to publish."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import click
from click.core import ParameterSource

from facilitator.cli.saying import say
from facilitator.cli.sessions import refusals
from facilitator.cli.spoken import SpokenArgument, SpokenCommand, SpokenOption
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import use

if TYPE_CHECKING:
    from facilitator.engine.synthesis import Report
    from facilitator.exporters import Document

Asked = Literal["account", "take-away", "proceedings"]


@click.command(
    "export",
    cls=SpokenCommand,
    help=N_(
        "Exporter une session : le compte rendu, ou la page à emporter. De plusieurs sessions : les actes.\n\n"
        "SESSION est un identifiant, ses premiers caractères, un fichier session.json ou un export JSON venu "
        "d’ailleurs, un dossier, toute une clé USB, ou « last » pour la dernière. Le format suit le nom du fichier ; "
        "dans un dossier, --format dit lesquels, et chaque fichier prend un nom qui lui est propre."
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
    type=click.Choice(("account", "take-away", "proceedings")),
    help=N_(
        "Le compte rendu avec son annexe (account), la page à emporter (take-away), un par session ; ou les actes "
        "(proceedings), ce que plusieurs sessions donnent d’elles-mêmes."
    ),
)
@click.option("--title", cls=SpokenOption, metavar=N_("TITRE"), help=N_("Le titre des actes."))
@click.option(
    "--expect",
    cls=SpokenOption,
    type=click.IntRange(0, 99),
    default=0,
    metavar="N",
    help=N_("Combien d’ateliers numérotés les actes attendent : ceux qui manquent sont dits."),
)
@click.pass_context
def command(
    context: click.Context,
    names: tuple[str, ...],
    output: Path,
    formats: str | None,
    document: Asked | None,
    title: str | None,
    expect: int,
) -> None:
    """Make every document, print the path of each on stdout."""
    from facilitator.cli.gathering import gather
    from facilitator.processes import stand_aside
    from facilitator.store.paths import data_folder

    data = data_folder(context.obj)
    # In a process of its own, beside a workshop whose phones wait for answers.
    if sys.stdout is sys.__stdout__ and (data.running.exists() or data.rehearsals.running.exists()):
        stand_aside()
    with refusals():
        reports = gather(data, names, lambda told: say(told, err=True))
        if not reports:
            raise click.ClickException(_("Rien à exporter : aucune session dans ce qui est nommé."))
        if document == "proceedings" or (document is None and len(reports) > 1):
            _speak(context, reports[0])
            _proceedings(_target(output, formats, one=True), reports, title or _("Actes des ateliers"), expect)
            return
        target = _target(output, formats, one=len(reports) == 1)
        for report in reports:
            _speak(context, report)
            _documents(target, report, "account" if document is None else document)


class Target(NamedTuple):
    """Where documents go, in which formats."""

    path: Path
    formats: tuple[str, ...]
    """Empty: all that can be made."""


def _target(output: Path, formats: str | None, *, one: bool) -> Target:
    """A file, whose suffix is its format, or a folder, made if need be."""
    from facilitator.exporters import UnknownFormat, format_of

    many = not one or formats is not None or output.is_dir() or not output.suffix
    if many and (output.is_file() or (output.suffix and not output.is_dir())):
        raise click.UsageError(_("Plusieurs documents vont dans un dossier : donnez-en un après -o."))
    try:
        wanted = [format_of(name.strip()) for name in formats.split(",")] if formats else []
        if not many:
            wanted = [format_of(output.suffix)]
    except UnknownFormat as unknown:
        raise click.UsageError(str(unknown)) from None
    (output if many else output.parent).mkdir(parents=True, exist_ok=True)
    return Target(output, tuple(wanted))


def _documents(target: Target, report: Report, document: Document) -> None:
    from facilitator.exporters import available, write_export
    from facilitator.exporters.advice import advice
    from facilitator.store.atomic import write_atomically

    for format_ in target.formats or available():
        say(write_export(report, target.path, write_atomically, format=format_, document=document))
    for line in advice(report):
        say(line, err=True)


def _proceedings(target: Target, reports: list[Report], title: str, expect: int) -> None:
    from facilitator.engine.synthesis.compendium import compendium
    from facilitator.exporters import PROCEEDINGS, UnknownFormat, available, export_proceedings, proceedings_name
    from facilitator.exporters.outline.proceedings import remark_text
    from facilitator.store.atomic import write_atomically

    made = compendium(reports, title, expect)
    for remark in made.remarks:
        say(remark_text(remark), err=True)
    for format_ in target.formats or [name for name in available() if name in PROCEEDINGS]:
        path = target.path / proceedings_name(made, format_) if target.path.is_dir() else target.path
        try:
            content = export_proceedings(made, format_)
        except UnknownFormat as unknown:
            raise click.UsageError(str(unknown)) from None
        write_atomically(path, content)
        say(path)


def _speak(context: click.Context, report: Report) -> None:
    """A document speaks its workshop's language, unless `--lang` says otherwise."""
    chosen = context.find_root().get_parameter_source("lang")
    if chosen in (None, ParameterSource.DEFAULT):
        use(report.language)
