from __future__ import annotations

import json
import multiprocessing
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tinydb import TinyDB

from facilitator.engine import commands as c
from facilitator.engine.opening import opening
from facilitator.store import library
from facilitator.store.library import UnknownSession, find, forget, rebuild, record, sessions
from facilitator.store.lock import SessionLock
from facilitator.store.paths import DataFolder
from tests.sample import SESSION, Playing, begin, keep, play, script

OTHER = "20261125-090000-stats-77aa"


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


def later() -> Playing:
    """A session of the day after, just begun."""
    playing = Playing(replace(opening(OTHER, script(), begin().now + 61_200)), now=begin().now + 61_200)
    playing.do(c.StartPhase())
    return playing


def ids(data: DataFolder) -> list[str]:
    return [card.id for card in sessions(data)]


def test_sessions_come_newest_first_with_what_they_gathered(data: DataFolder) -> None:
    keep(play(), data)
    keep(later(), data)
    assert ids(data) == [OTHER, SESSION]
    card = sessions(data)[1]
    assert (card.title, card.script, card.status) == (script().workshop.title, "stats", "ended")
    assert card.counts["ideas"] == 40
    assert card.path == f"sessions/{SESSION}"


def test_stock_tinydb_reads_the_index(data: DataFolder) -> None:
    keep(play(), data)
    with TinyDB(data.library) as database:
        [document] = database.all()
    assert (document["id"], document["status"]) == (SESSION, "ended")


def test_recording_again_replaces_the_line(data: DataFolder) -> None:
    keep(play(until="doutes"), data)
    assert sessions(data)[0].status == "running"
    record(data, play().state)
    assert [card.status for card in sessions(data)] == ["ended"]


@pytest.mark.parametrize("damage", ["", "{", '{"_default": {"1": {"id": "x"}}}', '{"_default": []}', "[]"])
def test_a_damaged_index_hides_no_session(data: DataFolder, damage: str) -> None:
    keep(play(), data)
    whole = sessions(data)
    data.library.write_text(damage, encoding="utf-8")
    assert sessions(data) == whole
    assert rebuild(data) == 1
    assert json.loads(data.library.read_bytes())["_default"]["1"]["id"] == SESSION


def test_an_unknown_status_in_the_index_is_not_believed(data: DataFolder) -> None:
    keep(play(), data)
    data.library.write_text(data.library.read_text().replace('"ended"', '"exploded"'))
    assert [card.status for card in sessions(data)] == ["ended"]


def test_a_hostile_title_in_the_index_is_cleaned(data: DataFolder) -> None:
    keep(play(), data)
    index = json.loads(data.library.read_bytes())
    index["_default"]["1"]["title"] = "\x1b]0;piégé\x07 titre"
    data.library.write_text(json.dumps(index))
    assert "\x1b" not in sessions(data)[0].title


def test_a_session_whose_folder_is_gone_is_not_listed(data: DataFolder) -> None:
    folder = keep(play(), data)
    shutil.rmtree(folder.path)
    assert sessions(data) == []


def test_one_unreadable_session_hides_none_and_is_told(data: DataFolder) -> None:
    keep(play(), data)
    keep(later(), data).script.write_text("format = ", encoding="utf-8")
    told: list[str] = []
    assert rebuild(data, lambda session, why: told.append(f"{session} {type(why).__name__}")) == 1
    assert told == [f"{OTHER} UnusableSession"]
    assert ids(data) == [SESSION]


def test_the_index_of_an_empty_machine_is_empty(data: DataFolder) -> None:
    assert (sessions(data), rebuild(data)) == ([], 0)


def test_forgetting_leaves_the_others(data: DataFolder) -> None:
    keep(play(), data)
    keep(later(), data)
    forget(data, OTHER)
    assert [card["id"] for card in json.loads(data.library.read_bytes())["_default"].values()] == [SESSION]


def _record_some(root: Path, first: int) -> None:
    for number in range(first, first + 10):
        record(DataFolder(root), replace(begin().state, session=f"20261124-160000-s-{number:04x}"))


def test_two_programs_that_record_at_once_lose_nothing(data: DataFolder) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_record_some, args=(data.root, first)) for first in (0, 10)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert len(json.loads(data.library.read_bytes())["_default"]) == 20


def test_an_index_held_too_long_is_a_refusal_of_the_disk(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "_WAIT_SECONDS", 0.05)
    held = SessionLock(data.root / ".library.lock")
    with pytest.raises(OSError, match="occupé"):
        record(data, begin().state)
    held.release()
    record(data, begin().state)


@pytest.mark.parametrize("name", ["last", "dernier", OTHER, "20261125", "20261125-09"])
def test_a_session_is_found_by_its_id_its_beginning_or_as_the_last(data: DataFolder, name: str) -> None:
    keep(play(), data)
    keep(later(), data)
    assert find(data, name).id == OTHER


def test_a_session_is_found_by_its_folder_or_a_file_in_it(data: DataFolder, tmp_path: Path) -> None:
    folder = keep(play(), DataFolder(tmp_path / "elsewhere"))
    assert find(data, str(folder.path)).path == folder.path
    assert find(data, str(folder.results)).path == folder.path


def test_an_ambiguous_beginning_names_the_candidates(data: DataFolder) -> None:
    keep(play(), data)
    keep(later(), data)
    with pytest.raises(UnknownSession, match=f"{OTHER}, {SESSION}"):
        find(data, "2026")


@pytest.mark.parametrize("name", ["last", "nope", "", "/", "."])
def test_a_name_that_nobody_answers_to_is_refused(data: DataFolder, name: str) -> None:
    with pytest.raises(UnknownSession, match="Aucune session"):
        find(data, name)
