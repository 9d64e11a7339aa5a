"""Where each row of a column stands: rows of several lines, the newest on top, nothing drawn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Pile:
    """Rows counted from the bottom up, so that one more on top costs the same at any height."""

    def __init__(self, rows: Iterable[tuple[str, int]] = ()) -> None:
        """Take the rows as (id, lines), oldest first."""
        self._stack(tuple(rows))

    def _stack(self, rows: tuple[tuple[str, int], ...]) -> None:
        self._ids = [row_id for row_id, _ in rows]
        self._ends = list(accumulate(lines for _, lines in rows))
        self._places = {row_id: place for place, row_id in enumerate(self._ids)}

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, row_id: object) -> bool:
        return row_id in self._places

    @property
    def height(self) -> int:
        """Lines of the whole pile."""
        return self._ends[-1] if self._ends else 0

    def add(self, row_id: str, lines: int) -> None:
        """Put a row on top."""
        self._places[row_id] = len(self._ids)
        self._ids.append(row_id)
        self._ends.append(self.height + lines)

    def remove(self, row_ids: Iterable[str]) -> None:
        """Take rows out."""
        gone = set(row_ids)
        self._stack(tuple((row_id, self.lines(row_id)) for row_id in self._ids if row_id not in gone))

    def resize(self, row_id: str, lines: int) -> None:
        """Change how many lines a row takes."""
        place, change = self._places[row_id], lines - self.lines(row_id)
        if change:
            self._ends[place:] = [end + change for end in self._ends[place:]]

    def lines(self, row_id: str) -> int:
        """How many lines a row takes."""
        place = self._places[row_id]
        return self._ends[place] - (self._ends[place - 1] if place else 0)

    def top(self, row_id: str) -> int:
        """The row's first line, counted from the top."""
        return self.height - self._ends[self._places[row_id]]

    def at(self, line: int) -> tuple[str, int]:
        """The row on a line counted from the top, and which of its own lines that is."""
        place = bisect_right(self._ends, self.height - 1 - line)
        return self._ids[place], line - (self.height - self._ends[place])

    def step(self, row_id: str, by: int) -> str | None:
        """The row so many places below (above if negative), if there is one."""
        place = self._places[row_id] - by
        return self._ids[place] if 0 <= place < len(self._ids) else None

    @property
    def first(self) -> str:
        """The row on top."""
        return self._ids[-1]

    @property
    def last(self) -> str:
        """The row at the bottom."""
        return self._ids[0]
