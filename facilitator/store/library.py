"""The index of the sessions on this machine: a TinyDB file that can always be made again from their journals."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final, get_args

from facilitator.engine.state import SessionState, Status
from facilitator.engine.text import clean_line
from facilitator.locale import gettext as _
from facilitator.store.atomic import make_private_folder, write_atomically
from facilitator.store.lock import SessionLock, SessionLocked
from facilitator.store.opening import load_state
from facilitator.store.outside import read_json
from facilitator.store.paths import DataFolder, SessionFolder, from_home

LAST: Final = ("last", "dernier", "dernière", "derniere")
"""Words that name the newest session."""

_TABLE: Final = "_default"
_WAIT_SECONDS: Final = 5.0
_log = logging.getLogger(__name__)

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SessionCard:
    """What the library says of one session."""

    id: str
    title: str
    script: str
    started: str
    """ISO 8601, in UTC: its start, or its making when it never started."""
    status: Status
    counts: Mapping[str, int]
    path: str
    """Its folder, relative to the data folder."""
    keep_until: str
    """The day after which its script says that it should be erased; ISO 8601."""

    @property
    def at(self) -> datetime:
        """When it started, on this machine's clock."""
        return datetime.fromisoformat(self.started).astimezone()

    @property
    def expires(self) -> date:
        """The last day when it should be here."""
        return date.fromisoformat(self.keep_until)

    def overdue(self) -> bool:
        """Whether it should have been erased by now."""
        return self.expires < datetime.now().astimezone().date()


class UnknownSession(Exception):
    """No session answers to that name, or several do."""

    def __init__(self, name: str, several: tuple[str, ...] = ()) -> None:
        super().__init__(name, several)
        self.name = name
        self.several = several

    def sentence(self) -> str:
        if self.several:
            return _("Plusieurs sessions commencent par « {name} » : {ids}.").format(
                name=self.name, ids=", ".join(self.several)
            )
        if self.name in LAST:
            return _("Aucune session ici pour l’instant. Pour en ouvrir une : facilitator run SCRIPT")
        return _("Aucune session ne s’appelle « {name} ». Pour voir celles qui sont ici : facilitator list").format(
            name=self.name
        )

    __str__ = sentence


def record(data: DataFolder, state: SessionState) -> None:
    """Write what a session has become in the index; blocks, so call it off the loop."""
    with _alone(data):
        kept = [card for card in _read(data) or () if card.id != state.session]
        _write(data, [*kept, card_of(state)])


def forget(data: DataFolder, session: str) -> None:
    """Take a session out of the index."""
    with _alone(data):
        _write(data, [card for card in _read(data) or () if card.id != session])


def sessions(data: DataFolder) -> list[SessionCard]:
    """The sessions that are here, newest first; what the index missed is read from its journal, without writing."""
    known = {card.id: card for card in _read(data) or ()}
    folders = data.find_sessions()
    found = [known.get(folder.id) or _read_card(folder) for folder in folders]
    return sorted((card for card in found if card), key=lambda card: (card.started, card.id), reverse=True)


def rebuild(data: DataFolder, tell: Callable[[str, Exception], object] = lambda session, why: None) -> int:
    """Make the index and every session's results again from the journals, and say how many sessions there are.

    `tell` gets what cannot be read.
    """
    from facilitator.store.results import write_results

    with _alone(data):
        cards = []
        for folder in data.find_sessions():
            state = _read_state(folder, tell)
            if state is not None:
                write_results(folder.path, state)
                cards.append(card_of(state))
        _write(data, cards)
    return len(cards)


def find(data: DataFolder, name: str = "last") -> SessionFolder:
    """The folder of a session: by id, by the beginning of an id, by its folder or a file in it, or the last one.

    Raises UnknownSession.
    """
    folders = data.find_sessions()
    if name in LAST:
        newest = sessions(data)
        if newest:
            return data.session(newest[0].id)
        raise UnknownSession(name)
    exact = [folder for folder in folders if folder.id == name]
    begun = exact or [folder for folder in folders if name and folder.id.startswith(name)]
    if len(begun) > 1:
        raise UnknownSession(name, tuple(folder.id for folder in begun))
    return begun[0] if begun else _elsewhere(name)


def card_of(state: SessionState) -> SessionCard:
    """The card of a session as it stands."""
    # Here and below: it brings cattrs, and a host that only looks for its session would wait for it.
    from facilitator.store.results import counts, time_text

    began = state.created if state.started_at is None else state.started_at
    started = time_text(began)
    assert started is not None
    keep_days = timedelta(days=state.script.ground_rules.keep_days)
    return SessionCard(
        id=state.session,
        title=state.script.workshop.title,
        script=state.script.workshop.code,
        started=started,
        status=state.status,
        counts=counts(state),
        path=f"sessions/{state.session}",
        keep_until=(datetime.fromtimestamp(began).astimezone().date() + keep_days).isoformat(),
    )


def _elsewhere(name: str) -> SessionFolder:
    path = from_home(Path(name))
    folder = SessionFolder(path.parent if path.is_file() else path)
    if not folder.journal.is_file():
        raise UnknownSession(name)
    return folder


@contextmanager
def _alone(data: DataFolder) -> Iterator[None]:
    """Keep other processes from writing the index; on a file of its own, since the index is replaced."""
    make_private_folder(data.root)
    give_up = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            lock = SessionLock(data.root / ".library.lock")
            break
        except SessionLocked as other:
            if time.monotonic() > give_up:
                raise TimeoutError(_("l’index des sessions est occupé par un autre programme")) from other
            time.sleep(0.02)
    try:
        yield
    finally:
        lock.release()


def _read(data: DataFolder) -> list[SessionCard] | None:
    """The cards of the index; None where it is missing or damaged, which only costs reading the journals."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        documents = read_json(data.library).get(_TABLE, {}).values()
        return [_card(document) for document in documents]
    return None


def _card(document: Document) -> SessionCard:
    card = SessionCard(**{name: document[name] for name in SessionCard.__dataclass_fields__})
    if card.status not in get_args(Status) or card.at.year < 1970 or card.expires.year < 1970:
        raise ValueError(document)
    return replace(card, title=clean_line(card.title))


def _write(data: DataFolder, cards: list[SessionCard]) -> None:
    from facilitator.store.results import as_tinydb

    ordered = sorted(cards, key=lambda card: (card.started, card.id), reverse=True)
    documents = [{name: getattr(card, name) for name in SessionCard.__dataclass_fields__} for card in ordered]
    write_atomically(data.library, as_tinydb({_TABLE: documents}))


def _read_card(folder: SessionFolder) -> SessionCard | None:
    state = _read_state(folder, lambda session, why: None)
    return card_of(state) if state else None


def _read_state(folder: SessionFolder, tell: Callable[[str, Exception], object]) -> SessionState | None:
    # Whatever is wrong with one session must not hide the others.
    try:
        return load_state(folder.path)
    except Exception as why:
        _log.warning("session %s cannot be read", folder.id, exc_info=True)
        tell(folder.id, why)
        return None
