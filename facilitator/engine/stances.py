"""Where the room stands on a statement, before and after its arguments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, Literal

from facilitator.engine.script import Phase
from facilitator.engine.state import Idea, Moment, SessionState

Side = Literal["for", "against"]

SIDES: Final[tuple[Side, ...]] = ("for", "against")
"""The columns of a debate's arguments."""

DEFAULT_SCALE: Final = ("Pas du tout d’accord", "Plutôt pas d’accord", "Plutôt d’accord", "Tout à fait d’accord")


@dataclass(frozen=True, slots=True)
class Moves:
    """What those who took a stand twice did; people counted by hand cannot be followed."""

    stayed: int
    down: int
    up: int

    @property
    def changed(self) -> int:
        """Those who changed place."""
        return self.down + self.up

    @property
    def followed(self) -> int:
        """All of them."""
        return self.stayed + self.changed


def scale(phase: Phase) -> tuple[str, ...]:
    """The places of a debate's scale, from disagreement to agreement."""
    return phase.scale or DEFAULT_SCALE


def distribution(state: SessionState, phase_id: str, case: int, moment: Moment) -> list[int]:
    """People at each place of the scale, phones and hands together."""
    counts = [0] * len(scale(state.script.find(phase_id)))
    for (where, which, when, _), stance in state.stances.items():
        if (where, which, when) == (phase_id, case, moment):
            counts[stance.value] += 1
    for place, people in enumerate(state.stance_hands.get((phase_id, case, moment), ())):
        counts[place] += people
    return counts


def moves(state: SessionState, phase_id: str, case: int) -> Moves:
    """Who changed their mind between the two moments, and towards which end."""
    stayed = down = up = 0
    for (where, which, when, voter), before in state.stances.items():
        after = state.stances.get((phase_id, case, "after", voter))
        if (where, which, when) != (phase_id, case, "before") or after is None:
            continue
        stayed += after.value == before.value
        down += after.value < before.value
        up += after.value > before.value
    return Moves(stayed, down, up)


def controversy(counts: Sequence[int]) -> int | None:
    """How split people are, from 0 (all at one place) to 100 (half at each end); None where there is nobody.

    Leik's ordinal dispersion, which supposes an order of the places and no distance between them: wherever the scale
    is cut in two, the share of the smaller side, doubled, and the mean of all the cuts (R. K. Leik, « A Measure of
    Ordinal Consensus », Pacific Sociological Review 9 (2), 1966, p. 85-90).
    """
    *below, people = accumulate(counts)
    if not people:
        return None
    return round(200 * sum(min(lower, people - lower) for lower in below) / (people * len(below)))


def arguments(state: SessionState, phase_id: str, case: int, side: Side) -> tuple[Idea, ...]:
    """What the room may read of one side's arguments: kept ones first, then in the order they came."""
    found = [
        idea
        for idea in state.ideas.values()
        if (idea.phase, idea.row, idea.column) == (phase_id, f"case:{case}", side) and idea.visible and not idea.parked
    ]
    return tuple(sorted(found, key=lambda idea: not idea.kept))
