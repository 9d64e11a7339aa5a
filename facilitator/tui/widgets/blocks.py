"""Pictures made of square dots: two of them in each cell, one above the other."""

from __future__ import annotations

from collections.abc import Sequence

_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def half_blocks(dots: Sequence[Sequence[bool]]) -> list[str]:
    """Lines of half blocks for rows of dots."""
    blank = [False] * (len(dots[0]) if dots else 0)
    below = [*dots[1::2], blank] if len(dots) % 2 else dots[1::2]
    return [
        "".join(_HALVES[pair] for pair in zip(map(bool, upper), map(bool, lower), strict=True))
        for upper, lower in zip(dots[::2], below, strict=True)
    ]


def enlarged(dots: Sequence[Sequence[bool]], scale: int) -> list[list[bool]]:
    """The same picture, each dot so many dots wide and tall."""
    return [[dot for dot in row for _ in range(scale)] for row in dots for _ in range(scale)]
