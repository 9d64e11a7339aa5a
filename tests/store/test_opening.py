from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from facilitator.store.notices import Notice, OrphanedEvents
from facilitator.store.opening import UnusableSession, load_state
from facilitator.store.paths import DataFolder
from facilitator.store.reading import read_journal
from facilitator.store.segments import encode_line
from tests.sample import SESSION, keep, play


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


def test_the_journal_gives_back_the_very_state(data: DataFolder) -> None:
    playing = play()
    assert load_state(keep(playing, data).path) == playing.state


@pytest.mark.slow
def test_whatever_line_is_damaged_the_rest_of_the_session_is_there_and_the_damage_is_told(data: DataFolder) -> None:
    folder = keep(play(), data)
    lines = folder.journal.read_bytes().splitlines(keepends=True)
    orphaned = 0
    for number, line in enumerate(lines[1:], 1):
        folder.journal.write_bytes(b"".join([*lines[:number], b"#" + line[1:], *lines[number + 1 :]]))
        told: list[Notice] = []
        state = load_state(folder.path, told.append)
        assert [type(notice).__name__ for notice in told][0] == "DamagedLines"
        assert len(state.ideas) >= 40
        orphaned += any(isinstance(notice, OrphanedEvents) and notice.sentence() for notice in told)
    assert orphaned == 17


@pytest.mark.parametrize("told", [9e15, -1, "hier", None])
def test_a_time_that_no_calendar_tells_is_that_of_the_name(data: DataFolder, told: object) -> None:
    folder = keep(play(), data)
    [_header, entries] = folder.journal.read_bytes().split(b"\n", 1)
    known = read_journal(folder.path).header
    folder.journal.write_bytes(encode_line({**known, "created": told}) + entries)

    assert load_state(folder.path).created == datetime(2026, 11, 24, 16).astimezone().timestamp()


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
