"""Turns to speak: a queue, a personal timer without a name, and the facilitators' own share."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.engine import commands as c
from facilitator.engine import events as e
from facilitator.engine.decide.rules import Moment, decides, identity, the_current
from facilitator.engine.refused import Refused
from facilitator.engine.state import SessionState


@decides(c.RaiseHand)
def raise_hand(command: c.RaiseHand, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """One hand a phone at a time; a facilitator may add as many as there are in the room."""
    the_current(state)
    if command.participant and command.participant not in state.participants:
        raise Refused("Ce téléphone n’a pas rejoint l’atelier.")
    identity(command.id, "Cette main n’a pas d’identité.")
    if any(h.id == command.id or (h.participant and h.participant == command.participant) for h in state.queue):
        return
    yield e.HandRaised(command.id, moment.now, command.participant)


@decides(c.LowerHand)
def lower_hand(command: c.LowerHand, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """One's own, or any for a facilitator."""
    the_current(state)
    for hand in state.queue:
        if hand.participant == command.participant if command.participant else hand.id == command.id:
            yield e.HandLowered(hand.id)


@decides(c.StartTurn)
def start_turn(command: c.StartTurn, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """The timer starts from zero; the hand leaves the queue."""
    phase = the_current(state)
    if command.hand and all(hand.id != command.hand for hand in state.queue):
        raise Refused("Cette personne n’attend plus la parole.")
    yield e.TurnStarted(phase.id, moment.now, command.hand, command.facilitator)


@decides(c.EndTurn)
def end_turn(command: c.EndTurn, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Nobody in particular speaks; twice changes nothing."""
    phase = the_current(state)
    if state.runs[phase.id].turn_since is not None:
        yield e.TurnEnded(phase.id, moment.now)
