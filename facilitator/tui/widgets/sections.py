"""Where each row of a wall stands: piles under their headings, one below the other, nothing drawn."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from facilitator.tui.widgets.pile import Pile

_GAP = 1
_HEADING = 1


@dataclass(frozen=True)
class Heading:
    """The line that names a column."""

    column: str
    count: int


@dataclass(frozen=True)
class Row:
    """One line of one row."""

    row_id: str
    line: int


class Sections:
    """Piles by column; a single pile without a name has no heading."""

    def __init__(self, piles: dict[str, Pile], *, headed: bool) -> None:
        """Take the piles in the order they are shown."""
        self._piles = piles
        self._headed = headed

    def pile(self, column: str) -> Pile:
        """The pile of a column, made if it is new."""
        return self._piles.setdefault(column, Pile())

    def pile_of(self, row_id: str) -> Pile | None:
        """The pile a row stands in."""
        return next((pile for pile in self._piles.values() if row_id in pile), None)

    def remove(self, row_ids: Collection[str]) -> None:
        """Take rows out."""
        for pile in self._piles.values():
            if any(row_id in pile for row_id in row_ids):
                pile.remove(row_ids)

    @property
    def height(self) -> int:
        """Lines of everything."""
        return sum(self._room(pile) for pile in self._piles.values()) - (_GAP if self._headed and self._piles else 0)

    def at(self, line: int) -> Heading | Row | None:
        """What stands on a line counted from the top."""
        for column, pile in self._piles.items():
            if line < self._room(pile):
                return self._within(column, pile, line)
            line -= self._room(pile)
        return None

    def top(self, row_id: str) -> int:
        """The row's first line, counted from the top of everything."""
        above = 0
        for pile in self._piles.values():
            if row_id in pile:
                return above + (_HEADING if self._headed else 0) + pile.top(row_id)
            above += self._room(pile)
        raise KeyError(row_id)

    def step(self, row_id: str, by: int) -> str:
        """The row so many places further down (up if negative), or the nearest there is."""
        filled = [pile for pile in self._piles.values() if len(pile)]
        index = next(i for i, pile in enumerate(filled) if row_id in pile)
        reached = filled[index].step(row_id, by)
        if reached is not None:
            return reached
        neighbour = index + (1 if by > 0 else -1)
        if not 0 <= neighbour < len(filled):
            return filled[index].last if by > 0 else filled[index].first
        return filled[neighbour].first if by > 0 else filled[neighbour].last

    def _room(self, pile: Pile) -> int:
        return pile.height + (_HEADING + _GAP if self._headed else 0)

    def _within(self, column: str, pile: Pile, line: int) -> Heading | Row | None:
        if self._headed:
            if line == 0:
                return Heading(column, len(pile))
            line -= _HEADING
        return Row(*pile.at(line)) if line < pile.height else None
