"""The subjects that a talk goes through: how long each was before the room, and what the thumbs said of it."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.engine.script import Phase
from facilitator.engine.state import SessionState
from facilitator.engine.timebox import elapsed


@dataclass(frozen=True, slots=True)
class Discussed:
    """One subject."""

    item: str
    seconds: float
    """Before the room, each time it was."""
    up: int
    down: int
    """Thumbs of the last time that the room was asked."""


def discussed(state: SessionState, phase: Phase) -> tuple[Discussed, ...]:
    """What had a time of its own, in the order in which it came before the room; the present subject included."""
    run = state.runs[phase.id]
    spent = {item: seconds for (where, item), seconds in state.discussed.items() if where == phase.id}
    if run.subject_seconds:
        spent[run.focus] = spent.get(run.focus, 0.0) + elapsed(run, state.at) - run.subject_from
    return tuple(Discussed(item, seconds, *thumbs(state, phase.id, item)) for item, seconds in spent.items())


def thumbs(state: SessionState, phase: str, item: str) -> tuple[int, int]:
    """Those up and those down: phones, and hands counted beside."""
    by_phone = [up for (where, one, _), up in state.thumbs.items() if (where, one) == (phase, item)]
    up, down = state.thumb_hands.get((phase, item), (0, 0))
    return up + by_phone.count(True), down + by_phone.count(False)
