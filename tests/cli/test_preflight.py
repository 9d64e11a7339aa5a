from __future__ import annotations

import os
import socket
import threading
import time
from datetime import datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from facilitator.cli import readiness
from facilitator.cli.group import facilitator
from facilitator.cli.readiness import clock, disk, power, read_pmset, read_supplies, terminal
from facilitator.listening import EVERYWHERE, listen
from facilitator.network import addresses
from facilitator.network.addresses import Address
from facilitator.store.paths import DataFolder, new_session_id

HERE = (Address("127.0.0.1", "wlan0", "wifi"),)
"""The loopback stands for a Wi-Fi, so that the host hears itself wherever tests run."""


def run(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(facilitator, ["--data", str(folder), "preflight", *options], prog_name="facilitator")


def words(result: Result) -> str:
    return result.stdout.replace("\u00a0", " ")


@pytest.fixture(autouse=True)
def one_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "addresses_here", lambda: HERE)


def test_a_machine_that_is_well_is_told_on_one_screen(tmp_path: Path) -> None:
    result = run(tmp_path)

    assert result.exit_code == 0, result.output
    told = words(result)
    for title in ("Réseau", "Terminal", "Disque", "Horloge", "Énergie", "Programme"):
        assert title in told.splitlines()
    assert "✓ 127.0.0.1 · Wi-Fi · wlan0 : c’est l’adresse du QR code." in told
    assert "✗" not in told
    assert len(told.splitlines()) < 24


def test_without_a_network_it_says_so_calmly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "addresses_here", tuple)
    result = run(tmp_path, "--wait", "1")

    assert result.exit_code == 0
    assert "avec le clavier et le papier" in words(result)


def test_an_address_where_the_machine_does_not_hear_itself_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "addresses_here", lambda: (Address("127.0.0.9", "eth0", "ethernet"),))
    with socket.socket() as other:
        other.bind(("127.0.0.9", 0))
        monkeypatch.setattr("facilitator.listening.EVERYWHERE", "127.0.0.1")
        result = run(tmp_path)

    assert result.exit_code == 1
    assert "ne s’y entend pas" in words(result)


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with listen(0, 0, EVERYWHERE) as taken:
        result = run(tmp_path, "--port", str(taken.getsockname()[1]))

    assert result.exit_code == 1
    assert "est pris" in words(result)


def test_no_phone_is_told_with_what_else_there_is(tmp_path: Path) -> None:
    result = run(tmp_path, "--wait", "1")

    assert result.exit_code == 1
    assert "Aucun téléphone en 1 seconde " in words(result)
    assert "borne Wi-Fi" in words(result) and "papier" in words(result)


def test_a_first_phone_ends_the_wait(tmp_path: Path) -> None:
    with listen(0, 0) as free:
        port = free.getsockname()[1]
    pages: list[bytes] = []

    def scan() -> None:
        for _try in range(200):
            connection = HTTPConnection("127.0.0.1", port, timeout=10)
            try:
                connection.request("GET", "/")
                pages.append(connection.getresponse().read())
                return
            except ConnectionRefusedError:
                time.sleep(0.05)
            finally:
                connection.close()

    phone = threading.Thread(target=scan)
    phone.start()
    result = run(tmp_path, "--port", str(port), "--wait", "20")
    phone.join()

    assert result.exit_code == 0
    assert "Un téléphone est arrivé" in words(result)
    assert "atteint l’ordinateur" in pages[0].decode()


@pytest.mark.parametrize(
    ("size", "level"), [((120, 40), "sound"), ((70, 20), "doubtful"), ((50, 24), "broken"), ((80, 12), "broken")]
)
def test_a_terminal_is_measured(size: tuple[int, int], level: str) -> None:
    assert terminal(os.terminal_size(size), {"COLORTERM": "truecolor"})[0].level == level


@pytest.mark.parametrize(
    ("environ", "level"),
    [
        ({"COLORTERM": "truecolor"}, "sound"),
        ({"TERM": "xterm-256color"}, "sound"),
        ({"TERM": "linux"}, "doubtful"),
        ({"COLORTERM": "truecolor", "NO_COLOR": "1"}, "doubtful"),
    ],
)
def test_colours_are_known_by_what_the_terminal_says(environ: dict[str, str], level: str) -> None:
    assert terminal(os.terminal_size((80, 24)), environ)[1].level == level


def test_a_disk_that_takes_writes_leaves_no_trace_of_them(tmp_path: Path) -> None:
    found = disk(DataFolder(tmp_path / "data"))

    assert found[0].level == "sound" and str(tmp_path) in found[0].sentence
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["sessions"]


def test_a_folder_that_takes_no_writes_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    [found] = disk(DataFolder(tmp_path / "file"))

    assert found.level == "broken" and "--data" in found.sentence


def test_a_nearly_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "_LEAST_SPACE", 1 << 62)
    assert disk(DataFolder(tmp_path))[1].level == "broken"


def test_a_clock_behind_the_last_session_is_told(tmp_path: Path) -> None:
    data = DataFolder(tmp_path).create()
    now = datetime(2026, 11, 24, 16, 0).astimezone()
    folder = data.session(new_session_id(now, "stats")).create()
    folder.journal.touch()

    assert clock(data, now)[0].level == "sound"
    assert clock(data, now - timedelta(days=3))[0].level == "broken"


@pytest.mark.parametrize(
    ("state", "level"),
    [
        ((True, 80), "sound"),
        ((True, None), "sound"),
        ((False, 80), "doubtful"),
        ((False, 12), "broken"),
        (None, "unknown"),
    ],
)
def test_power_is_told(state: tuple[bool, int | None] | None, level: str) -> None:
    assert power(lambda: state)[0].level == level


def test_linux_tells_its_supplies(tmp_path: Path) -> None:
    for name, file, value in (("AC", "online", "0\n"), ("BAT0", "capacity", "57\n")):
        (tmp_path / name).mkdir()
        (tmp_path / name / file).write_text(value)

    assert read_supplies(tmp_path) == (False, 57)
    assert read_supplies(tmp_path / "nowhere") is None


def test_a_mac_tells_its_supplies() -> None:
    told = "Now drawing from 'Battery Power'\n -InternalBattery-0 (id=1)\t43%; discharging; 3:02 remaining\n"
    assert read_pmset(told) == (False, 43)
    assert read_pmset("Now drawing from 'AC Power'\n") == (True, None)
    assert read_pmset("") is None
