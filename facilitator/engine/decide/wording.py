"""The words of the phases, changed while the workshop runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from facilitator.engine import commands as c
from facilitator.engine import events as e
from facilitator.engine.decide.rules import Moment, any_phase, decides, words
from facilitator.engine.refused import Refused
from facilitator.engine.state import SessionState
from facilitator.engine.timebox import later_phases

TITLE: Final = 80
LONGEST: Final = 280


@decides(c.RewordPhase)
def reword_phase(command: c.RewordPhase, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """The current phase or one to come: what people answered keeps the question they were asked."""
    phase = any_phase(state, command.phase)
    if phase.id != state.phase and phase not in later_phases(state):
        raise Refused("L’étape « {title} » est passée : ses mots restent ce qu’ils étaient.", title=phase.title)
    title = phase.title if command.title is None else words(command.title, TITLE, lines=1)
    question = _said(command.question, phase.question, lines=2)
    instruction = _said(command.instruction, phase.instruction, lines=3)
    if (title, question, instruction) != (phase.title, phase.question, phase.instruction):
        yield e.PhaseReworded(phase.id, title, question, instruction)


def _said(now: str | None, before: str, lines: int) -> str:
    """The new words, or the former ones; a question may also be taken away."""
    if now is None:
        return before
    return words(now, LONGEST, lines=lines) if now.strip() else ""
