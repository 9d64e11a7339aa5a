"""Horizontal bars that also say their figure: votes, and a distribution before ● and after ○."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from facilitator.locale import gettext as _
from facilitator.tui.text import plain, truncate, wrap

_GAP = "  "
_FIGURE_CELLS = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, and how much."""

    label: str
    value: float


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


def bars(rows: Sequence[Bar], width: int, *, label_lines: int = 1) -> Content:
    """The figure, the bar, then the words: nothing stands to the right of foreign text."""
    longest = max((row.value for row in rows), default=0)
    cells = max(min(width // 3, 40), 6)
    indent = _FIGURE_CELLS + len(_GAP) * 2 + cells
    return Content("\n").join(
        line for row in rows for line in _bar_lines(row, longest, cells, max(width - indent, 8), indent, label_lines)
    )


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


def _bar_lines(row: Bar, longest: float, cells: int, room: int, indent: int, label_lines: int) -> Iterable[Content]:
    first, *rest = wrap(row.label, room, label_lines) or [""]
    drawn = length(row.value, longest, cells).ljust(cells)
    figure = Content.styled(f"{row.value:{_FIGURE_CELLS}g}", "bold $accent")
    yield Content.assemble(figure, _GAP, (drawn, "$primary"), _GAP, plain(first))
    for more in rest:
        yield Content.assemble(" " * indent, plain(more))


def _dots(head: str, mark: str, count: int, most: int, room: int, style: str) -> Content:
    """One mark a person where they fit, else to scale."""
    marks = count if most <= room // 2 else round(count / most * (room // 2))
    drawn = f"{mark} " * max(marks, 1 if count else 0)
    return Content.assemble((head, "$text-muted"), _GAP, (drawn, style), (f"{count}", f"bold {style}"))


class Bars(Widget):
    """Bars, the caller's order; equal values are equal bars."""

    DEFAULT_CSS = """
    Bars { height: auto; }
    """
    rows: reactive[tuple[Bar, ...]] = reactive((), layout=True)

    def render(self) -> Content:
        """One line a bar."""
        return bars(self.rows, self.size.width)


class Shifts(Widget):
    """A distribution before and after a debate."""

    DEFAULT_CSS = """
    Shifts { height: auto; }
    """
    rows: reactive[tuple[Shift, ...]] = reactive((), layout=True)

    def render(self) -> Content:
        """Two or three lines a step."""
        return shifts(self.rows, self.size.width)
