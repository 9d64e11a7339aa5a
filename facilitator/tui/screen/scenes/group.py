"""Grouping: each group with its name, how many it holds and a few of them; what is still loose stays in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.tui.screen.paper import ACCENT, BODY, BRIGHT, QUIET, Lines, Paper, beside
from facilitator.tui.screen.scenes.scene import Scene, fitted, opening, paged

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import GroupView, PhaseView, PublicView, SortView, ThemeView

_SAMPLES = 3
_NARROWEST_GROUP = 34


def paint(view: PublicView, phase: PhaseView, paper: Paper, page: int) -> Scene:
    """The groups, or where tables disagree once they have all sorted."""
    group = phase.get("group")
    if group is None:
        return Scene(opening(phase, paper))
    draw = _compared if group["sorts"] else _groups
    return fitted(phase, paper, lambda room: paged(draw(group, room), room, page))


def _groups(group: GroupView, paper: Paper) -> list[Lines]:
    texts = {item["id"]: item["text"] for item in group["items"]}
    loose = _loose([texts[item] for item in group["loose"] if item in texts], paper)
    parts = min(3, max(1, paper.width // _NARROWEST_GROUP))
    cell = paper.divided(parts)
    cells = [_theme(theme, texts, cell) for theme in group["themes"]]
    rows = [beside(cells[start : start + parts], cell.width) for start in range(0, len(cells), parts)]
    return [*rows, loose] if loose else rows


def _theme(theme: ThemeView, texts: dict[str, str], paper: Paper) -> Lines:
    held = [texts[item] for item in theme["items"] if item in texts]
    title = paper.words(f"{theme['name']}\u00a0·\u00a0{len(held)}", ACCENT if held else QUIET, lines=2)
    shown = [line for text in held[:_SAMPLES] for line in paper.bullet("·", text, BODY, lines=1)]
    return [*title, *shown]


def _loose(texts: list[str], paper: Paper) -> Lines:
    if not texts:
        return []
    told = ngettext("{count} carte à ranger", "{count} cartes à ranger", len(texts)).format(count=len(texts))
    shown = [line for text in texts[:_SAMPLES] for line in paper.bullet("▢", text, BODY, lines=1)]
    return [Content.styled(told, BRIGHT), *shown]


def _compared(group: GroupView, paper: Paper) -> list[Lines]:
    """Disagreements first: they are what the room talks about."""
    apart = [sort for sort in group["sorts"] if not sort["agreed"]]
    same = len(group["sorts"]) - len(apart)
    told = ngettext("{count} carte rangée au même endroit", "{count} cartes rangées au même endroit", same)
    agreed = [Content.styled("● " + told.format(count=same), BRIGHT)]
    return [agreed, *(_disputed(sort, paper) for sort in apart)]


def _disputed(sort: SortView, paper: Paper) -> Lines:
    tables: dict[str, list[str]] = {}
    for table, where in sort["bins"].items():
        tables.setdefault(where, []).append(table)
    told = " · ".join(
        _("{bin} (table {tables})").format(bin=where, tables=", ".join(sorted(found)))
        for where, found in tables.items()
    )
    return [*paper.bullet("○", sort["text"], BRIGHT, lines=2, mark_style=ACCENT), *paper.words(told, BODY, indent=2)]
