from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.store.notices import Notice
from facilitator.store.opening import UnusableSession, load_state
from facilitator.store.paths import DataFolder
from tests.sample import SESSION, keep, play


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


def test_the_journal_gives_back_the_very_state(data: DataFolder) -> None:
    playing = play()
    assert load_state(keep(playing, data).path) == playing.state


def test_a_session_without_its_header_is_dated_by_its_name(data: DataFolder) -> None:
    folder = keep(play(), data)
    lines = folder.journal.read_bytes().split(b"\n", 1)
    folder.journal.write_bytes(b"00000000 0 {}\n" + lines[1])
    told: list[Notice] = []
    state = load_state(folder.path, told.append)
    assert [type(notice).__name__ for notice in told] == ["HeaderLost", "DamagedLines"]
    assert (state.session, state.status, len(state.ideas)) == (SESSION, "ended", 41)


def test_a_session_without_its_script_is_refused(data: DataFolder) -> None:
    folder = keep(play(), data)
    folder.script.unlink()
    with pytest.raises(UnusableSession, match="script.toml"):
        load_state(folder.path)
