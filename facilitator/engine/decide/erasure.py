"""Leaving without a trace."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.engine import commands as c
from facilitator.engine import events as e
from facilitator.engine.decide.ideas import those_behind
from facilitator.engine.decide.rules import Moment, decides
from facilitator.engine.refused import Refused
from facilitator.engine.state import SessionState


@decides(c.EraseParticipant)
def erase_participant(command: c.EraseParticipant, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """At any time, the end included. What they did not want published stays unpublished, without their name; what
    others said beside them stays too.
    """
    if command.participant not in state.participants:
        raise Refused("Personne ne porte ce numéro dans cet atelier.")
    yield e.ParticipantErased(command.participant)
    for idea in state.ideas.values():
        if idea.author == command.participant:
            yield from those_behind(idea.id, state)
    for sentence, participant in state.objections:
        if participant == command.participant:
            yield e.ObjectionSet(sentence, "", objects=True)
