"""What the room's ratings of one item say together, and whether a mean would hide a disagreement."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Final

from facilitator.engine.state import SessionState

CONTESTED: Final = 1.25
"""Standard deviation, on marks from 1 to 5, from which people plainly do not agree."""
_ENOUGH: Final = 3
"""Marks under which nothing is called contested."""


@dataclass(frozen=True, slots=True)
class RatingSummary:
    """One item's marks; a mean is None when nobody gave that mark."""

    n: int
    """How many gave at least one mark."""
    x: float | None
    y: float | None
    spread: float | None
    """Standard deviation of the axis on which people differ most."""
    contested: bool


def summary(state: SessionState, phase_id: str, item: str) -> RatingSummary:
    """Means and spread of one item's ratings, « je passe » left out."""
    ratings = [r for (where, which, _), r in state.ratings.items() if (where, which) == (phase_id, item)]
    xs = [rating.x for rating in ratings if rating.x is not None]
    ys = [rating.y for rating in ratings if rating.y is not None]
    spreads = [_deviation(marks) for marks in (xs, ys) if marks]
    return RatingSummary(
        n=sum(rating.x is not None or rating.y is not None for rating in ratings),
        x=_mean(xs),
        y=_mean(ys),
        spread=max(spreads, default=None),
        contested=any(len(marks) >= _ENOUGH and _deviation(marks) >= CONTESTED for marks in (xs, ys)),
    )


def _mean(marks: list[int]) -> float | None:
    return sum(marks) / len(marks) if marks else None


def _deviation(marks: list[int]) -> float:
    mean = sum(marks) / len(marks)
    return sqrt(sum((mark - mean) ** 2 for mark in marks) / len(marks))
