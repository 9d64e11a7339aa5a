"""What of the script as it is run may be told: in the rundown, the record, the report."""

from __future__ import annotations

from dataclasses import replace

from facilitator.engine.script import Phase
from facilitator.engine.state import SessionState


def told_phases(state: SessionState) -> tuple[Phase, ...]:
    """The phases that are anybody's business: one that was added and taken back before it was used never was."""
    return tuple(phase for phase in state.script.phase if not _called_off(state, phase.id))


def as_told(state: SessionState) -> SessionState:
    """The state with those phases alone, for what is kept and published."""
    return replace(state, script=replace(state.script, phase=told_phases(state))) if state.additions else state


def _called_off(state: SessionState, phase: str) -> bool:
    if phase not in state.additions or not state.runs[phase].dropped or state.runs[phase].started_at is not None:
        return False
    given = (*(idea.phase for idea in state.ideas.values()), *(one.phase for one in state.commitments.values()))
    counted = (*state.ballots, *state.stances, *state.private_commitments, *state.prompts_used)
    return phase not in given and all(key[0] != phase for key in counted)
