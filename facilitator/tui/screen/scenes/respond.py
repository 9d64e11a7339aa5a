"""Responding: the row before the room and its answers, or all the rows, the empty ones as plain to see."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.locale.sittings import moved_words, seated_at
from facilitator.tui.screen.paper import ACCENT, BODY, BRIGHT, QUIET, Lines, Paper, across, beside, blank
from facilitator.tui.screen.scenes.collect import are_all, boards, cards
from facilitator.tui.screen.scenes.scene import Scene, fitted, opening, paged

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PhaseView, PublicView, RespondView, RowView

_CELL = 14


def paint(view: PublicView, phase: PhaseView, paper: Paper, page: int) -> Scene:
    """One row full width, or the table of all of them."""
    respond = phase.get("respond")
    if respond is None:
        return Scene(opening(phase, paper, rows=1))
    row = next((row for row in respond["rows"] if row["id"] == respond["focus"]), None)
    if row is None:
        return fitted(phase if paper.large else _gesture(phase), paper, lambda room: _overview(respond, room, page))
    head = opening(phase if paper.large else {**phase, "instruction": "", "round": None}, paper)
    scene = _focused(view, phase, respond, row, paper.less(head), page)
    return Scene([*head, *scene.lines], scene.pages, scene.page)


def _gesture(phase: PhaseView) -> PhaseView:
    """Who moves and where, without what was said aloud: rows need the room."""
    current = phase["round"]
    return {**phase, "instruction": "", "round": {**current, "instruction": ""} if current else None}


def _focused(view: PublicView, phase: PhaseView, respond: RespondView, row: RowView, paper: Paper, page: int) -> Scene:
    place = [one["id"] for one in respond["rows"]].index(row["id"]) + 1
    mark = f"{place}/{len(respond['rows'])}"
    told = _at_table(respond, row) + row["text"]
    head = [*paper.bullet(mark, told, BRIGHT, lines=3, mark_style=ACCENT), *blank(0 if paper.small else 1)]
    room = paper.less(head)
    if phase["veiled"]:
        return Scene([*head, *cards(sum(row["counts"]), room)])
    answers = [idea for idea in view["ideas"] if idea["row"] == row["id"]]
    if not answers:
        return Scene([*head, Content.styled(_("Pas encore de réponse : c’est le moment."), QUIET)])
    scene = boards(answers, phase["columns"], room, page, counted=are_all(view))
    return Scene([*head, *scene.lines], scene.pages, scene.page)


def _overview(respond: RespondView, paper: Paper, page: int) -> Scene:
    names = [name or _("réponses") for name in respond["columns"]]
    wanted = max(_CELL, *map(len, names)) if paper.large else _CELL
    cell = replace(paper, width=min(wanted, max(6, paper.width // (2 * len(names)))))
    label = replace(paper, width=paper.width - (cell.width + 2) * len(names))
    titles = beside([cell.words(name, ACCENT, lines=2) for name in names], cell.width, 2)
    head = [*across(blank(), titles, label.width), paper.rule()]
    moved = paper.words(moved_words(respond["tables"]), ACCENT, lines=1) if paper.large else []
    room, foot = paper.less(head), [*(blank() if moved else []), *moved, *_unanswered(respond)]
    scene = paged([_row(respond, row, label, cell, 2) for row in respond["rows"]], room, page, foot=foot)
    if scene.pages > 1 and not paper.large:
        scene = paged([_row(respond, row, label, cell, 1) for row in respond["rows"]], room, page, foot=foot)
    return Scene([*head, *scene.lines], scene.pages, scene.page)


def _at_table(respond: RespondView, row: RowView) -> str:
    table = seated_at(respond["tables"], row["id"])
    return _("{table} : ").format(table=table) if table else ""


def _row(respond: RespondView, row: RowView, label: Paper, cell: Paper, lines: int) -> Lines:
    text = label.words(_at_table(respond, row) + row["text"], BODY, lines=lines)
    return across(text, beside([_count(n) for n in row["counts"]], cell.width, 2), label.width)


def _count(n: int) -> Lines:
    return [Content.styled("●" * min(n, 5) + f" {n}", BRIGHT) if n else Content.styled("–", QUIET)]


def _unanswered(respond: RespondView) -> Lines:
    empty = respond["empty"]
    told = ngettext("{count} ligne encore sans réponse", "{count} lignes encore sans réponse", empty)
    return [Content.styled(told.format(count=empty), QUIET)] if empty else []
