"""Which prompt comes next."""

from __future__ import annotations

from facilitator.engine.script import Phase
from facilitator.engine.state import SessionState


def next_prompt(state: SessionState, phase: Phase) -> str:
    """The first prompt of the phase that was not shown; empty when all were."""
    return next((text for text in phase.prompts if (phase.id, text) not in state.prompts_used), "")
