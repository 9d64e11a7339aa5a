"""Opening a session: a new one from a script, or what a folder's journal says of an old one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from facilitator.engine.opening import opening
from facilitator.engine.script import Script
from facilitator.engine.state import SessionState
from facilitator.live.clock import Clock
from facilitator.live.door import RoomDoor
from facilitator.live.feed import Feed
from facilitator.live.presence import Presence
from facilitator.live.session import LiveSession
from facilitator.store.atomic import write_atomically
from facilitator.store.journal import Journal
from facilitator.store.notices import Notice
from facilitator.store.opening import Tell, check_journal, first_state, header_of, replay
from facilitator.store.paths import SessionFolder
from facilitator.store.reading import BEGINNING, Place

Deliver = Callable[[Callable[[], object]], object]
"""Runs a call on the loop, from any thread."""


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session on the table: alive, with its folder, its journal and its door."""

    folder: SessionFolder
    live: LiveSession
    presence: Presence
    journal: Journal
    door: RoomDoor


@dataclass(frozen=True, slots=True)
class NewSession:
    """What a session is made of."""

    script: Script
    text: str
    """The script as it was read, kept beside the journal."""
    created: float
    planned_start: float | None
    speed: float = 1.0
    room: str = ""
    """Where it takes place, as the facilitators say it."""


def begin(folder: SessionFolder, new: NewSession, deliver: Deliver) -> OpenSession:
    """Makes a session in a folder that does not exist yet. Raises the disk's OSError."""
    folder.create()
    write_atomically(folder.script, new.text.encode())
    state = opening(folder.id, new.script, new.created, new.planned_start)
    header = {**header_of(state, new.text), "speed": new.speed, "room": new.room}
    return _open(folder, deliver, header, lambda journal, tell: state)


def resume(folder: SessionFolder, deliver: Deliver) -> OpenSession:
    """Opens a folder's session where its journal left it.

    Raises SessionLocked, FutureFormat, UnreadableEntry, UnusableSession, FileNotFoundError or the disk's OSError.
    """
    check_journal(folder.path)
    return _open(folder, deliver, None, lambda journal, tell: _replay(journal, folder, tell))


def _open(
    folder: SessionFolder,
    deliver: Deliver,
    header: Mapping[str, Any] | None,
    state_in: Callable[[Journal, Tell], SessionState],
) -> OpenSession:
    feed = Feed()
    presence = Presence(feed)
    journal = Journal.open(folder.path, header, deliver=deliver, tell=presence.tell)
    orphaned: list[Notice] = []
    try:
        state = state_in(journal, orphaned.append)
    except BaseException:
        journal.close()
        raise
    clock = Clock(state.created, float(journal.header.get("speed", 1.0)), not_before=state.at)
    presence.begin(clock.speed, tuple(notice.sentence() for notice in (*journal.notices, *orphaned)))
    return OpenSession(folder, LiveSession(state, journal, clock, feed), presence, journal, RoomDoor.open(folder.door))


def _replay(journal: Journal, folder: SessionFolder, tell: Tell) -> SessionState:
    from facilitator.store.checkpoint import read_checkpoint

    state, place = first_state(folder.path, journal.header), BEGINNING
    checkpoint = read_checkpoint(folder, state)
    if checkpoint and journal.begins_with(checkpoint.mark):
        state, place = checkpoint.state, Place(checkpoint.state.seq, checkpoint.mark.length)
    entries = journal.entries(place)
    if (following := next(entries, None)) is None:
        return state
    return replay(chain((following,), entries), state, tell)
