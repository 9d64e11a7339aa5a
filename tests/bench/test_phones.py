"""What a room of three hundred phones costs: answers, streams, a flood, a reader that never reads."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator, Iterator
from importlib.util import find_spec
from pathlib import Path
from statistics import median, quantiles

import pytest

from facilitator.web.pace import AT_ONCE
from tests.bench.measures import disk_floor, report
from tests.bench.phones import Room
from tests.harness.hosting import HostProcess, host_process, ideas_on_disk
from tests.harness.processes import resident_memory
from tests.harness.waiting import wait_until
from tests.web.guesthouse import code_of

pytestmark = pytest.mark.bench
PHONES = 300
BURSTS = 8
DEAF_PHONES = 40
POURED = 600


@pytest.fixture
def host(tmp_path: Path) -> Iterator[HostProcess]:
    with host_process(tmp_path) as host:
        host.start()
        assert host.hosted.send("start-phase")[0] == 201
        time.sleep(1.0)  # what the host still loads behind its first answers
        yield host


@pytest.fixture
async def room(host: HostProcess) -> AsyncIterator[Room]:
    room = Room(host.address, code_of(host.hosted))
    await room.join(PHONES)
    for face in ("/screen/events", f"{host.address.remote}/events"):
        await room.listen(face)
    yield room
    await room.close()


def _p99(values: list[float]) -> float:
    return quantiles(values, n=100)[98]


async def test_three_hundred_phones_in_the_same_instant(host: HostProcess, room: Room, tmp_path: Path) -> None:
    floor = disk_floor(tmp_path)
    report("F: append and fdatasync", floor, "ms")
    for fresh in (False, True):
        taken: list[float] = []
        for burst in range(BURSTS):
            taken += await room.burst(f"{'fresh' if fresh else 'kept'}-{burst}", fresh=fresh)
            await asyncio.sleep(0.4)
        name = "new connections" if fresh else "kept connections"
        report(f"{PHONES} phones at once, {name}: answer p50", median(taken), "ms")
        report(
            f"{PHONES} phones at once, {name}: answer p99",
            _p99(taken),
            "ms",
            goal=2 * floor + (45 if find_spec("httptools") else 70),
        )
    assert len(ideas_on_disk(host.hosted.folder)) == 2 * BURSTS * PHONES


async def test_an_answer_reaches_the_last_of_three_hundred_streams(host: HostProcess, room: Room) -> None:
    late: list[float] = []
    for n in range(20):
        await asyncio.sleep(0.4)
        answer, answered = await room.lines[n].ask(room.idea(n, f"one-{n}"))
        seq = json.loads(answer.partition(b"\r\n\r\n")[2])["seq"]
        late.append((await room.told(seq) - answered) * 1000)
    report(f"answer to the last of {PHONES} streams: p50", median(late), "ms", goal=15)
    report(f"answer to the last of {PHONES} streams: worst", max(late), "ms")


async def test_a_flood_of_ideas_with_every_stream_open(host: HostProcess, room: Room) -> None:
    each = AT_ONCE - 2

    async def pour(phone: int) -> None:
        for n in range(each):
            answer, _ = await room.lines[phone].ask(room.idea(phone, f"flood-{phone}-{n}"))
            assert answer.startswith(b"HTTP/1.1 201"), answer[:200]

    began = time.perf_counter()
    await asyncio.gather(*(pour(phone) for phone in range(PHONES)))
    seconds = time.perf_counter() - began
    report(f"durable ideas a second, {PHONES} streams open", PHONES * each / seconds, "/s (goal ≥ 4000)")
    assert len(ideas_on_disk(host.hosted.folder)) == PHONES * each


async def test_readers_that_never_read_cost_nothing(host: HostProcess) -> None:
    """The same ideas, first without them, then with them: what their streams would have held is counted by one who
    reads.
    """
    room = Room(host.address, code_of(host.hosted))
    await room.join(DEAF_PHONES, streams=False)
    faces = ("/screen/events", f"{host.address.remote}/events")
    heard = [await room.listen("/events", room.cookies[0]), *[await room.listen(face) for face in faces]]
    await _pour(room, "warm")
    before = resident_memory(host.pid)
    await _pour(room, "alone")
    alone = resident_memory(host.pid) - before
    deaf = [_deaf(room, "/events", cookie) for cookie in room.cookies]
    deaf += [_deaf(room, face) for face in faces for _ in range(5)]
    held = sum(stream.bytes for stream in heard)
    before = resident_memory(host.pid)
    await _pour(room, "beside")
    beside = resident_memory(host.pid) - before
    held = sum(stream.bytes for stream in heard) - held
    for connection in deaf:
        connection.close()
    await room.close()

    report(f"memory grown by {POURED} ideas", alone / 1e6, "MB")
    report(f"the same beside {len(deaf)} readers that never read", beside / 1e6, "MB", goal=alone / 1e6 + 3)
    report("what one phone, one screen and one console were told meanwhile", held / 1e6, "MB")
    wait_until(lambda: host.hosted.ask("GET", "/health")[0] == 200, "the host")


async def _pour(room: Room, name: str) -> None:
    """Ideas for half a minute, as facilitators give them: no pace holds them back."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    for n in range(POURED):
        body = json.dumps({"id": f"{name}-{n}", "text": "Des mots " * 20, "column": "Ailleurs"}).encode()
        answer, _ = await room.lines[0].ask(room.request("POST", f"{room.address.remote}/submit-idea", body=body))
        assert answer.startswith(b"HTTP/1.1 201"), answer[:200]
        await asyncio.sleep(max(0.0, began + n * 0.03 - loop.time()))


def _deaf(room: Room, path: str, cookie: bytes = b"") -> socket.socket:
    connection = socket.create_connection((room.address.name, room.address.port))
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.sendall(room.request("GET", path, cookie))
    return connection
