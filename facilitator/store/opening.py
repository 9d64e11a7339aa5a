"""A session's folder, from its files to the state they make: its first state, then everything in its journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from facilitator.engine.opening import opening
from facilitator.engine.script import Script
from facilitator.engine.state import SessionState
from facilitator.locale import gettext as _
from facilitator.store.notices import Notice, OrphanedEvents
from facilitator.store.outside import read_file
from facilitator.store.paths import SessionFolder
from facilitator.store.reading import read_journal
from facilitator.store.scripts import script_hash
from facilitator.store.scripts.reading import read_text

if TYPE_CHECKING:
    from facilitator.engine.events import Event

Tell = Callable[[Notice], object]

_LATEST: Final = 253_402_000_000.0
"""The end of the year 9999."""


class UnusableSession(Exception):
    """A session's folder whose script cannot be read any more."""

    def __init__(self, session: str) -> None:
        super().__init__(session)
        self.session = session

    def sentence(self) -> str:
        return _(
            "Le script de la session « {session} » ne se lit plus : remettez son fichier script.toml en état."
        ).format(session=self.session)

    __str__ = sentence


class LostJournal(UnusableSession):
    """A session's folder whose journal says nothing at all any more: going on would bury what else is left of it."""

    def sentence(self) -> str:
        return _(
            "Le journal de la session « {session} » est vide ou illisible : elle ne peut pas reprendre. Rien n’a été"
            " touché ; son fichier session.json s’exporte encore."
        ).format(session=self.session)

    __str__ = sentence


def header_of(state: SessionState, script_text: str) -> dict[str, Any]:
    """What the first line of a new session's journal says."""
    return {
        "session": state.session,
        "script": state.script.workshop.code,
        "script_hash": script_hash(script_text),
        "created": state.created,
        "planned_start": state.planned_start,
    }


def check_journal(folder: Path) -> None:
    """Raises LostJournal where there is nothing to go on from, and what `read_journal` raises."""
    reading = read_journal(folder)
    if not reading.header and next(reading.entries, None) is None:
        raise LostJournal(folder.name)


def first_state(folder: Path, header: Mapping[str, Any]) -> SessionState:
    """The state before the first entry. Raises UnusableSession."""
    session = SessionFolder(folder)
    created = _time_in(header, "created")
    return opening(
        str(header.get("session") or session.id),
        _script(session, str(header.get("script") or "script")),
        _time_in_name(session.id) if created is None else created,
        _time_in(header, "planned_start"),
    )


def replay(entries: Iterable[Mapping[str, Any]], state: SessionState, tell: Tell) -> SessionState:
    """The state after the entries of a journal; `tell` gets what had to be left out. Raises UnreadableEntry."""
    # A host that has nothing to replay answers before all the events there are have been loaded.
    from facilitator.engine.reduce import fold
    from facilitator.store.codec import decode_entry

    orphans: list[Event] = []
    state = fold(map(decode_entry, entries), state, orphans.append)
    if orphans:
        tell(OrphanedEvents(len(orphans)))
    return state


def load_state(folder: Path, tell: Tell = lambda notice: None) -> SessionState:
    """The state that a folder's journal makes, read without a lock; `tell` gets what was wrong with it.

    Raises UnusableSession, FileNotFoundError, FutureFormat, UnreadableEntry.
    """
    check_journal(folder)
    reading = read_journal(folder)
    orphaned: list[Notice] = []
    state = replay(reading.entries, first_state(folder, reading.header), orphaned.append)
    for notice in (*reading.notices, *orphaned):
        tell(notice)
    return state


def _script(session: SessionFolder, code: str) -> Script:
    """The script as it was run; one without a code of its own keeps the name that its file had."""
    try:
        script = read_text(read_file(session.script), f"{code}.toml").draft
    except OSError:
        script = None
    if script is None:
        raise UnusableSession(session.id)
    return script


def _time_in(header: Mapping[str, Any], name: str) -> float | None:
    """A moment that a calendar can tell; None for anything else that may stand there."""
    told = header.get(name)
    return float(told) if isinstance(told, int | float) and 0 <= told < _LATEST else None


def _time_in_name(session_id: str) -> float:
    """When a session was made, from its folder's name: what is left when no header can be read."""
    return datetime.strptime(session_id[:15], "%Y%m%d-%H%M%S").astimezone().timestamp()
