"""Erasing what somebody gave from the entries themselves: what they make, read again, is the very same state.

What nothing else stands on is left out. What others may stand on keeps its place, without a word, under a name that is
nobody's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any, Final

from facilitator.engine import events as e
from facilitator.engine.events import Entry, Event

GIVEN: Final[Mapping[type[Any], str]] = {
    e.VotesCast: "voter",
    e.StanceTaken: "voter",
    e.ItemRated: "voter",
    e.ThumbGiven: "voter",
    e.RotiGiven: "voter",
    e.PollAnswered: "participant",
    e.OpinionGiven: "participant",
    e.ObjectionSet: "participant",
    e.PublishingAnswered: "participant",
}
"""Events left out, and where they say whose they are."""
NAMED: Final[Mapping[type[Any], str]] = {
    e.ParticipantJoined: "participant",
    e.ParticipantErased: "participant",
    e.GroupJoined: "participant",
    e.ReadySaid: "participant",
    e.HandRaised: "participant",
    e.IdeaSubmitted: "author",
    e.CommitmentShared: "author",
    e.WordingProposed: "author",
}
"""Events that keep their place under another name."""
_WORDS: Final[Mapping[str, Any]] = {"text": "", "fields": (), "signature": "", "group": ""}
_NOBODY: Final = "~"
"""What begins a name that is nobody's: no participant's does."""


def awaits_erasure(entries: Iterable[Entry]) -> bool:
    """Whether somebody who left is still in these entries."""
    return any(map(_leaving, chain.from_iterable(entry.events for entry in entries)))


def without_the_erased(entries: Iterable[Entry]) -> list[Entry]:
    """The entries with nothing of whoever had left by each moment."""
    kept: list[Entry] = []
    for entry in entries:
        kept.append(entry)
        for who in filter(None, map(_leaving, entry.events)):
            kept = _without(who, f"{_NOBODY}{entry.seq}", kept)
    return kept


def _leaving(event: Event) -> str:
    """Who leaves with this event; empty when nobody does, or has left already."""
    if not isinstance(event, e.ParticipantErased) or event.participant.startswith(_NOBODY):
        return ""
    return event.participant


def _without(who: str, nobody: str, entries: list[Entry]) -> list[Entry]:
    events = chain.from_iterable(entry.events for entry in entries)
    ideas = {event.id for event in events if isinstance(event, e.IdeaSubmitted) and event.author == who}

    def kept(event: Event) -> Event | None:
        kind = type(event)
        if kind in GIVEN:
            return None if getattr(event, GIVEN[kind]).partition(".")[0] == who else event
        if kind in NAMED and getattr(event, NAMED[kind]) == who:
            return _blank(event, **{NAMED[kind]: nobody})
        return _blank(event) if isinstance(event, e.IdeaEdited) and event.id in ideas else event

    return [replace(entry, events=tuple(filter(None, map(kept, entry.events)))) for entry in entries]


def _blank(event: Any, **names: str) -> Event:
    words = {name: empty for name, empty in _WORDS.items() if hasattr(event, name)}
    blank: Event = replace(event, **words, **names)
    return blank
