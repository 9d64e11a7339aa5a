"""The phases to come: in another order, or with one more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from facilitator.engine import commands as c
from facilitator.engine import events as e
from facilitator.engine.decide.rules import Moment, between, decides, identity, running, words
from facilitator.engine.decide.wording import LONGEST, TITLE
from facilitator.engine.refused import Refused
from facilitator.engine.running_order import ADDABLE
from facilitator.engine.script import KINDS, Kind, Phase
from facilitator.engine.state import SessionState
from facilitator.engine.timebox import later_phases

_ON_SOMETHING: Final = ("respond", "group", "vote")
_WRITTEN: Final = ("collect", "respond")
_ALONE: Final = ("collect", "vote", "commit")
_MOST_PHASES: Final = 60


@decides(c.OrderPhases)
def order_phases(command: c.OrderPhases, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """The phases to come change places among themselves; none before what it works on."""
    running(state)
    later = [phase.id for phase in later_phases(state)]
    if sorted(command.order) != sorted(later):
        raise Refused("On ne change l’ordre que des étapes à venir, sans en oublier.")
    places = iter(command.order)
    order = tuple(next(places) if phase.id in later else phase.id for phase in state.script.phase)
    for phase in later_phases(state):
        if phase.source and order.index(phase.source) > order.index(phase.id):
            source = state.script.find(phase.source).title
            raise Refused(
                "« {title} » travaille sur « {source} » : elle vient après.", title=phase.title, source=source
            )
    if order != tuple(phase.id for phase in state.script.phase):
        yield e.PhasesOrdered(order)


@decides(c.AddPhase)
def add_phase(command: c.AddPhase, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """After the current phase or one to come; its time is found like any other, by re-planning."""
    running(state)
    if identity(command.id, "Cette étape n’a pas d’identité.") in state.runs:
        return
    if len(state.runs) >= _MOST_PHASES:
        raise Refused("Il y a déjà {limit} étapes.", limit=_MOST_PHASES)
    kind = _kind(command.kind)
    between(command.minutes, 0.5, 120, "De 30 secondes à deux heures.")
    title = words(command.title, TITLE, lines=1)
    question = words(command.question, LONGEST, lines=2) if command.question.strip() else ""
    if kind == "position" and not question:
        raise Refused("Écrivez dans la question l’affirmation sur laquelle se placer.")
    after = _after(command.after, state)
    source = _source(state, after) if kind in _ON_SOMETHING else ""
    form = "solo" if kind in _ALONE else "plenary"
    yield e.PhaseAdded(command.id, kind, title, command.minutes, form, question, source, after)


def _kind(named: str) -> Kind:
    for kind in ADDABLE:
        if kind == named:
            return kind
    if named in KINDS:
        raise Refused("Ce genre d’étape demande un script.")
    raise Refused("Ce genre d’étape n’existe pas.")


def _after(asked: str, state: SessionState) -> str:
    if not asked or asked == state.phase:
        return state.phase
    if asked not in {phase.id for phase in later_phases(state)}:
        raise Refused("On n’ajoute une étape qu’après celle-ci ou une autre à venir.")
    return asked


def _source(state: SessionState, after: str) -> str:
    """The nearest phase before in which people write."""
    before: list[Phase] = []
    for phase in state.script.phase if after else ():
        before.append(phase)
        if phase.id == after:
            break
    for phase in reversed(before):
        if phase.kind in _WRITTEN and phase.capture == "all" and not state.runs[phase.id].dropped:
            return phase.id
    raise Refused("Aucune étape d’avant ne donne de quoi travailler : ajoutez-la après une étape où l’on écrit.")
