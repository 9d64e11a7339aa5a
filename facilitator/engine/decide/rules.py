"""What every decision needs: the table of who decides what, and the questions asked of a state."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeVar

from facilitator.engine.events import Event
from facilitator.engine.refused import Refused, TooLong
from facilitator.engine.script import Kind, Phase
from facilitator.engine.sources import items
from facilitator.engine.state import Channel, Idea, SessionState
from facilitator.engine.text import clean


@dataclass(frozen=True, slots=True)
class Moment:
    """When a decision is made, and where its new identities come from."""

    now: float
    new_id: Callable[[], str]


C_contra = TypeVar("C_contra", contravariant=True)


class Decision(Protocol[C_contra]):
    """From a command and a state to what happens. Raises Refused."""

    def __call__(self, command: C_contra, state: SessionState, moment: Moment, /) -> Iterable[Event]: ...


C = TypeVar("C")
DECISIONS: Final[dict[type[Any], Decision[Any]]] = {}


def decides(kind: type[C]) -> Callable[[Decision[C]], Decision[C]]:
    """Registers the function that decides one kind of command."""

    def register(decision: Decision[C]) -> Decision[C]:
        DECISIONS[kind] = decision
        return decision

    return register


def the_current(state: SessionState) -> Phase:
    """The phase the room is in."""
    running(state)
    current = state.current
    if current is None:
        raise Refused("L’atelier n’a pas encore commencé.")
    return current


def running(state: SessionState) -> None:
    """Refuses once the session has ended."""
    if state.status == "ended":
        raise Refused("L’atelier est terminé.")


def any_phase(state: SessionState, phase_id: str) -> Phase:
    """The phase of that id; the current one when empty."""
    if not phase_id:
        return the_current(state)
    running(state)
    return _named(state, phase_id)


def _named(state: SessionState, phase_id: str) -> Phase:
    try:
        return state.script.find(phase_id)
    except KeyError:
        raise Refused("Cette étape n’existe pas.") from None


def gathering(state: SessionState, phase_id: str, channel: Channel) -> Phase:
    """A phase that still takes what comes by this channel: once all is over, paper that facilitators type in, for any
    phase that they name.
    """
    if state.status == "ended" and phase_id and channel in AFTERWARDS:
        return _named(state, phase_id)
    return started(state, phase_id)


AFTERWARDS: Final[tuple[Channel, ...]] = ("paper", "facilitator")


def started(state: SessionState, phase_id: str) -> Phase:
    """A phase the room is in or has been in."""
    phase = any_phase(state, phase_id)
    if state.runs[phase.id].started_at is None:
        raise Refused("L’étape « {title} » n’a pas commencé.", title=phase.title)
    return phase


def of_kind(phase: Phase, *kinds: Kind) -> Phase:
    """Refuses what the phase's kind does not do."""
    if phase.kind not in kinds:
        raise Refused("L’étape « {title} » ne s’y prête pas.", title=phase.title)
    return phase


def at_hand(state: SessionState, phase: Phase) -> set[str]:
    """What can be pointed at in a phase: what it works on, and what was said in it."""
    found = {item.id for item in items(state, phase)}
    return found | {idea.id for idea in state.ideas.values() if idea.phase == phase.id and idea.visible}


def the_idea(state: SessionState, idea_id: str) -> Idea:
    """An idea that exists."""
    running(state)
    try:
        return state.ideas[idea_id]
    except KeyError:
        raise Refused("Cette idée n’existe pas.") from None


def identity(value: str, message: str) -> str:
    """An identity made by a client: short, and nothing but letters, digits and plain signs."""
    if not _IDENTITY.fullmatch(value):
        raise Refused(message)
    return value


_IDENTITY: Final = re.compile(r"[A-Za-z0-9_.:~-]{1,64}")


def ballot_identity(voter: str) -> str:
    """The identity of who votes, rates or stands."""
    return identity(voter, "Ce bulletin n’a pas d’identité : rechargez la page.")


def known(value: str, choices: Iterable[str], message: str) -> str:
    """A value that is one of the choices, or empty."""
    if value and value not in choices:
        raise Refused(message)
    return value


def words(text: str, limit: int = 280, *, lines: int = 6) -> str:
    """Text that says something and is not too long."""
    kept = clean(text, limit=limit + 1, lines=lines)
    if not kept:
        raise Refused("Il n’y a rien à enregistrer : le texte est vide.")
    if len(kept) > limit:
        raise TooLong("C’est un peu long : {limit} caractères au maximum.", limit=limit)
    return kept


def filled(
    fields: tuple[tuple[str, str], ...], names: tuple[str, ...], limit: int = 280
) -> tuple[tuple[str, str], ...]:
    """The fields of a small form in the script's order, at least one filled."""
    given = {name: clean(value, limit=limit + 1) for name, value in fields}
    if not set(given) <= set(names):
        raise Refused("Cette fiche n’a pas ces rubriques.")
    kept = tuple((name, given[name]) for name in names if given.get(name))
    if not kept:
        raise Refused("Il n’y a rien à enregistrer : la fiche est vide.")
    if any(len(value) > limit for _, value in kept):
        raise TooLong("C’est un peu long : {limit} caractères au maximum.", limit=limit)
    return kept


def between(value: float, low: float, high: float, message: str) -> None:
    """Refuses a number out of its bounds; not-a-number is out of all bounds."""
    if not low <= value <= high:
        raise Refused(message, low=low, high=high)
