from __future__ import annotations

import asyncio
import stat
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from facilitator.engine.room import NetworkView
from facilitator.live import reach as reaching
from facilitator.live.opening import OpenSession
from facilitator.live.reach import Reach, Wishes, best_address, read_wishes
from facilitator.network.addresses import Address
from tests.harness.hosting import opened

WIFI = Address("192.168.1.20", "wlan0", "wifi")
CABLE = Address("10.0.0.7", "eth0", "ethernet")
VPN = Address("10.8.0.2", "tun0", "vpn")
LONE = Address("169.254.3.3", "eth1", "link_local")


class Machine:
    """Networks that come and go."""

    def __init__(self, *addresses: Address) -> None:
        self.addresses = addresses
        self.deaf: set[str] = set()

    def look(self) -> tuple[Address, ...]:
        return self.addresses

    async def check(self, ip: str, port: int, session: str) -> bool:
        return ip not in self.deaf


@asynccontextmanager
async def watched(
    folder: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch, wishes: Wishes | None = None
) -> AsyncGenerator[tuple[OpenSession, Reach]]:
    """A session whose host looks at that machine's networks, many times a second."""
    monkeypatch.setattr(reaching, "_LOOK_EVERY", 0.01)
    async with opened(folder) as session:
        session.presence.open("http://127.0.0.1:8017", "cle")
        reach = Reach(session, 8017, machine.look, wishes or Wishes(), machine.check)
        watch = asyncio.get_running_loop().create_task(reach.keep_watch())
        try:
            await asyncio.sleep(0.05)
            yield session, reach
        finally:
            watch.cancel()
            with suppress(asyncio.CancelledError):
                await watch


def network(session: OpenSession) -> NetworkView:
    """What the facilitators are shown of it now."""
    return session.presence.room.network


@pytest.mark.parametrize(
    ("found", "heard", "current", "wished", "best"),
    [
        ((WIFI, CABLE, VPN), (WIFI, CABLE, VPN), None, None, WIFI),
        ((WIFI, CABLE), (CABLE,), None, None, CABLE),
        ((WIFI, CABLE), (), None, None, WIFI),
        ((WIFI, CABLE), (WIFI, CABLE), CABLE, None, CABLE),
        ((WIFI, VPN), (WIFI, VPN), VPN, None, WIFI),
        ((WIFI, CABLE), (WIFI, CABLE), None, CABLE, CABLE),
        ((WIFI,), (WIFI,), None, CABLE, WIFI),
        ((LONE,), (LONE,), None, None, None),
        ((LONE,), (), None, LONE, LONE),
        ((), (), WIFI, WIFI, None),
    ],
)
def test_phones_are_sent_where_they_are_likely_to_arrive(
    found: tuple[Address, ...],
    heard: tuple[Address, ...],
    current: Address | None,
    wished: Address | None,
    best: Address | None,
) -> None:
    ips = {address.ip for address in heard}
    assert best_address(found, ips, current.ip if current else "", wished.ip if wished else "") == best


async def test_the_room_is_given_the_best_address_and_the_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with watched(tmp_path, Machine(WIFI, CABLE), monkeypatch) as (session, _reach):
        room = session.presence.room
        assert room.home == "http://192.168.1.20:8017"
        assert room.join == f"{room.home}/j/{session.door.code}"
        assert room.screen == f"{room.home}/screen"
        assert room.remote == "http://127.0.0.1:8017/remote/cle"
        assert [(way["ip"], way["answers"], way["chosen"]) for way in room.network["ways"]] == [
            (WIFI.ip, True, True),
            (CABLE.ip, True, False),
        ]


async def test_an_address_where_the_host_hears_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(WIFI, CABLE)
    machine.deaf = {WIFI.ip}
    async with watched(tmp_path, machine, monkeypatch) as (session, _reach):
        assert session.presence.room.home == "http://10.0.0.7:8017"


async def test_another_address_in_mid_session_is_another_code_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = Machine(WIFI)
    async with watched(tmp_path, machine, monkeypatch) as (session, _reach):
        assert not session.presence.room.notices
        machine.addresses = (CABLE,)
        await asyncio.sleep(0.1)
        assert session.presence.room.join.startswith("http://10.0.0.7:8017/j/")
        assert any("Le réseau a changé" in notice for notice in session.presence.room.notices)


