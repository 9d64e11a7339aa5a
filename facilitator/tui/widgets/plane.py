"""A plane with two named axes and numbered points; the legend that names them stands beside, as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from facilitator.tui.text import plain_line, truncate

CONTESTED = "±"
"""After a number: people disagree about it, whatever the mean says."""


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis, and what its two ends mean."""

    name: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Point:
    """A numbered thing on the plane, both places between 0 and 1."""

    number: int
    x: float
    y: float
    contested: bool = False


def plane(points: Sequence[Point], x: Axis, y: Axis, width: int, height: int) -> Content:
    """The plane, the vertical axis named above and below, the horizontal one under it."""
    rows, columns = max(height - 3, 3), max(width, 12)
    cells = _cross(rows, columns)
    taken: set[tuple[int, int]] = set()
    for point in points:
        _place(cells, taken, point)
    lines = [Content("").join(_styled(row)) for row in cells]
    above = plain_line(truncate(f"↑ {y.name}\u00a0: {y.high}", columns), "$text-muted")
    below = plain_line(truncate(f"↓ {y.name}\u00a0: {y.low}", columns), "$text-muted")
    whole, ends_alone = f"← {x.name}\u00a0: {x.low} · → {x.high}", f"← {x.low} · → {x.high}"
    ends = plain_line(whole if cell_len(whole) <= columns else truncate(ends_alone, columns), "$text-muted")
    return Content("\n").join([above, *lines, below, ends])


def _cross(rows: int, columns: int) -> list[list[str]]:
    middle, centre = rows // 2, columns // 2
    cells = [["─" if row == middle else " " for _ in range(columns)] for row in range(rows)]
    for row in range(rows):
        cells[row][centre] = "┼" if row == middle else "│"
    return cells


def _place(cells: list[list[str]], taken: set[tuple[int, int]], point: Point) -> None:
    """Write a number where it belongs, or in the nearest free place beside or below it."""
    label = f"{point.number}{CONTESTED if point.contested else ''}"
    rows, columns = len(cells), len(cells[0]) - len(label) + 1
    row, column = round((1 - point.y) * (rows - 1)), min(round(point.x * len(cells[0])), columns - 1)
    free = (
        (r, c)
        for r, c in product(range(rows), range(columns))
        if taken.isdisjoint((r, c + i) for i in range(-1, len(label) + 1))
    )
    nearest = min(free, key=lambda at: abs(at[0] - row) * 3 + abs(at[1] - column), default=None)
    if nearest is not None:
        r, c = nearest
        taken |= {(r, c + i) for i in range(len(label))}
        cells[r][c : c + len(label)] = list(label)


def _styled(row: Sequence[str]) -> list[Content]:
    return [Content.styled(cell, "$rule" if cell in "─│┼" else "bold $accent") for cell in row]


class Plane(Widget):
    """Points on two axes; empty until both axes are given."""

    DEFAULT_CSS = """
    Plane { height: 1fr; min-height: 8; }
    """
    points: reactive[tuple[Point, ...]] = reactive(())

    def __init__(self, x: Axis, y: Axis, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._x, self._y = x, y

    def render(self) -> Content:
        """Fill the room there is."""
        return plane(self.points, self._x, self._y, self.size.width, self.size.height)
