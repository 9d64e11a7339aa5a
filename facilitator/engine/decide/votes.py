"""Votes and ratings: scarce points, two axes, phones, paper and hands on one footing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

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
)
from facilitator.engine.rating import WHOLE_ROOM
from facilitator.engine.refused import Refused
from facilitator.engine.script import Phase
from facilitator.engine.sources import is_item, items
from facilitator.engine.state import Rating, SessionState


def _open(state: SessionState, phase: Phase) -> None:
    if phase.veiled and state.runs[phase.id].revealed and state.status != "ended":
        raise Refused("Le résultat est dévoilé : le vote est clos.")


@decides(c.CastVotes)
def cast_votes(command: c.CastVotes, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """A whole ballot in place of the former one, never over its points."""
    phase = of_kind(gathering(state, command.phase, command.channel), "vote")
    _open(state, phase)
    points = tuple((item, given) for item, given in command.points if given)
    ballot = {item.id for item in items(state, phase)}
    if len({item for item, _ in points}) != len(points) or not {item for item, _ in points} <= ballot:
        raise Refused("Ce bulletin porte une ligne inconnue.")
    if any(given < 0 or given > phase.ceiling_per_item for _, given in points):
        raise Refused("{limit} points au maximum par ligne.", limit=phase.ceiling_per_item)
    if sum(given for _, given in points) > phase.points:
        raise Refused("Il n’y a que {limit} points à donner.", limit=phase.points)
    before = state.ballots.get((phase.id, ballot_identity(command.voter)))
    if points != (before.points if before else ()):
        yield e.VotesCast(phase.id, command.voter, points, command.channel, state.status == "ended")


@decides(c.CountHands)
def count_hands(command: c.CountHands, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """Hands for one item, never more than the people present allow."""
    phase = of_kind(the_current(state), "vote")
    _open(state, phase)
    if not is_item(state, phase, command.item):
        raise Refused("Cette ligne n’existe pas.")
    between(command.present, 1, 2000, "Entre {low} et {high} personnes.")
    between(command.count, 0, command.present, "Pas plus de mains que de personnes : {high}.")
    others = sum(h.count for (where, item), h in state.hands.items() if where == phase.id and item != command.item)
    if others + command.count > phase.points * command.present:
        raise Refused("Il n’y a que {limit} points à donner.", limit=phase.points * command.present)
    yield e.HandsCounted(phase.id, command.item, command.count, command.present)


@decides(c.RateItem)
def rate_item(command: c.RateItem, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """From 1 to 5 on each axis of the phase; nothing at all is « je passe »."""
    phase = of_kind(gathering(state, command.phase, command.channel), "matrix")
    _open(state, phase)
    _possible(command, state, phase)
    before = state.ratings.get((phase.id, command.item, ballot_identity(command.voter)))
    if before is None or (before.x, before.y) != (command.x, command.y):
        over = state.status == "ended"
        yield e.ItemRated(phase.id, command.item, command.voter, command.channel, command.x, command.y, over)


@decides(c.PlacePoint)
def place_point(command: c.PlacePoint, state: SessionState, moment: Moment) -> Iterator[e.Event]:
    """What the room decides aloud stands in place of the mean, which is kept beside it."""
    phase = of_kind(the_current(state), "matrix")
    _possible(command, state, phase)
    before = state.ratings.get((phase.id, command.item, WHOLE_ROOM), _NOWHERE)
    if (before.x, before.y) != (command.x, command.y):
        yield e.ItemRated(phase.id, command.item, WHOLE_ROOM, "facilitator", command.x, command.y)


def _possible(command: c.RateItem | c.PlacePoint, state: SessionState, phase: Phase) -> None:
    if not is_item(state, phase, command.item):
        raise Refused("Cette ligne n’existe pas.")
    for value, axis in ((command.x, phase.x_axis), (command.y, phase.y_axis)):
        if value is not None and (not axis or not 1 <= value <= 5):
            raise Refused("Une note va de 1 à 5.")


_NOWHERE: Final = Rating(None, None, "facilitator")
