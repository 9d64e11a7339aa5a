"""The words of the phases, changed while the workshop runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from facilitator.engine import commands as c
from facilitator.engine import events as e
from facilitator.engine.decide.rules import Moment, any_phase, decides, words
from facilitator.engine.refused import Refused
from facilitator.engine.script import Phase
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
    before = tuple(one.instruction for one in phase.round)
    rounds = _rounds(command, state, phase, before)
    if (title, question, instruction, rounds) != (phase.title, phase.question, phase.instruction, before):
        yield e.PhaseReworded(phase.id, title, question, instruction, rounds)


def _rounds(command: c.RewordPhase, state: SessionState, phase: Phase, before: tuple[str, ...]) -> tuple[str, ...]:
    """The instructions of the rounds, that of the one under way in its new words."""
    if command.round is None:
        return before
    if phase.id != state.phase or not phase.round:
        raise Refused("Aucun tour n’est en cours dans l’étape « {title} ».", title=phase.title)
    now = state.runs[phase.id].round
    return (*before[:now], _said(command.round, "", lines=3), *before[now + 1 :])


def _said(now: str | None, before: str, lines: int) -> str:
    """The new words, or the former ones; a question may also be taken away."""
    if now is None:
        return before
    return words(now, LONGEST, lines=lines) if now.strip() else ""
