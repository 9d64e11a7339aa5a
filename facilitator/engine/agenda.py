"""What is left of a running session, as re-planning sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.engine.replan import Slot, cases_of, one_by_one, rounds_of
from facilitator.engine.sources import cases, items
from facilitator.engine.timebox import CLOSING, later_phases

if TYPE_CHECKING:
    from facilitator.engine.script import Phase
    from facilitator.engine.state import SessionState
    from facilitator.engine.views.shapes import ConsoleView, PhaseLine


def slots_left(state: SessionState) -> tuple[Slot, ...]:
    """The time of the phases to come, less what they have spent already."""
    later = later_phases(state)
    return tuple(_slot(state, phase, later) for phase in later)


def _slot(state: SessionState, phase: Phase, later: tuple[Phase, ...]) -> Slot:
    run = state.runs[phase.id]
    return Slot(
        phase.id,
        max(0, round(run.granted - run.spent)),
        max(0, round(phase.floor_minutes * 60 - run.spent)),
        phase.priority,
        rounds_of(phase, run.round_seconds) if run.started_at is None else (),
        cases_of(phase, _cases(state, phase)) if run.started_at is None and one_by_one(phase) else (),
        any(other.source == phase.id for other in later),
    )


def _cases(state: SessionState, phase: Phase) -> int:
    """How many cases, or rows, the phase would have if it began now."""
    return len(cases(state, phase) if phase.kind == "position" else items(state, phase))


def closing_due(view: ConsoleView, now: float) -> PhaseLine | None:
    """The closing, when a firm end is near and the room is not there yet."""
    time = view["time"]
    if view["status"] != "running" or not time["hard_stop"] or time["planned_end"] is None:
        return None
    if now < time["planned_end"] - CLOSING:
        return None
    return next((line for line in view["phases"] if line["kind"] == "validate" and line["state"] == "next"), None)
