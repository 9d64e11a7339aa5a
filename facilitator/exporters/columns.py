"""How wide the columns of a printed table are, so that long texts get the room that short figures leave."""

from __future__ import annotations

from typing import Final

from facilitator.exporters.outline.blocks import Table
from facilitator.exporters.wording import cell_text

_NARROWEST: Final = 11
_FULL: Final = 40
_MORE: Final = 0.12
_WIDEST: Final = 80
"""Up to so many characters a column has room for them all; then it is wider by a part of what is left, to a point."""
_ROOM: Final = 1.3
"""What a short column has beside its characters, so that none of its words is cut by the long ones beside it."""
_HEADER: Final = 14
"""In characters: what a column is counted for, whatever it holds; a longer header goes to the line."""


def shares(table: Table) -> tuple[float, ...]:
    """The part of the width that each column takes; they sum to one."""
    lengths = [
        max(min(len(header), _HEADER) + 2, *(len(cell_text(row[i])) for row in table.rows), 0)
        for i, header in enumerate(table.headers)
    ]
    bounded = [_room(length) for length in lengths]
    return tuple(length / sum(bounded) for length in bounded)


def _room(length: int) -> float:
    if length <= _HEADER + 2:
        return max(length, _NARROWEST) * _ROOM
    return min(length, _FULL + max(0, length - _FULL) * _MORE, _WIDEST)
