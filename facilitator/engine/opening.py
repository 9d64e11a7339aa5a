"""How a session begins: a lobby, and every phase granted what its script says."""

from __future__ import annotations

from facilitator.engine.script import Script
from facilitator.engine.state import PhaseRun, SessionState


def opening(session: str, script: Script, created: float, planned_start: float | None = None) -> SessionState:
    """The state of a session that has just been made."""
    return SessionState(
        session=session,
        script=script,
        written=script,
        created=created,
        planned_start=planned_start,
        planned_end=None if planned_start is None else planned_start + script.workshop.minutes * 60,
        review=script.ground_rules.publication == "after_review",
        sound=script.screen.sound == "soft",
        runs={phase.id: PhaseRun(granted=phase.minutes * 60) for phase in script.phase},
    )
