"""Talking: the question as large as the room allows, the round, the roles, and what the talk is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.locale import ngettext
from facilitator.tui.screen.paper import ACCENT, BODY, BRIGHT, QUIET, Lines, Paper, centred, stacked
from facilitator.tui.screen.scenes.scene import Scene, opening

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PhaseView, PublicView, TalkView


def paint(view: PublicView, phase: PhaseView, paper: Paper, page: int) -> Scene:
    """Question, round, roles, subject, and how many wait to speak."""
    talk = phase.get("talk")
    blocks = [opening(phase, paper, rows=4)]
    if talk:
        blocks += [_subject(talk, paper), _roles(talk, paper), _queue(talk)]
    return Scene(centred(stacked(blocks, gap=0 if paper.small else 1), paper.height))


def _subject(talk: TalkView, paper: Paper) -> Lines:
    text = next((item["text"] for item in talk["items"] if item["id"] == talk["focus"]), "")
    return paper.bullet("›", text, BRIGHT, lines=3, mark_style=ACCENT) if text else []


def _roles(talk: TalkView, paper: Paper) -> Lines:
    return [line for role in talk["roles"] for line in paper.bullet("·", role, BODY, lines=1)]


def _queue(talk: TalkView) -> Lines:
    waiting = len(talk["queue"])
    if not waiting:
        return []
    told = ngettext("{count} personne demande la parole", "{count} personnes demandent la parole", waiting)
    return [Content.styled(told.format(count=waiting), QUIET)]
