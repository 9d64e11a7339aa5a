"""What falls due by itself, and what to ask then; `timebox`, which every face loads, knows no command."""

from __future__ import annotations

from facilitator.engine.commands import AskThumbs, Command, HidePrompt, NextRound, SayThanks
from facilitator.engine.prompts import prompt_leaves
from facilitator.engine.sources import has_subject
from facilitator.engine.state import SessionState
from facilitator.engine.timebox import round_due, subject_remaining, thanks_due


def next_deadline(state: SessionState, now: float) -> tuple[float, Command] | None:
    """What falls due by itself next: when, and what to ask then."""
    dues: list[tuple[float | None, Command]] = [
        (round_due(state, now), NextRound(auto=True)),
        (_subject_due(state, now), AskThumbs(auto=True)),
        (thanks_due(state), SayThanks()),
        (prompt_leaves(state), HidePrompt(auto=True)),
    ]
    return min(((at, asked) for at, asked in dues if at is not None), key=lambda due: due[0], default=None)


def _subject_due(state: SessionState, now: float) -> float | None:
    """When the time of the subject before the room is up, so that the room is asked whether it goes on."""
    current = state.current
    if current is None:
        return None
    run = state.runs[current.id]
    is_due = run.since is not None and not run.thumbs and has_subject(state, current)
    return now + subject_remaining(run, now) if is_due else None
