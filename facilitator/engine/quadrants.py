"""The four quarters of a plane of two axes, in the order in which one goes through them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from facilitator.engine.wording import NBSP

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import MatrixItem

QUADRANTS: Final = ("quadrant:low-high", "quadrant:high-high", "quadrant:high-low", "quadrant:low-low")
"""Little effort and much effect first, then clockwise; each may be what the room looks at."""
_MIDDLE: Final = 3.0


def quadrant_of(x: float, y: float) -> str:
    """Where a point is; the very middle is on the high side."""
    return f"quadrant:{_end(x)}-{_end(y)}"


def _end(value: float) -> str:
    return "high" if value >= _MIDDLE else "low"


def following(quadrant: str) -> str:
    """The next quadrant, from the whole plane (an empty string) and back to it."""
    places = ("", *QUADRANTS)
    return places[(places.index(quadrant) + 1) % len(places) if quadrant in places else 1]


def within(items: Sequence[MatrixItem], quadrant: str) -> list[MatrixItem]:
    """The items of a quadrant."""
    return [
        item
        for item in items
        if item["x"] is not None and item["y"] is not None and quadrant_of(item["x"], item["y"]) == quadrant
    ]


def quadrant_name(quadrant: str, x_axis: Sequence[str], y_axis: Sequence[str]) -> str:
    """A quadrant in the words of its axes: « Effort : peu · Effet : beaucoup »; empty for anything else."""
    if quadrant not in QUADRANTS:
        return ""
    ends = quadrant.removeprefix("quadrant:").split("-")
    told = [
        f"{name}{NBSP}: {high if end == 'high' else low}"
        for (name, low, high), end in zip((x_axis, y_axis), ends, strict=True)
    ]
    return " · ".join(told)
