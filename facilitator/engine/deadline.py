"""What falls due by itself, and what to ask then; `timebox`, which every face loads, knows no command."""

from __future__ import annotations

from facilitator.engine.commands import AskThumbs, Command, HidePrompt, NextRound, SayThanks
from facilitator.engine.prompts import prompt_leaves
from facilitator.engine.state import SessionState
from facilitator.engine.timebox import round_due, subject_due, thanks_due


def next_deadline(state: SessionState, now: float) -> tuple[float, Command] | None:
    """What falls due by itself next: when, and what to ask then."""
    dues: list[tuple[float | None, Command]] = [
        (round_due(state, now), NextRound(auto=True)),
        (subject_due(state, now), AskThumbs(auto=True)),
        (thanks_due(state), SayThanks()),
        (prompt_leaves(state), HidePrompt(auto=True)),
    ]
    return min(((at, asked) for at, asked in dues if at is not None), key=lambda due: due[0], default=None)
