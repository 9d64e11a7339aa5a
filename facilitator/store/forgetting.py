"""Erasing for good what one person gave: from the journal, what was kept aside of it, and all that is made from it.

Documents made before stay as they are: they are wherever people put them.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from concurrent.futures import Future

from facilitator.engine.commands import EraseParticipant
from facilitator.engine.decide import answer
from facilitator.engine.erasure import awaits_erasure, without_the_erased
from facilitator.engine.participants import with_number
from facilitator.engine.reduce import reduce
from facilitator.engine.state import SessionState
from facilitator.locale import gettext as _
from facilitator.store.codec import decode_entry, encode_entry
from facilitator.store.journal import Journal
from facilitator.store.library import record
from facilitator.store.opening import load_state
from facilitator.store.paths import DataFolder, SessionFolder
from facilitator.store.reading import Entry, read_journal
from facilitator.store.results import write_results


class NobodyHere(Exception):
    """Nobody in this session, or several people, have this number."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number

    def sentence(self) -> str:
        return _("« {number} » n’est le numéro de personne dans cette session : il est sur la page à emporter.").format(
            number=self.number
        )

    __str__ = sentence


def forget_participant(data: DataFolder, folder: SessionFolder, number: str) -> None:
    """Erase all that one person gave from every file of a session that no host holds, after whatever a disk that
    refused has left of those who went before.

    Raises NobodyHere, SessionLocked, what journals raise, and the disk's OSError.
    """
    journal = Journal.open(folder.path)
    try:
        state = load_state(folder.path)
        participant = with_number(number, state.participants)
        if participant is not None:
            state = _departed(state, journal, participant)
        if state.erased:
            write_results(folder.path, state)
            record(data, state)
            forget_the_departed(folder, journal)
    finally:
        journal.close()
    if participant is None:
        raise NobodyHere(number)


def forget_the_departed(folder: SessionFolder, journal: Journal) -> None:
    """Take whoever left out of the checkpoint, of what was kept aside of the journal, and of the journal itself: last,
    since it alone says that they left. Raises OSError.
    """
    if awaits_erasure(map(decode_entry, read_journal(folder.path).entries)):
        folder.checkpoint.unlink(missing_ok=True)
        journal.rewrite(_without_the_erased)


def _without_the_erased(entries: Iterable[Entry]) -> Iterable[Entry]:
    return map(encode_entry, without_the_erased(map(decode_entry, entries)))


def _departed(state: SessionState, journal: Journal, participant: str) -> SessionState:
    """The state once this person has left, on the disk. Raises OSError."""
    entry = answer(EraseParticipant(participant), state, time.time(), str)
    assert entry is not None
    written: Future[None] = Future()
    journal.append(
        encode_entry(entry), lambda error: written.set_exception(error) if error else written.set_result(None)
    )
    written.result()
    return reduce(entry, state)[0]
