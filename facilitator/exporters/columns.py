"""How wide the columns of a printed table are, so that long texts get the room that short figures leave."""

from __future__ import annotations

from typing import Final

from facilitator.exporters.outline.blocks import Table
from facilitator.exporters.wording import cell_text

_NARROWEST: Final = 9
_WIDEST: Final = 40
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
    bounded = [min(max(length, _NARROWEST) * (_ROOM if length <= _HEADER + 2 else 1), _WIDEST) for length in lengths]
    return tuple(length / sum(bounded) for length in bounded)
