from __future__ import annotations

import json
import os
import stat
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from facilitator.bell import StopBell
from facilitator.host import Addresses, CannotHost, HostedElsewhere, Order, TooOpen, planned_start, run
from facilitator.listening import EVERYWHERE, LOOPBACK, listen
from facilitator.store.lock import SessionLock
from tests.harness.hosting import KEY, Hosted, host_process, hosted, ideas_on_disk, new_session, script_file

FOUR = datetime(2026, 11, 24, 16, 0).astimezone()


@pytest.fixture
def paris(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Where summer time begins and ends."""
    monkeypatch.setenv("TZ", "Europe/Paris")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def door_of(host: Hosted) -> dict[str, str]:
    """What lets phones and the remote in, as the session keeps it."""
    door: dict[str, str] = json.loads((host.folder / "door.json").read_bytes())
    return door


def refusal(order: Order) -> CannotHost:
    """Why an order cannot be followed."""
    with listen(0, 0) as listener, pytest.raises(CannotHost) as refused:
        run(order, listener, lambda session, addresses: None, StopBell())
    return refused.value


def test_the_start_asked_for_is_today(tmp_path: Path) -> None:
    asked = planned_start("14:30", new_session(tmp_path).script, FOUR)

    assert asked == (FOUR - timedelta(hours=1, minutes=30)).timestamp()


@pytest.mark.parametrize(("minutes", "planned"), [(-60, True), (0, True), (45, True), (-61, False), (90, False)])
def test_the_script_s_own_start_counts_within_an_hour_of_it(tmp_path: Path, minutes: int, planned: bool) -> None:
    found = planned_start("", new_session(tmp_path).script, FOUR + timedelta(minutes=minutes))

    assert found == (FOUR.timestamp() if planned else None)


@pytest.mark.parametrize(
    ("now", "asked", "start"),
    [
        ("2026-11-24 23:50", "00:10", "2026-11-25 00:10"),
        ("2026-11-25 00:10", "23:50", "2026-11-24 23:50"),
        ("2026-11-24 22:00", "09:00", "2026-11-25 09:00"),
        ("2026-11-24 08:00", "21:00", "2026-11-24 21:00"),
        ("2026-10-25 01:00", "14:00", "2026-10-25 14:00"),
        ("2027-03-28 01:00", "09:00", "2027-03-28 09:00"),
    ],
    ids=["before midnight", "after midnight", "overnight", "in the evening", "to winter time", "to summer time"],
)
def test_a_start_asked_for_is_the_one_that_is_meant(
    tmp_path: Path, paris: None, now: str, asked: str, start: str
) -> None:
    found = planned_start(asked, new_session(tmp_path).script, datetime.fromisoformat(now).astimezone())

    assert found == datetime.fromisoformat(start).timestamp()


@pytest.mark.parametrize("time", ["14h30", "25:00", "half past two"])
def test_what_is_no_time_is_an_unusable_call(tmp_path: Path, time: str) -> None:
    refused = refusal(Order(KEY, script=str(script_file(tmp_path)), data=str(tmp_path), start=time))

    assert time in str(refused)
    assert refused.exit_code == 2


def test_a_script_that_is_nowhere_is_an_unusable_call(tmp_path: Path) -> None:
    refused = refusal(Order(KEY, script="au-secours-stat", data=str(tmp_path)))

    assert "au-secours-stats" in str(refused)
    assert refused.exit_code == 2


def test_a_data_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    refused = refusal(Order(KEY, script="au-secours-stats", data=str(tmp_path / "data")))

    assert str(refused).startswith(f"Le dossier {tmp_path / 'data'} ne peut pas servir")


def test_an_unsound_script_is_refused_with_all_that_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "faux.toml"
    path.write_text('format = 1\n[workshop]\ntitle = 3\ncolour = "blue"\n', encoding="utf-8")
    refused = refusal(Order(KEY, script=str(path), data=str(tmp_path)))

    assert "faux.toml:3" in str(refused) and "faux.toml:4" in str(refused)
    assert refused.exit_code == 1
    assert not list((tmp_path / "sessions").iterdir())


def test_there_is_nothing_to_resume_in_an_empty_folder(tmp_path: Path) -> None:
    assert "Aucune session ici" in str(refusal(Order(KEY, session="last", data=str(tmp_path))))


def test_a_session_that_another_host_holds_is_where_that_host_says(tmp_path: Path) -> None:
    with hosted(tmp_path) as host:
        refused = refusal(Order(KEY, session=host.session, data=str(tmp_path / "data")))

        assert isinstance(refused, HostedElsewhere)
        assert refused.remote == f"http://{host.address.authority}/remote/{door_of(host)['key']}"


def test_a_host_that_takes_its_time_to_end_is_waited_for(tmp_path: Path) -> None:
    with hosted(tmp_path) as host:
        pass
    lock = SessionLock(host.folder / ".lock")
    ending = threading.Timer(3.0, lock.release)
    ending.start()
    with hosted(tmp_path, session=host.session) as again:
        assert again.session == host.session
    ending.join()


def test_the_running_host_is_announced_and_then_no_more(tmp_path: Path) -> None:
    running = tmp_path / "data" / "running.json"
    with hosted(tmp_path) as host:
        about = json.loads(running.read_text(encoding="utf-8"))
        home = f"http://{host.address.authority}"
        assert about == {
            "session": host.session,
            "pid": os.getpid(),
            "port": host.address.port,
            "join": f"{home}/j/{door_of(host)['code']}",
            "screen": f"{home}/screen",
            "remote": f"{home}/remote/{door_of(host)['key']}",
        }
        assert KEY not in str(about), "the console's own key is nobody else's"
    assert not running.exists()


def test_everything_it_writes_is_for_this_user_only(tmp_path: Path) -> None:
    with hosted(tmp_path) as host:
        host.send("start-phase")
        for path in (tmp_path / "data").rglob("*"):
            allowed = 0o700 if path.is_dir() else 0o600
            assert stat.S_IMODE(path.stat().st_mode) == allowed, path


def test_the_log_holds_no_idea_and_no_address(tmp_path: Path) -> None:
    with hosted(tmp_path) as host:
        host.send("start-phase")
        host.send("submit-idea", id="a", text="Un secret bien gardé", column="Ailleurs")
        host.ask("POST", f"/remote/{KEY}/submit-idea", b"{'Un secret bien garde")
    log = (host.folder / "facilitator.log").read_text(encoding="utf-8")

    assert "secret" not in log
    assert "127.0.0.1" not in log and KEY not in log


def test_a_host_let_go_closes_its_journal_and_ends_in_good_order(tmp_path: Path) -> None:
    with host_process(tmp_path) as host:
        host.start()
        host.hosted.send("start-phase")
        host.hosted.send("submit-idea", id="a", text="Une", column="Ailleurs")

        assert host.let_go() == 0
        assert ideas_on_disk(host.hosted.folder) == {"a": "Une"}
        assert '"Une"' in (host.hosted.folder / "session.json").read_text(encoding="ascii")


def test_a_host_lives_in_a_session_of_its_own_and_reads_no_terminal(tmp_path: Path) -> None:
    with host_process(tmp_path) as host:
        host.start()

        assert os.readlink(f"/proc/{host.pid}/fd/0") == os.devnull


@pytest.mark.parametrize(("host", "code"), [("wifi", 2), ("192.168.1.300", 2), ("192.0.2.254", 1)])
def test_phones_are_not_sent_to_an_address_that_is_not_ours(tmp_path: Path, host: str, code: int) -> None:
    refused = refusal(Order(KEY, script=str(script_file(tmp_path)), data=str(tmp_path), host=host))

    assert host in str(refused)
    assert refused.exit_code == code
    assert not list(tmp_path.rglob("journal.jsonl"))


def test_without_the_web_there_is_nowhere_to_join(tmp_path: Path) -> None:
    told: list[Addresses] = []
    stop = StopBell()
    stop.ring()
    order = Order(KEY, script=str(script_file(tmp_path)), data=str(tmp_path), no_web=True)
    with listen(0, 0) as listener:
        run(order, listener, lambda session, addresses: told.append(addresses), stop)

    assert told[0].join == ""
    assert told[0].screen.startswith("http://127.0.0.1:")


def faces_of(place: str = EVERYWHERE, **order: Any) -> Addresses:
    """Where the faces are of a host that listens there, once it is ready."""
    told: list[Addresses] = []
    stop = StopBell()
    stop.ring()
    with listen(0, 0, place) as listener:
        run(Order(KEY, **order), listener, lambda session, addresses: told.append(addresses), stop)
    return told[0]


def test_a_session_begun_without_the_network_stays_so_until_it_is_opened(tmp_path: Path) -> None:
    script, data = str(script_file(tmp_path)), str(tmp_path)

    assert faces_of(LOOPBACK, script=script, data=data, no_web=True).join == ""
    assert faces_of(LOOPBACK, session="last", data=data).join == ""
    with pytest.raises(TooOpen):
        faces_of(session="last", data=data)
    assert faces_of(session="last", data=data, web=True).join
    assert faces_of(session="last", data=data).join, "it was opened"
    assert faces_of(LOOPBACK, session="last", data=data, no_web=True).join == ""


def test_a_host_that_stays_off_the_network_says_so(tmp_path: Path) -> None:
    faces_of(LOOPBACK, script=str(script_file(tmp_path)), data=str(tmp_path / "data"), no_web=True)
    [folder] = (tmp_path / "data" / "sessions").iterdir()
    with hosted(tmp_path, session=folder.name) as host:
        status, view = host.ask("GET", f"{host.address.remote}/view")
        assert (status, view["addresses"]["join"]) == (200, "")
        assert any("resume --web" in notice for notice in view["notices"])
