"""Voting: the ballot with no figure before the reveal, then bars with their numbers, ties shown as ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.locale.turnout import out_of
from facilitator.tui.screen.bars import bar
from facilitator.tui.screen.paper import ACCENT, BODY, BRIGHT, QUIET, Lines, Paper, blank
from facilitator.tui.screen.scenes.scene import Scene, fitted, opening, paged

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PhaseView, PublicView, VoteItem, VoteView


def paint(view: PublicView, phase: PhaseView, paper: Paper, page: int) -> Scene:
    """The question, who has voted, and the items."""
    vote = phase.get("vote")
    if vote is None:
        return Scene(opening(phase, paper))
    told: PhaseView = {**phase, "instruction": ""} if vote["revealed"] else phase
    return fitted(told, paper, lambda room: _ballot(vote, phase["present"], room, page))


def _ballot(vote: VoteView, present: int | None, paper: Paper, page: int) -> Scene:
    head = [*paper.words(_participation(vote, present), QUIET), *blank(0 if paper.small else 1)]
    room = paper.less(head)
    most = max((item["points"] or 0 for item in vote["items"]), default=0)
    scene = paged([_item(item, most, room) for item in vote["items"]], room, page)
    return Scene([*head, *scene.lines], scene.pages, scene.page)


def _participation(vote: VoteView, present: int | None) -> str:
    told, voters = [], vote["voters"]
    if voters is not None:
        received = ngettext("{count} bulletin reçu", "{count} bulletins reçus", voters)
        told.append(received.format(count=voters) + out_of(voters, present))
    if not vote["revealed"]:
        rule = ngettext("{count} point par personne", "{count} points par personne", vote["points"])
        told += [rule.format(count=vote["points"]), _("on dévoile ensemble")]
    return " · ".join(told)


def _item(item: VoteItem, most: int, paper: Paper) -> Lines:
    if item["points"] is None:
        return paper.bullet("·", item["text"], BODY, lines=2)
    words = [_points(item["points"])]
    words += [_("à égalité")] if item["tied"] else []
    words += [_("retenu")] if item["kept"] else []
    told = " · ".join(words)
    style = BRIGHT if item["kept"] else BODY
    label = paper.bullet("★" if item["kept"] else "·", item["text"], style, lines=2, mark_style=ACCENT)
    return [*label, bar(item["points"], most, max(8, paper.width - cell_len(told) - 6), told, indent=2)]


def _points(points: int) -> str:
    return ngettext("{count} point", "{count} points", points).format(count=points)
