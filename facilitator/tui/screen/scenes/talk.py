"""Talking: the question as large as the room allows, the round, the roles, and what the talk is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.tui.hours import minutes
from facilitator.tui.screen.paper import ACCENT, BODY, QUIET, Lines, Paper, centred, stacked
from facilitator.tui.screen.scenes.scene import Scene, opening

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PhaseView, PublicView, TalkView


def paint(view: PublicView, phase: PhaseView, paper: Paper, page: int) -> Scene:
    """Question, round, roles, subject, and how many wait to speak."""
    talk = phase.get("talk")
    subject = _subject(phase, talk, paper) if talk else []
    blocks = [subject or opening(phase, paper, rows=4)]
    if talk:
        blocks += [_thumbs(talk, paper), _roles(talk, paper), _queue(talk)]
    return Scene(centred(stacked(blocks, gap=0 if paper.small else 1), paper.height))


def _subject(phase: PhaseView, talk: TalkView, paper: Paper) -> Lines:
    """What is talked about now, under the question that is asked of each."""
    for place, item in enumerate(talk["items"], 1):
        if item["id"] == talk["focus"]:
            gap = 0 if paper.small else 1
            mark = _("Sujet {n}/{count}").format(n=place, count=len(talk["items"]))
            told = [*paper.words(mark, ACCENT, lines=1), *paper.headline(item["text"], rows=3)]
            asked = [*paper.words(phase["question"], BODY, lines=2), *paper.words(phase["instruction"], QUIET, lines=2)]
            return stacked([told, asked], gap)
    return []


def _thumbs(talk: TalkView, paper: Paper) -> Lines:
    """Whether the subject goes on: what a thumb says, never what others said."""
    subject = talk["subject"]
    if subject is None or subject["thumbs"] is None:
        return []
    how = _("Pouce levé : encore {time}. Pouce baissé : au sujet suivant.").format(time=minutes(subject["more"]))
    return [*paper.headline(_("On continue ?"), rows=1, style=ACCENT), *paper.words(how, BODY, lines=2)]


def _roles(talk: TalkView, paper: Paper) -> Lines:
    return [line for role in talk["roles"] for line in paper.bullet("·", role, BODY, lines=1)]


def _queue(talk: TalkView) -> Lines:
    waiting = len(talk["queue"])
    if not waiting:
        return []
    told = ngettext("{count} personne demande la parole", "{count} personnes demandent la parole", waiting)
    return [Content.styled(told.format(count=waiting), QUIET)]
