from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.store.erasing import erase
from facilitator.store.library import UnknownSession, find, sessions
from facilitator.store.lock import SessionLock, SessionLocked
from facilitator.store.paths import DataFolder
from tests.sample import SESSION, keep, play


def test_nothing_of_an_erased_session_is_left(tmp_path: Path) -> None:
    data = DataFolder(tmp_path)
    assert erase(data, keep(play(), data)) == 3
    assert sessions(data) == []
    assert not any(
        SESSION in path.name or SESSION in path.read_text() for path in tmp_path.rglob("*") if path.is_file()
    )


def test_a_session_that_is_open_is_not_erased(tmp_path: Path) -> None:
    data = DataFolder(tmp_path)
    folder = keep(play(), data)
    held = SessionLock(folder.path / ".lock")
    with pytest.raises(SessionLocked):
        erase(data, folder)
    assert folder.journal.is_file()
    held.release()


def test_a_copy_kept_elsewhere_is_not_erased(tmp_path: Path) -> None:
    copy = keep(play(), DataFolder(tmp_path / "key"))
    with pytest.raises(UnknownSession):
        erase(DataFolder(tmp_path / "data"), find(DataFolder(tmp_path / "data"), str(copy.path)))
    assert copy.journal.is_file()
