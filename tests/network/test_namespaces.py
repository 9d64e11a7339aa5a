"""A laptop that changes network, and a phone on the other side: real interfaces, real addresses, no Internet."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness.hosting import script_file
from tests.harness.networks import Machine, machine, serving
from tests.harness.waiting import wait_until

pytestmark = [pytest.mark.needs("unshare"), pytest.mark.slow]

WIFI, CABLE = "10.77.1.1", "10.77.2.1"


@pytest.fixture
def laptop() -> Iterator[Machine]:
    with machine() as laptop:
        yield laptop


@pytest.fixture
def phone(laptop: Machine) -> Iterator[Machine]:
    """On the laptop's Wi-Fi, and on its cable."""
    with machine(beside=laptop) as phone:
        for interface, network in (("wlan0", "10.77.1"), ("eth0", "10.77.2"), ("docker0", "10.77.3")):
            laptop.wired(interface, phone, f"to-{interface}")
            laptop.has(interface, f"{network}.1")
            phone.has(f"to-{interface}", f"{network}.2")
        yield phone


def serve(folder: Path, *options: str) -> list[str]:
    return ["--data", str(folder / "data"), "serve", str(script_file(folder)), *options]


def test_without_a_network_the_room_is_shown_no_address(laptop: Machine, tmp_path: Path) -> None:
    with serving(laptop, *serve(tmp_path)) as told:
        assert told["join"].startswith("http://127.0.0.1:")
        assert laptop.view(told["screen"] + "/view")["join"] == ""
        assert laptop.ask("GET", told["join"])[0] == 200


def test_a_phone_joins_by_the_likeliest_address(laptop: Machine, phone: Machine, tmp_path: Path) -> None:
    with serving(laptop, *serve(tmp_path)) as told:
        assert told["join"].startswith(f"http://{WIFI}:")
        assert phone.ask("GET", told["join"])[0] == 200
        wait_until(
            lambda: all(way["answers"] for way in laptop.view(told["remote"] + "/view")["network"]["ways"]),
            "the host to hear itself everywhere",
        )
        ways = laptop.view(told["remote"] + "/view")["network"]["ways"]
        assert [(way["interface"], way["chosen"]) for way in ways] == [
            ("wlan0", True),
            ("eth0", False),
            ("docker0", False),
        ]


def test_nothing_of_the_facilitators_answers_on_the_network(laptop: Machine, phone: Machine, tmp_path: Path) -> None:
    with serving(laptop, *serve(tmp_path)) as told:
        path = told["remote"].split("/", 3)[3]
        assert phone.ask("GET", f"{told['join'].split('/j/')[0]}/{path}/view")[0] == 404
        assert phone.ask("POST", f"{told['join'].split('/j/')[0]}/{path}/start-phase")[0] == 404
        assert laptop.view(told["remote"] + "/view")["status"] == "lobby"


def test_the_address_asked_for_is_the_one_given(laptop: Machine, phone: Machine, tmp_path: Path) -> None:
    with serving(laptop, *serve(tmp_path, "--host", CABLE)) as told:
        assert told["join"].startswith(f"http://{CABLE}:")
        assert phone.ask("GET", told["join"])[0] == 200


def test_without_the_web_nothing_is_open_to_the_network(laptop: Machine, phone: Machine, tmp_path: Path) -> None:
    process = ["--data", str(tmp_path / "data"), "serve", str(script_file(tmp_path)), "--host", "127.0.0.1"]
    with serving(laptop, *process) as told:
        port = told["screen"].split(":")[2].split("/")[0]
        with pytest.raises(subprocess.CalledProcessError, match="exit status 1"):
            phone.ask("GET", f"http://{WIFI}:{port}/health")


def test_an_address_that_changes_in_mid_session_is_a_new_code_at_once(
    laptop: Machine, phone: Machine, tmp_path: Path
) -> None:
    with serving(laptop, *serve(tmp_path)) as told:
        laptop.loses("wlan0", WIFI)
        laptop.has("wlan0", "10.77.1.9")

        def join() -> str:
            found: str = laptop.view(told["remote"] + "/view")["addresses"]["join"]
            return found if WIFI not in found else ""

        moved = wait_until(join, "the new address", timeout=6)
        assert phone.ask("GET", moved)[0] == 200
        assert "Le réseau a changé" in str(laptop.view(told["remote"] + "/view")["notices"])
        assert json.loads((tmp_path / "data" / "running.json").read_bytes())["join"] == moved


def test_a_phone_on_the_old_address_is_handed_over_as_who_it_is(
    laptop: Machine, phone: Machine, tmp_path: Path
) -> None:
    with serving(laptop, *serve(tmp_path)) as told:
        _status, headers, _page = phone.ask("GET", told["join"])
        cookie = headers["set-cookie"].split(";")[0]
        home = told["join"].split("/j/")[0]
        laptop.ask("POST", told["remote"] + "/choose-address", json.dumps({"address": CABLE}))

        _status, headers, _page = phone.ask("GET", home + "/move", cookie=cookie)
        assert headers["location"].startswith(f"http://{CABLE}:")
        _status, headers, _page = phone.ask("GET", headers["location"])
        assert cookie in headers["set-cookie"]


def test_preflight_hears_itself_and_names_the_address(laptop: Machine, phone: Machine, tmp_path: Path) -> None:
    told = laptop.run(sys.executable, "-m", "facilitator", "--data", str(tmp_path), "preflight")

    assert f"{WIFI} · Wi-Fi · wlan0" in told and f"http://{WIFI}:" in told
    assert "docker0" in told
