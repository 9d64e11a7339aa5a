"""`facilitator purge`: erase a session for good."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.saying import say
from facilitator.cli.sessions import refusals
from facilitator.cli.spoken import SpokenArgument, SpokenCommand, SpokenOption
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.terminal import printable

if TYPE_CHECKING:
    from facilitator.store.paths import DataFolder, SessionFolder


@click.command(
    "purge",
    cls=SpokenCommand,
    help=N_("Effacer une session, ou toutes les répétitions : tout leur dossier. Les exports écrits ailleurs restent."),
)
@click.argument("name", cls=SpokenArgument, metavar="SESSION", default="")
@click.option(
    "--participant",
    cls=SpokenOption,
    metavar="N",
    default="",
    help=N_("N’effacer que ce qu’une personne a donné ; N est le numéro que porte sa page à emporter."),
)
@click.option("--rehearsals", cls=SpokenOption, is_flag=True, help=N_("Effacer toutes les répétitions."))
@click.option(
    "--overdue",
    cls=SpokenOption,
    is_flag=True,
    help=N_("Effacer toutes les sessions dont la durée de conservation, écrite dans leur script, est passée."),
)
@click.option("--yes", cls=SpokenOption, is_flag=True, help=N_("Ne pas demander de confirmation."))
@click.pass_obj
def command(data: Path | None, name: str, participant: str, rehearsals: bool, overdue: bool, yes: bool) -> None:
    """Ask once on a terminal; elsewhere `--yes` says it all. Rehearsals are nobody's: they go without a question."""
    from facilitator.store.erasing import erase
    from facilitator.store.library import find
    from facilitator.store.paths import data_folder

    folder = data_folder(data)
    if (bool(name), rehearsals, overdue).count(True) != 1:
        raise click.UsageError(
            _("Quelle session ? facilitator purge SESSION, ou --overdue pour les échues, ou --rehearsals")
        )
    if participant and not name:
        raise click.UsageError(_("De quelle session ? facilitator purge SESSION --participant N"))
    if overdue:
        _erase_overdue(folder, yes)
        return
    if rehearsals:
        _erase_all(folder.rehearsals)
        return
    with refusals():
        session = find(folder, name)
        if participant:
            _forget(folder, session, participant, yes)
            return
        question = _("Effacer pour toujours la session {session} ? (oui ou non)")
        if not yes and not _confirmed(question.format(session=session.id)):
            say(_("Rien n’a été effacé."), err=True)
            sys.exit(1)
        files = erase(folder, session)
    say(
        ngettext("Session {session} effacée : {n} fichier.", "Session {session} effacée : {n} fichiers.", files).format(
            session=session.id, n=files
        ),
        err=True,
    )


def _forget(data: DataFolder, session: SessionFolder, participant: str, yes: bool) -> None:
    from facilitator.store.forgetting import forget_participant

    question = _("Effacer pour toujours ce que {number} a donné à la session {session} ? (oui ou non)")
    if not yes and not _confirmed(question.format(number=participant, session=session.id)):
        say(_("Rien n’a été effacé."), err=True)
        sys.exit(1)
    forget_participant(data, session, participant)
    told = _("Tout ce que cette personne avait donné est effacé. Les documents déjà exportés restent : refaites-les.")
    say(told, err=True)


def _erase_overdue(data: DataFolder, yes: bool) -> None:
    from facilitator.store.erasing import erase
    from facilitator.store.library import sessions

    with refusals():
        cards = [card for card in sessions(data) if card.overdue()]
        for card in cards:
            say(f"{card.id}  {card.title}", err=True)
        question = ngettext(
            "Effacer pour toujours cette session ? (oui ou non)",
            "Effacer pour toujours ces {n} sessions ? (oui ou non)",
            len(cards),
        )
        if cards and not yes and not _confirmed(question.format(n=len(cards))):
            say(_("Rien n’a été effacé."), err=True)
            sys.exit(1)
        for card in cards:
            erase(data, data.session(card.id))
    say(ngettext("{n} session effacée.", "{n} sessions effacées.", len(cards)).format(n=len(cards)), err=True)


def _erase_all(rehearsals: DataFolder) -> None:
    from facilitator.store.erasing import erase

    found = rehearsals.find_sessions()
    with refusals():
        for session in found:
            erase(rehearsals, session)
    say(ngettext("{n} répétition effacée.", "{n} répétitions effacées.", len(found)).format(n=len(found)), err=True)


def _confirmed(question: str) -> bool:
    if not sys.stdin.isatty():
        raise click.UsageError(_("Pour effacer sans question, ajoutez --yes."))
    answer: str = click.prompt(printable(question), default="", show_default=False, err=True)
    return answer.strip().lower() in ("o", "oui", "y", "yes")
