"""From a phone to the terminals: how soon the room reads what somebody wrote, and three hundred at once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

from tests.bench.measures import disk_floor, report
from tests.bench.phones import Room
from tests.bench.terminals import Face, console, public_screen
from tests.harness.hosting import HostProcess, host_process
from tests.web.guesthouse import code_of

pytestmark = pytest.mark.bench
PHONES = 300
BURSTS = 9
SINGLES = 100


@pytest.fixture
def host(tmp_path: Path) -> Iterator[HostProcess]:
    with host_process(tmp_path) as host:
        host.start()
        assert host.hosted.send("start-phase")[0] == 201
        time.sleep(1.0)  # what the host still loads behind its first answers
        yield host


@pytest.fixture
async def faces(host: HostProcess) -> AsyncIterator[list[Face]]:
    """The room's screen and the console, both in real terminals and both painted."""
    faces = [public_screen(host), console(host)]
    async with asyncio.timeout(20):
        await asyncio.gather(
            *(face.when(mark) for face, mark in zip(faces, (b"contribution", b"Ailleurs"), strict=True))
        )
    await asyncio.sleep(1.0)
    yield faces
    for face in faces:
        face.end()


@pytest.fixture
async def room(host: HostProcess) -> AsyncIterator[Room]:
    room = Room(host.address, code_of(host.hosted))
    await room.join(PHONES)
    yield room
    await room.close()


async def test_from_a_phone_to_the_room_s_screen(room: Room, faces: list[Face], tmp_path: Path) -> None:
    screen, _console = faces
    floor = disk_floor(tmp_path)
    took: list[float] = []
    for n in range(SINGLES):
        await asyncio.sleep(0.3 + n % 7 / 100)
        name = f"MARQUE{n:03}"
        painted, began = screen.when(name.encode()), time.perf_counter()
        await room.lines[n].ask(room.idea(n, name))
        async with asyncio.timeout(10):
            took.append((await painted - began) * 1000)

    report("F: append and fdatasync", floor, "ms")
    report("a phone's idea → bytes on the room's terminal, p50", median(took), "ms", goal=2 * floor + 20)
    report("the same, p99", quantiles(took, n=100)[98], "ms", goal=2 * floor + 70)


async def test_three_hundred_ideas_at_once_on_the_room_s_screen(room: Room, faces: list[Face], tmp_path: Path) -> None:
    screen, _console = faces
    floor = disk_floor(tmp_path)
    took: list[float] = []
    for burst in range(BURSTS):
        await asyncio.sleep(1.0)
        everything = screen.when(f"{PHONES * (burst + 1)} contributions".encode())
        began = time.perf_counter()
        await room.burst(f"salve-{burst}")
        async with asyncio.timeout(10):
            took.append((await everything - began) * 1000)
    report(f"{PHONES} ideas at once, all counted on the room's terminal", median(took), "ms", goal=2 * floor + 100)
