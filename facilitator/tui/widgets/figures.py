"""Figures large enough for the fifth row: a clock drawn in square dots, at any scale."""

from __future__ import annotations

from functools import lru_cache

from facilitator.tui.widgets.blocks import enlarged, half_blocks

_ROWS = 5
_DOTS = {
    "0": "### #.# #.# #.# ###",
    "1": ".#. ##. .#. .#. ###",
    "2": "### ..# ### #.. ###",
    "3": "### ..# .## ..# ###",
    "4": "#.# #.# ### ..# ..#",
    "5": "### #.. ### ..# ###",
    "6": "### #.. ### #.# ###",
    "7": "### ..# ..# .#. .#.",
    "8": "### #.# ### #.# ###",
    "9": "### #.# ### ..# ###",
    ":": ". # . # .",
    "+": "... .#. ### .#. ...",
    "−": "... ... ### ... ...",
    "h": "#.. #.. ### #.# #.#",
    " ": ". . . . .",
}


@lru_cache(maxsize=128)
def figures(text: str, scale: int = 1) -> tuple[str, ...]:
    """Lines that draw digits, `:`, `h` and signs; anything else is left out."""
    rows: list[list[bool]] = [[] for _ in range(_ROWS)]
    for drawn in (_DOTS[character].split() for character in text if character in _DOTS):
        for row, dots in zip(rows, drawn, strict=True):
            row += [*([False] if row else []), *(dot == "#" for dot in dots)]
    return tuple(half_blocks(enlarged(rows, scale)))
