"""Horizontal bars: votes, what is left of a whole, a distribution before ● and after ○."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from facilitator.locale import gettext as _
from facilitator.tui.text import plain, truncate

_GAP = "  "
_FIGURE_CELLS = 4


@dataclass(frozen=True, slots=True)
class Shift:
    """How many stand on one step of a scale, before and (once known) after."""

    label: str
    before: int
    after: int | None = None


def length(value: float, longest: float, cells: int) -> str:
    """A bar to scale, to half a cell; something is drawn for anything above zero."""
    halves = round(value / longest * cells * 2) if longest > 0 else 0
    halves = max(halves, 1) if value > 0 else 0
    # Half a line tall, so that two bars one below the other stay two.
    return "▄" * (halves // 2) + "▖" * (halves % 2)


def rule(share: float, width: int, style: str) -> Content:
    """What is left of a whole: a heavy rule that shortens, a thin one behind it."""
    heavy = round(max(0.0, min(share, 1.0)) * width)
    return Content.assemble(("━" * heavy, style), ("─" * (width - heavy), "$border"))


def shifts(rows: Sequence[Shift], width: int) -> Content:
    """Each step with its row of ● before and of ○ after, and both figures in words."""
    most = max((max(row.before, row.after or 0) for row in rows), default=0)
    heads = (_("avant"), _("après"))
    head_cells = max(map(len, heads)) + 1
    room = max(width - head_cells - _FIGURE_CELLS - len(_GAP) * 2, 4)
    lines: list[Content] = []
    for row in rows:
        lines.append(plain(truncate(row.label, width), "bold"))
        lines.append(_dots(heads[0].ljust(head_cells), "●", row.before, most, room, "$primary"))
        if row.after is not None:
            lines.append(_dots(heads[1].ljust(head_cells), "○", row.after, most, room, "$accent"))
    return Content("\n").join(lines)


def _dots(head: str, mark: str, count: int, most: int, room: int, style: str) -> Content:
    """One mark a person where they fit, else to scale."""
    marks = count if most <= room // 2 else round(count / most * (room // 2))
    drawn = f"{mark} " * max(marks, 1 if count else 0)
    return Content.assemble((head, "$text-muted"), _GAP, (drawn, style), (f"{count}", f"bold {style}"))