async def test_no_network_is_told_calmly_and_forgotten_when_it_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = Machine(WIFI)
    async with watched(tmp_path, machine, monkeypatch) as (session, _reach):
        machine.addresses = ()
        await asyncio.sleep(0.1)
        room = session.presence.room
        assert (room.home, room.join) == ("", "")
        assert room.screen == "http://127.0.0.1:8017/screen"
        assert [notice for notice in room.notices if "papier suffisent" in notice]
        machine.addresses = (WIFI,)
        await asyncio.sleep(0.1)
        assert [notice for notice in session.presence.room.notices if "Le réseau a changé" in notice]
        assert not [notice for notice in session.presence.room.notices if "papier" in notice]


async def test_a_better_network_does_not_move_a_room_that_is_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = Machine(CABLE)
    async with watched(tmp_path, machine, monkeypatch) as (session, _reach):
        machine.addresses = (WIFI, CABLE)
        await asyncio.sleep(0.1)
        assert session.presence.room.home == "http://10.0.0.7:8017"
        assert len(session.presence.room.network["ways"]) == 2


async def test_the_facilitators_have_the_last_word_and_it_outlives_the_host(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with watched(tmp_path, Machine(WIFI, CABLE), monkeypatch) as (session, reach):
        assert await reach.choose(CABLE.ip)
        assert not await reach.choose("1.2.3.4")
        assert session.presence.room.home == "http://10.0.0.7:8017"
        kept = session.folder.network
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    async with watched(tmp_path, Machine(WIFI, CABLE), monkeypatch, read_wishes(kept)) as (session, reach):
        assert session.presence.room.home == "http://10.0.0.7:8017"
        assert await reach.choose("")
        assert session.presence.room.home == "http://10.0.0.7:8017", "a room that is well stays where it is"


async def test_without_phones_there_is_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with watched(tmp_path, Machine(WIFI), monkeypatch) as (session, reach):
        await reach.do_without_phones(True)
        assert (session.presence.room.home, session.presence.room.join) == ("", "")
        assert network(session)["phoneless"]
        await reach.do_without_phones(False)
        assert session.presence.room.join


async def test_the_wifi_is_the_one_named_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with watched(tmp_path, Machine(WIFI), monkeypatch) as (session, reach):
        assert network(session)["wifi"] is None
        await reach.name_wifi("Atelier\x1b[2J", "citron")
        wifi = network(session)["wifi"]
        assert wifi is not None and "\x1b" not in wifi["name"]
        assert wifi["code"].startswith("WIFI:T:WPA;S:Atelier")


async def test_two_minutes_without_a_phone_are_told_until_one_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reaching, "SILENCE", 0.05)
    async with watched(tmp_path, Machine(WIFI), monkeypatch) as (session, _reach):
        await asyncio.sleep(0.15)
        assert network(session)["silent"]
        with session.presence.attendance.following("somebody"):
            await asyncio.sleep(0.05)
            assert not network(session)["silent"]
        await asyncio.sleep(0.15)
        assert network(session)["silent"]


async def test_who_does_without_phones_hears_nothing_of_their_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reaching, "SILENCE", 0.05)
    async with watched(tmp_path, Machine(WIFI), monkeypatch, Wishes(phoneless=True)) as (session, _reach):
        await asyncio.sleep(0.15)
        assert not network(session)["silent"]


async def test_a_new_code_is_given_at_the_same_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with watched(tmp_path, Machine(WIFI), monkeypatch) as (session, _reach):
        session.presence.invite(session.door.renew())
        assert session.presence.room.join == f"http://192.168.1.20:8017/j/{session.door.code}"


@pytest.mark.parametrize("kept", ["", "[]", "{", '{"colour": "red"}'])
def test_wishes_that_cannot_be_read_are_none(tmp_path: Path, kept: str) -> None:
    (tmp_path / "network.json").write_text(kept)
    assert read_wishes(tmp_path / "network.json") == Wishes()
