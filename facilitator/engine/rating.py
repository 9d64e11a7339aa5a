"""What the room's ratings of one item say together, and whether a mean would hide a disagreement."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Final, Literal

from facilitator.engine.state import SessionState

Agreement = Literal["", "close", "varied", "split"]
"""How near people's marks are to one another; empty under a handful of them."""

CONTESTED: Final = 1.25
"""Standard deviation, on marks from 1 to 5, from which people plainly do not agree."""
DIVERSE: Final = 0.75
"""Standard deviation from which people say rather different things."""
WHOLE_ROOM: Final = ""
"""Stands for a voter: what the room decided aloud."""
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
    agreement: Agreement = ""
    afterwards: int = 0
    """How many of these people's marks were entered when the workshop was over."""
    told: tuple[int | None, int | None] = (None, None)
    """What the room decided aloud, which stands in place of a mean."""

    @property
    def decided(self) -> bool:
        """Whether the room decided anything aloud."""
        return self.told != (None, None)

    @property
    def contested(self) -> bool:
        """Whether a mean would hide a disagreement."""
        return self.agreement == "split"


def summary(state: SessionState, phase_id: str, item: str) -> RatingSummary:
    """Means and spread of one item's ratings, « je passe » left out."""
    here = [(who, r) for (where, which, who), r in state.ratings.items() if (where, which) == (phase_id, item)]
    ratings = [rating for who, rating in here if who and (rating.x, rating.y) != (None, None)]
    aloud = state.ratings.get((phase_id, item, WHOLE_ROOM))
    told = (aloud.x, aloud.y) if aloud is not None else (None, None)
    xs = [rating.x for rating in ratings if rating.x is not None]
    ys = [rating.y for rating in ratings if rating.y is not None]
    spreads = [_deviation(marks) for marks in (xs, ys) if marks]
    return RatingSummary(
        n=len(ratings),
        x=_mean(xs) if told[0] is None else told[0],
        y=_mean(ys) if told[1] is None else told[1],
        spread=max(spreads, default=None),
        agreement=_agreement([marks for marks in (xs, ys) if len(marks) >= _ENOUGH]),
        afterwards=sum(rating.afterwards for rating in ratings),
        told=told,
    )


def raters(state: SessionState, phase_id: str) -> int:
    """How many people rated anything in a phase."""
    return len({voter for where, _, voter in state.ratings if where == phase_id and voter})


def _agreement(axes: list[list[int]]) -> Agreement:
    """How far people agree on the axis that divides them most."""
    if not axes:
        return ""
    widest = max(map(_deviation, axes))
    return "split" if widest >= CONTESTED else "varied" if widest >= DIVERSE else "close"


def _mean(marks: list[int]) -> float | None:
    return sum(marks) / len(marks) if marks else None


def _deviation(marks: list[int]) -> float:
    mean = sum(marks) / len(marks)
    return sqrt(sum((mark - mean) ** 2 for mark in marks) / len(marks))
