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

_SAMPLES = ((12, 3), (9, 2), (7, 2), (5, 2), (4, 2), (5, 1), (3, 1))
"""How many things of each group are shown, and on how many lines: as much as one page can hold, the last at least."""
_NARROWEST_GROUP = 34


def paint(view: PublicView, phase: PhaseView, paper: Paper, page: int) -> Scene:
    """The groups, or where tables disagree once they have all sorted."""
    group = phase.get("group")
    if group is None:
        return Scene(opening(phase, paper))
    draw = _told_apart if group["sorts"] else _grouped
    return fitted(phase, paper, lambda room: draw(group, room, page))


def _told_apart(group: GroupView, paper: Paper, page: int) -> Scene:
    return paged(_compared(group, paper), paper, page)


def _grouped(group: GroupView, paper: Paper, page: int) -> Scene:
    """The groups, with as many of their things as one page holds."""
    drawn = (paged(_groups(group, paper, *samples), paper, page) for samples in _SAMPLES)
    scene = next(drawn)
    for poorer in drawn:
        scene = scene if scene.pages == 1 else poorer
    return scene


def _groups(group: GroupView, paper: Paper, samples: int, lines: int) -> list[Lines]:
    texts = {item["id"]: item["text"] for item in group["items"]}
    loose = _loose([texts[item] for item in group["loose"] if item in texts], paper, samples, lines)
    parts = min(3, max(1, paper.width // _NARROWEST_GROUP))
    cell = paper.divided(parts)
    cells = [_theme(theme, texts, cell, samples, lines) for theme in group["themes"]]
    rows = [beside(cells[start : start + parts], cell.width) for start in range(0, len(cells), parts)]
    return [*rows, loose] if loose else rows


def _theme(theme: ThemeView, texts: dict[str, str], paper: Paper, samples: int, lines: int) -> Lines:
    held = [texts[item] for item in theme["items"] if item in texts]
    title = paper.words(f"{theme['name']}\u00a0·\u00a0{len(held)}", ACCENT if held else QUIET, lines=2)
    shown = [line for text in held[:samples] for line in paper.bullet("·", text, BODY, lines=lines)]
    return [*title, *shown]


def _loose(texts: list[str], paper: Paper, samples: int, lines: int) -> Lines:
    if not texts:
        return []
    told = ngettext("{count} carte à ranger", "{count} cartes à ranger", len(texts)).format(count=len(texts))
    shown = [line for text in texts[:samples] for line in paper.bullet("▢", text, BODY, lines=lines)]
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
