"""`facilitator list`: the sessions kept on this machine, newest first."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.saying import say
from facilitator.cli.sessions import refusals
from facilitator.cli.spoken import SpokenCommand, SpokenOption
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import ngettext

if TYPE_CHECKING:
    from facilitator.store.library import SessionCard


@click.command("list", cls=SpokenCommand, help=N_("Lister les sessions gardées sur cette machine."))
@click.option("--json", "as_json", cls=SpokenOption, is_flag=True, help=N_("En JSON, pour d’autres programmes."))
@click.option(
    "--rebuild", "again", cls=SpokenOption, is_flag=True, help=N_("Refaire l’index, en relisant tous les journaux.")
)
@click.option(
    "--search",
    "words",
    cls=SpokenOption,
    metavar=N_("MOTS"),
    help=N_("Seulement celles où ces mots se trouvent tous dans un même texte, avec ces textes."),
)
@click.pass_obj
def command(data: Path | None, as_json: bool, again: bool, words: str | None) -> None:
    """Data on stdout, the rest on stderr."""
    from facilitator.store.library import rebuild, sessions
    from facilitator.store.paths import data_folder
    from facilitator.store.searching import Hit, search

    folder = data_folder(data)
    with refusals():
        if again:
            count = rebuild(folder, _tell_unreadable)
            said = ngettext("Index refait : {n} session.", "Index refait : {n} sessions.", count).format(n=count)
            say(said, err=True)
        hits = [Hit(card, (), 0) for card in sessions(folder)] if words is None else search(folder, words)
    if as_json:
        found = [asdict(hit.card) | ({} if words is None else {"excerpts": hit.excerpts}) for hit in hits]
        say(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for hit in hits:
        say(_line(hit.card))
        for excerpt in hit.excerpts:
            say(f"    {excerpt}")
    if not hits:
        nothing = (
            _("Aucune session ici pour l’instant.") if words is None else _("Ces mots ne sont dans aucune session.")
        )
        say(nothing, err=True)


def _line(card: SessionCard) -> str:
    status = {"lobby": _("en attente"), "running": _("en cours"), "ended": _("terminée")}[card.status]
    ideas = card.counts.get("ideas", 0)
    gathered = ngettext("{n} contribution", "{n} contributions", ideas).format(n=ideas)
    told = [status, gathered]
    keep = _("à effacer depuis le {day}") if card.overdue() else _("à garder jusqu’au {day}")
    told.append(keep.format(day=f"{card.expires:%d/%m/%Y}"))
    return f"{card.id}  {card.at:%d/%m/%Y %H:%M}  {card.title}  ({', '.join(told)})"


def _tell_unreadable(session: str, why: Exception) -> None:
    say(_("La session « {session} » ne se lit pas : {why}").format(session=session, why=why), err=True)
