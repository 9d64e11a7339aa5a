"""Collecting: blank cards while the room writes, then the words themselves, in columns or line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.tui.screen.pages import paginate
from facilitator.tui.screen.paper import ACCENT, BODY, BRIGHT, QUIET, Lines, Paper, beside, blank, centred, stacked
from facilitator.tui.screen.scenes.scene import Scene, fitted, opening, paged
from facilitator.tui.widgets.cards import veiled

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PhaseView, PublicIdea, PublicView

_NARROWEST_COLUMN = 22
_NARROWEST_FIELD = 14
_CARD = ("▄▄▄▄▄▄", "██████")


def paint(view: PublicView, phase: PhaseView, paper: Paper, page: int) -> Scene:
    """The question, then cards that say nothing, or what was written."""
    if phase["veiled"]:
        return Scene(_veiled(view, phase, paper))
    lit = next((idea for idea in view["ideas"] if idea["id"] == phase["focus"]), None)
    if lit is not None:
        return Scene(spotlight(_in_one_line(lit)["text"], phase, paper))
    if phase["fields"]:
        return fitted(phase, paper, lambda room: _table(view["ideas"], phase["fields"], room, page))
    return fitted(phase, paper, lambda room: boards(view["ideas"], phase["columns"], room, page, counted=are_all(view)))


def spotlight(text: str, phase: PhaseView, paper: Paper) -> Lines:
    """One contribution alone, as large as it can be, under the question it answers."""
    question = paper.words(phase["question"], QUIET, lines=2)
    return centred(stacked([question, paper.headline(text, rows=4)]), paper.height)


def cards(count: int, paper: Paper) -> Lines:
    """One blank card for each contribution: that others write can be seen, never what."""
    if not count:
        return [Content.styled(_("Les cartes blanches apparaîtront ici."), QUIET)]
    if not paper.large:
        return list(veiled(count, paper.width, max(2, paper.height)).split("\n"))
    per_line = max(1, paper.width // len(_CARD[0] + "  "))
    shown = min(count, per_line * max(1, (paper.height - 2) // (len(_CARD) + 1)))
    told = ngettext("{count} carte", "{count} cartes", count).format(count=count)
    rows = [min(per_line, shown - start) for start in range(0, shown, per_line)]
    drawn = stacked([[Content.styled("  ".join([part] * row), "$primary") for part in _CARD] for row in rows])
    return [*drawn, *blank(), Content.styled(told, BRIGHT)]


def _veiled(view: PublicView, phase: PhaseView, paper: Paper) -> Lines:
    head = opening(phase, paper, rows=3)
    examples = [] if paper.small or view["count"] else _examples(phase, paper)
    return [*head, *(examples or cards(view["count"], paper.less(head)))]


def _examples(phase: PhaseView, paper: Paper) -> Lines:
    if not phase["examples"]:
        return []
    told = [line for text in phase["examples"][:3] for line in paper.bullet("·", text, QUIET, lines=1)]
    return [Content.styled(_("Par exemple :"), QUIET), *told]


def are_all(view: PublicView) -> bool:
    """Whether every contribution of the phase came with the view, which shows the newest of very many."""
    return len(view["ideas"]) >= view["count"]


def boards(
    ideas: Sequence[PublicIdea], names: Sequence[str], paper: Paper, page: int, *, counted: bool = True
) -> Scene:
    """Contributions in their columns, or one under the other where columns would be too narrow."""
    column = paper.divided(max(1, len(names)))
    if column.width < _NARROWEST_COLUMN:
        return _listed(ideas, paper, page, named=bool(names))
    heads = _headings(names, ideas, column, counted=counted)
    room = column.less(heads[0] if heads else [])
    newest = ideas[-1]["id"] if ideas else ""
    piles = [[idea for idea in ideas if not names or idea["column"] == name] for name in names or [""]]
    stacks = [paginate(_blocks(pile, room, newest), room.height, room.gap) for pile in piles]
    pages = max(map(len, stacks))
    page = min(page, pages - 1)
    shown = [[*head, *stack[min(page, len(stack) - 1)]] for head, stack in _paired(heads, stacks)]
    return Scene(beside(shown, column.width), pages, page)


def _paired(heads: Sequence[Lines], stacks: Sequence[list[Lines]]) -> list[tuple[Lines, list[Lines]]]:
    return list(zip(heads or [[]], stacks, strict=True))


def _headings(names: Sequence[str], ideas: Sequence[PublicIdea], column: Paper, *, counted: bool) -> list[Lines]:
    """The names of the columns, all as tall as the tallest, so that their rules are one."""
    counts = [sum(idea["column"] == name for idea in ideas) for name in names]
    told = [f"{name}\u00a0·\u00a0{count}" if counted else name for name, count in zip(names, counts, strict=True)]
    titles = [column.words(text, ACCENT, lines=1 if column.small else 2) for text in told]
    tall = max(map(len, titles), default=0)
    rule = [] if column.small else [column.rule()]
    return [[*title, *blank(tall - len(title)), *rule] for title in titles]


def _listed(ideas: Sequence[PublicIdea], paper: Paper, page: int, *, named: bool) -> Scene:
    newest = ideas[-1]["id"] if ideas else ""
    return paged(_blocks(ideas, paper, newest, named=named), paper, page)


def _blocks(ideas: Sequence[PublicIdea], paper: Paper, newest: str, *, named: bool = False) -> list[Lines]:
    return [_card(idea, paper, newest=idea["id"] == newest, named=named) for idea in ideas]


def _card(idea: PublicIdea, paper: Paper, *, newest: bool, named: bool) -> Lines:
    text = idea["text"] + (_(" (après)") if idea["late"] else "")
    if named and idea["column"]:
        text = _("{column} : {text}").format(column=idea["column"], text=text)
    style, mark = (BRIGHT, ACCENT) if newest else (BODY, QUIET)
    return paper.bullet("›" if newest else "·", text, style, lines=paper.longest, mark_style=mark)


def _table(ideas: Sequence[PublicIdea], names: Sequence[str], paper: Paper, page: int) -> Scene:
    column = paper.divided(len(names), gutter=2)
    if column.width < _NARROWEST_FIELD:
        return _listed([_in_one_line(idea) for idea in ideas], paper, page, named=False)
    head = [*beside([column.words(name, ACCENT, lines=2) for name in names], column.width, 2), paper.rule()]
    blocks = [_row(idea, names, column, newest=idea is ideas[-1]) for idea in ideas]
    scene = paged(blocks, paper.less(head), page)
    return Scene([*head, *scene.lines], scene.pages, scene.page)


def _in_one_line(idea: PublicIdea) -> PublicIdea:
    told = " · ".join(text for _name, text in idea["fields"] if text)
    return {**idea, "text": told or idea["text"]}


def _row(idea: PublicIdea, names: Sequence[str], column: Paper, *, newest: bool) -> Lines:
    values = dict(idea["fields"])
    style = BRIGHT if newest else BODY
    cells = [column.words(values.get(name, "") or "–", style, lines=min(3, column.longest)) for name in names]
    return beside(cells, column.width, 2)
