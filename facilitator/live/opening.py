"""Opening a session: a new one from a script, or what a folder's journal says of an old one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitator.engine.reduce import fold
from facilitator.engine.script import Script
from facilitator.engine.state import opening
from facilitator.live.clock import Clock, wall_time
from facilitator.live.feed import Feed
from facilitator.live.presence import Presence
from facilitator.live.session import LiveSession
from facilitator.locale import gettext as _
from facilitator.store.codec import decode_entry
from facilitator.store.journal import Journal
from facilitator.store.paths import SessionFolder
from facilitator.store.scripts import read_script, script_hash

Deliver = Callable[[Callable[[], object]], object]


class UnsoundScript(Exception):
    """A script that cannot be run; its text says everything that is wrong with it."""


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session on the table: alive, with its folder and its journal."""

    folder: SessionFolder
    live: LiveSession
    presence: Presence
    journal: Journal


def sound_script(path: Path) -> tuple[Script, str]:
    """A script and the text it was read from; raises UnsoundScript."""
    reading = read_script(path)
    if reading.script is None:
        raise UnsoundScript("\n".join(map(str, reading.problems)))
    return reading.script, reading.text


def new_header(session: str, name: str, text: str, speed: float, planned_start: float | None) -> Mapping[str, Any]:
    """The first line of a new journal."""
    return {
        "session": session,
        "script": name,
        "hash": script_hash(text),
        "created": wall_time(),
        "speed": speed,
        "planned_start": planned_start,
    }


def open_session(folder: SessionFolder, header: Mapping[str, Any] | None, deliver: Deliver) -> OpenSession:
    """Opens a folder's session, beginning its journal with `header` when it has none.

    Raises SessionLocked, FutureFormat, UnreadableEntry, UnsoundScript or the disk's OSError.
    """
    feed = Feed()
    said: list[Presence] = []
    journal = Journal.open(folder.path, header, deliver=deliver, tell=lambda notice: said[0].tell(notice))
    try:
        script, text = sound_script(folder.script)
        told = journal.header
        start = opening(folder.id, script, told["created"], told.get("planned_start"))
        state = fold(map(decode_entry, journal.entries()), start)
    except BaseException:
        journal.close()
        raise
    presence = Presence(feed, told.get("speed", 1.0))
    said.append(presence)
    notices = [notice.sentence() for notice in journal.notices]
    if told.get("hash") not in (None, script_hash(text)):
        notices.append(_("Le script de cette session a été modifié depuis qu’elle a commencé."))
    presence.tell_at_opening(tuple(notices))
    clock = Clock(state.created, presence.room.speed, not_before=state.at)
    return OpenSession(folder, LiveSession(state, journal, clock, feed), presence, journal)
