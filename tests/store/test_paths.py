from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.store.paths import DataFolder, data_folder, is_session_id, new_session_id

NOON = datetime(2026, 11, 24, 12, 5, 9, tzinfo=UTC)
moments = st.dates(date(2000, 1, 1), date(2100, 1, 1)).map(lambda day: datetime.combine(day, time(12), UTC))


def test_the_folder_asked_for_wins_over_the_environment_and_the_usual_place(tmp_path: Path) -> None:
    environ = {"FACILITATOR_DATA": str(tmp_path / "environment")}

    assert data_folder(tmp_path / "asked", environ).root == tmp_path / "asked"
    assert data_folder(None, environ).root == tmp_path / "environment"
    assert data_folder(None, {}).root == platformdirs.user_data_path("facilitator", appauthor=False)
    assert data_folder(None, {"FACILITATOR_DATA": ""}).root == data_folder(None, {}).root


def test_a_relative_folder_is_the_same_from_everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))

    assert data_folder(Path("data")).root == tmp_path / "data"
    assert data_folder(None, {"FACILITATOR_DATA": "~/data"}).root == tmp_path / "home" / "data"


def test_every_file_of_the_contract_has_its_place() -> None:
    data = DataFolder(Path("/data"))
    session = data.session("20261124-120509-stats-3fa9")

    assert (data.library, data.running) == (Path("/data/library.json"), Path("/data/running.json"))
    assert session.path == Path("/data/sessions/20261124-120509-stats-3fa9")
    assert [path.name for path in (session.journal, session.results, session.script)] == [
        "journal.jsonl",
        "session.json",
        "script.toml",
    ]


def test_folders_are_private(tmp_path: Path) -> None:
    session = DataFolder(tmp_path / "data").create().session(new_session_id(NOON, "STATS")).create()

    assert {path.stat().st_mode & 0o777 for path in (session.path, *session.path.parents[:2])} == {0o700}


@given(moments, st.text(st.characters()))
def test_whatever_the_code_an_id_is_a_safe_file_name(now: datetime, code: str) -> None:
    session_id = new_session_id(now, code)

    assert is_session_id(session_id)
    assert session_id.isascii()
    assert Path(session_id).name == session_id
    assert len(session_id) <= 40


@given(moments, st.timedeltas(timedelta(seconds=1), timedelta(days=400)))
def test_ids_sort_by_date(now: datetime, later: timedelta) -> None:
    assert new_session_id(now, "z") < new_session_id(now + later, "a")


def test_two_sessions_of_the_same_second_differ() -> None:
    assert len({new_session_id(NOON, "STATS") for _ in range(20)}) > 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "..",
        "../20261124-120509-stats-3fa9",
        "20261124-120509-stats-3fa9/..",
        "/etc",
        "20261124-120509-stats-3fa9\n",
        "CON",
    ],
)
def test_what_is_no_id_never_becomes_a_path(text: str) -> None:
    with pytest.raises(ValueError, match="not a session id"):
        DataFolder(Path("/data")).session(text)


def test_sessions_are_found_newest_first_and_strangers_are_left_alone(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    assert data.find_sessions() == []
    for name in ("20261123-090000-stats-0001", "20261124-090000-stats-0002", "20261122-090000-0003", "holidays"):
        folder = data.sessions / name
        folder.mkdir(parents=True)
        (folder / "journal.jsonl").touch()
    data.session("20261125-090000-empty-0004").create()

    assert [found.id for found in data.find_sessions()] == [
        "20261124-090000-stats-0002",
        "20261123-090000-stats-0001",
        "20261122-090000-0003",
    ]
