"""Debates: one statement at a time, a stance before and after, and no winner."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.engine import commands as c
from facilitator.engine import events as e
from facilitator.engine.decide.rules import (
    Moment,
    ballot_identity,
    between,
    decides,
    gathering,
    of_kind,
    the_current,
    words,
)
from facilitator.engine.refused import Refused
from facilitator.engine.script import Phase
from facilitator.engine.sources import cases
from facilitator.engine.stances import scale
from facilitator.engine.state import Moment as When
from facilitator.engine.state import SessionState
from facilitator.engine.text import clean


def _the_case(state: SessionState, phase: Phase, case: int, moment: When) -> None:
    if not 0 <= case < len(cases(state, phase)):
        raise Refused("Ce cas n’existe pas.")
    if moment == "after" and not phase.before_after:
        raise Refused("Dans cette étape, on ne se place qu’une fois.")


@decides(c.ChooseCase)
def choose_case(command: c.ChooseCase, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Another case, or the second placement of this one; the veil falls again."""
    phase = of_kind(the_current(state), "position")
    _the_case(state, phase, command.case, command.moment)
    run = state.runs[phase.id]
    if (run.case, run.moment) != (command.case, command.moment):
        yield e.CaseChosen(phase.id, command.case, command.moment)


@decides(c.WriteStatement)
def write_statement(command: c.WriteStatement, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """A sharp sentence, without a name, that people can stand for or against."""
    phase = of_kind(the_current(state), "position")
    _the_case(state, phase, command.case, "before")
    title = clean(command.title, limit=120, lines=1) or cases(state, phase)[command.case].title
    story = clean(command.story, limit=400, lines=3)
    yield e.StatementWritten(phase.id, command.case, title, words(command.statement, 200, lines=2), story)


@decides(c.TakeStance)
def take_stance(command: c.TakeStance, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """A place for the moment the room is in: nobody rewrites where they stood before the arguments. Once all is over,
    paper says itself of which moment it is.
    """
    phase = of_kind(gathering(state, command.phase, command.channel), "position")
    _the_case(state, phase, command.case, command.moment)
    between(command.value, 0, len(scale(phase)) - 1, "Cette place n’est pas sur l’échelle.")
    over = state.status == "ended"
    if not over:
        _being_taken(state, phase, command)
    before = state.stances.get((phase.id, command.case, command.moment, ballot_identity(command.voter)))
    reason = clean(command.reason, limit=100, lines=1)
    if before is None or (before.value, before.reason) != (command.value, reason):
        yield e.StanceTaken(
            phase.id, command.case, command.moment, command.voter, command.value, command.channel, reason, over
        )


def _being_taken(state: SessionState, phase: Phase, command: c.TakeStance) -> None:
    run = state.runs[phase.id]
    if (command.case, command.moment) != (run.case, run.moment):
        raise Refused("La salle est passée à la suite : ce placement est clos.")
    if phase.veiled and run.revealed:
        raise Refused("Les positions sont dévoilées : le placement est clos.")


@decides(c.CountStances)
def count_stances(command: c.CountStances, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """People counted along the wall, beside the phones."""
    phase = of_kind(the_current(state), "position")
    _the_case(state, phase, command.case, command.moment)
    if len(command.counts) != len(scale(phase)):
        raise Refused("Il faut un nombre par place de l’échelle : {places}.", places=len(scale(phase)))
    for count in command.counts:
        between(count, 0, 2000, "Entre {low} et {high} personnes.")
    if state.stance_hands.get((phase.id, command.case, command.moment)) != command.counts:
        yield e.StanceHandsCounted(phase.id, command.case, command.moment, command.counts)
