"""Time granted, and how it stands. Everything is computed from timestamps, so that it survives lag, sleep and crash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:  # faces load this, and need not wait for the script's dataclasses
    from facilitator.engine.script import Phase
    from facilitator.engine.state import PhaseRun, SessionState

Pace = Literal["waiting", "paused", "on_time", "warning", "last_call", "grace", "overtime"]

GRACE: Final = 20.0
"""Seconds after zero in which the room reads « on termine sa phrase »."""
LATE_START: Final = 120.0
"""Seconds after the planned start from which starting is a question."""
CLOSING: Final = 600.0
"""Seconds before a firm end at which to go to the closing, if one is not there yet."""
THANKS: Final = 120.0
"""Seconds before a firm end at which the room is thanked, whatever is not finished."""


def elapsed(run: PhaseRun, now: float) -> float:
    """Seconds spent in the phase."""
    return run.spent + (max(0.0, now - run.since) if run.since is not None else 0.0)


def remaining(run: PhaseRun, now: float) -> float:
    """Seconds left in the phase; negative in overtime."""
    return run.granted - elapsed(run, now)


def silence(phase: Phase, run: PhaseRun) -> float:
    """Seconds into a phase until which it is silent."""
    return run.silence or phase.silent_minutes * 60


def thresholds(granted: float) -> tuple[float, float]:
    """Seconds left at which to warn, and to call the last one: they scale with the time granted."""
    if granted >= 600:
        return 300.0, 60.0
    if granted >= 300:
        return 120.0, 30.0
    return min(60.0, granted / 2), min(15.0, granted / 4)


def pace(run: PhaseRun, now: float) -> Pace:
    """How a phase stands."""
    if run.started_at is None:
        return "waiting"
    if run.since is None:
        return "paused"
    return pace_of(remaining(run, now), run.granted)


def pace_of(left: float, granted: float) -> Pace:
    """How a running time box stands, from what is left of it."""
    warning, last_call = thresholds(granted)
    if left <= -GRACE:
        return "overtime"
    if left <= 0:
        return "grace"
    if left <= last_call:
        return "last_call"
    return "warning" if left <= warning else "on_time"


def round_seconds(phase: Phase, run: PhaseRun, index: int) -> float:
    """Seconds granted to a round, the move before it included."""
    if run.round_seconds:
        return run.round_seconds[index]
    return (phase.round[index].minutes + phase.moving_minutes) * 60


def round_remaining(phase: Phase, run: PhaseRun, now: float) -> float:
    """Seconds left in the current round of a phase that has rounds."""
    return run.round_from + round_seconds(phase, run, run.round) - elapsed(run, now)


def subject_remaining(run: PhaseRun, now: float) -> float:
    """Seconds left to the subject before the room, when it has a time of its own."""
    return run.subject_from + run.subject_seconds - elapsed(run, now)


def extension(phase: Phase) -> float:
    """Seconds that a room which wants a subject to go on has more: half of what it had."""
    return (phase.per_item_minutes or 0.0) * 30


def later_phases(state: SessionState) -> tuple[Phase, ...]:
    """The phases after the current one that are not dropped; all of them in the lobby."""
    phases = state.script.phase
    first = 1 + next((i for i, phase in enumerate(phases) if phase.id == state.phase), -1)
    return tuple(phase for phase in phases[first:] if not state.runs[phase.id].dropped)


def projected_end(state: SessionState, now: float) -> float:
    """When the session ends if nothing changes: now, what is left of the phase, and the phases after it."""
    start = now
    if state.status == "lobby" and state.planned_start is not None:
        start = max(now, state.planned_start)
    current = state.current
    left = max(0.0, remaining(state.runs[current.id], now)) if current else 0.0
    later = later_phases(state)
    return start + left + sum(max(0.0, state.runs[phase.id].granted - state.runs[phase.id].spent) for phase in later)


def lateness(state: SessionState, now: float) -> float:
    """Seconds by which the projected end passes the planned one; negative when ahead; 0 when no end is planned."""
    return 0.0 if state.planned_end is None else projected_end(state, now) - state.planned_end


def thanks_due(state: SessionState) -> float | None:
    """When the room must be thanked because it belongs to somebody else soon; None once it was."""
    if state.status != "running" or state.planned_end is None or state.thanks is not None:
        return None
    return state.planned_end - THANKS if state.script.workshop.hard_stop else None


def round_due(state: SessionState, now: float) -> float | None:
    """When the current round ends, if another one follows and the clock runs."""
    current = state.current
    if state.status != "running" or current is None or not current.round:
        return None
    run = state.runs[current.id]
    if run.since is None or run.round + 1 >= len(current.round):
        return None
    return now + round_remaining(current, run, now)
