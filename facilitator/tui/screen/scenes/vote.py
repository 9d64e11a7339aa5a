"""Voting: the ballot with no figure before the reveal, then bars with their numbers, ties shown as ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.tui.screen.bars import bar
from facilitator.tui.screen.pages import paginate
from facilitator.tui.screen.paper import ACCENT, BODY, BRIGHT, QUIET, Lines, Paper
from facilitator.tui.screen.scenes.scene import Scene, opening

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PhaseView, PublicView, VoteItem, VoteView


def paint(view: PublicView, phase: PhaseView, paper: Paper, page: int) -> Scene:
    """The question, who has voted, and the items."""
    vote = phase.get("vote")
    head = opening(phase, paper, rows=1)
    if vote is None:
        return Scene(head)
    head = [*head, Content.styled(_participation(vote), QUIET)]
    room = paper.less(head)
    most = max((item["points"] or 0 for item in vote["items"]), default=0)
    blocks = [_item(item, index, most, room) for index, item in enumerate(vote["items"])]
    pages = paginate(blocks, room.height, room.gap)
    page = min(page, len(pages) - 1) if not vote["revealed"] else 0
    return Scene([*head, *pages[page]], len(pages), page)


def _participation(vote: VoteView) -> str:
    voters = vote["voters"]
    told = ngettext("{count} bulletin reçu", "{count} bulletins reçus", voters).format(count=voters)
    if vote["revealed"]:
        return told
    rule = ngettext("{count} point par personne", "{count} points par personne", vote["points"])
    return told + " · " + rule.format(count=vote["points"]) + " · " + _("on dévoile tout d’un coup")


def _item(item: VoteItem, index: int, most: int, paper: Paper) -> Lines:
    if item["points"] is None:
        return paper.bullet("·", item["text"], BODY, lines=2)
    words = [_points(item["points"])]
    words += [_("à égalité")] if item["tied"] else []
    words += [_("retenu")] if item["kept"] else []
    told = " · ".join(words)
    style = BRIGHT if item["kept"] else BODY
    label = paper.bullet("★" if item["kept"] else "·", item["text"], style, lines=1, mark_style=ACCENT)
    return [*label, bar(item["points"], most, max(8, paper.width - cell_len(told) - 6), told, indent=2)]


def _points(points: int) -> str:
    return ngettext("{count} point", "{count} points", points).format(count=points)
