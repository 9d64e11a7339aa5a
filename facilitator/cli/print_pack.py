"""`facilitator print`: what to print before a workshop."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click
from click.core import ParameterSource

from facilitator.cli.saying import say
from facilitator.cli.spoken import SpokenArgument, SpokenCommand, SpokenOption
from facilitator.listening import LOOPBACK
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import use

if TYPE_CHECKING:
    from facilitator.engine.script import Script
    from facilitator.store.paths import DataFolder


@click.command(
    "print",
    cls=SpokenCommand,
    help=N_(
        "Préparer ce qui s’imprime : le déroulé des animateurs, l’affiche avec son QR code, la règle de parole (A3), "
        "et, selon l’atelier, les cartes à écrire, les bulletins, les cartes de position.\n\n"
        "L’adresse de l’affiche est celle de l’atelier ouvert sur cet ordinateur, si c’est le même ; sinon un cadre "
        "annonce qu’elle viendra à l’écran.\n\n"
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
@click.option("--join", cls=SpokenOption, metavar="URL", help=N_("L’adresse de l’affiche, si vous la connaissez déjà."))
@click.pass_context
def command(context: click.Context, script: str, output: Path, start: str | None, join: str | None) -> None:
    """Write every sheet, print the path of each on stdout."""
    from facilitator.printing import print_pack
    from facilitator.store.atomic import write_atomically
    from facilitator.store.paths import data_folder
    from facilitator.store.scripts import ScriptNotFound, find_script, read_script

    try:
        reading = read_script(find_script(script))
    except (ScriptNotFound, OSError) as wrong:
        raise click.UsageError(str(wrong)) from None
    if reading.script is None:
        say("\n".join(map(str, reading.problems)), err=True)
        sys.exit(1)
    # A sheet speaks its workshop's language, unless `--lang` says otherwise.
    if context.find_root().get_parameter_source("lang") in (None, ParameterSource.DEFAULT):
        use(reading.script.workshop.language)
    try:
        address = _open_here(data_folder(context.obj), reading.script) if join is None else _address(join)
        pack = print_pack(reading.script, _minutes(start), address)
        output.mkdir(parents=True, exist_ok=True)
        for sheet in pack:
            path = output / sheet.name
            write_atomically(path, sheet.page)
            say(path)
    except OSError as refusal:
        reason = refusal.strerror or str(refusal)
        say(_("Le disque a refusé : {reason} ({file}).").format(reason=reason, file=refusal.filename), err=True)
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


def _address(join: str) -> str:
    parts = urlsplit(join)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        sentence = _("« {url} » n’est pas une adresse : écrivez par exemple http://192.168.8.10:8017/j/ABCD.")
        raise click.UsageError(sentence.format(url=join))
    return join


def _open_here(folder: DataFolder, script: Script) -> str:
    """Where phones join this very workshop, when it is open on this machine and they can."""
    from facilitator.store.outside import read_json
    from facilitator.store.scripts import read_script

    with suppress(OSError, ValueError, KeyError, TypeError):
        about = read_json(folder.running)
        opened = read_script(folder.session(about["session"]).script).script
        if opened is not None and opened.workshop.title == script.workshop.title:
            address: str = about["join"]
            return "" if urlsplit(address).hostname == LOOPBACK else address
    return ""
