"""Scarce points: what each item received, from how many voters, and who goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # faces load this, and need not wait for the script's dataclasses
    from facilitator.engine.state import SessionState


@dataclass(frozen=True, slots=True)
class Tally:
    """The result of one vote."""

    points: dict[str, int]
    """Item → points, every channel together."""
    voters: int
    """Phones, keyboard and paper ballots, and the people present at a show of hands."""
    ballots: dict[str, int]
    """Channel → how many voted by it; a facilitator counts raised hands."""

    @property
    def total(self) -> int:
        """All the points given."""
        return sum(self.points.values())


def tally(state: SessionState, phase: str) -> Tally:
    """Counts one vote."""
    points: dict[str, int] = {}
    ballots: dict[str, int] = {}
    for (where, _), ballot in state.ballots.items():
        if where != phase:
            continue
        ballots[ballot.channel] = ballots.get(ballot.channel, 0) + 1
        for item, given in ballot.points:
            home = state.standing_for(item)
            points[home] = points.get(home, 0) + given
    present = 0
    for (where, item), hands in state.hands.items():
        if where == phase:
            home = state.standing_for(item)
            points[home] = points.get(home, 0) + hands.count
            present = max(present, hands.present)
    if present:
        ballots["facilitator"] = ballots.get("facilitator", 0) + present
    return Tally(points, sum(ballots.values()), ballots)


def ranking(state: SessionState, phase: str) -> list[tuple[str, int]]:
    """Items with points, the most first; ties keep the order of their first vote."""
    return sorted(((i, n) for i, n in tally(state, phase).points.items() if n > 0), key=lambda pair: -pair[1])


def winners(state: SessionState, phase: str, keep: int | None) -> tuple[str, ...]:
    """The items that go on: the first `keep` of the ranking, all of it when the script does not say."""
    ranked = ranking(state, phase)
    return tuple(item for item, _ in ranked[: keep or len(ranked)])


def tied_at_the_edge(state: SessionState, phase: str, keep: int | None) -> tuple[str, ...]:
    """Items with as many points as the last that goes on, when some of them do not: for people to choose."""
    ranked = ranking(state, phase)
    if not keep or len(ranked) <= keep or ranked[keep - 1][1] != ranked[keep][1]:
        return ()
    edge = ranked[keep - 1][1]
    return tuple(item for item, points in ranked if points == edge)
