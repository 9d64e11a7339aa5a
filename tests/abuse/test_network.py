"""Whatever the network and who is on it, the console and the honest phones are answered meanwhile."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, suppress
from pathlib import Path
from statistics import median

import pytest

from facilitator.client import HostAddress
from tests.abuse.bad_network import BadNetwork
from tests.abuse.test_powers import ELSEWHERE, needs_other_loopback
from tests.bench.phones import Room
from tests.harness.hosting import HostProcess, host_process, ideas_on_disk
from tests.harness.waiting import wait_until
from tests.web.guesthouse import code_of

PATIENCE = 8.0
"""Seconds that nobody waits for an answer, on a machine that does something else."""


@pytest.fixture
def host(tmp_path: Path) -> Iterator[HostProcess]:
    with host_process(tmp_path) as host:
        host.start()
        assert host.hosted.send("start-phase")[0] == 201
        yield host


@asynccontextmanager
async def meanwhile(host: HostProcess, name: str) -> AsyncIterator[Room]:
    """An honest phone and a console that go on asking; each is answered in time, or the test fails."""
    room, stop = Room(host.address, code_of(host.hosted)), asyncio.Event()
    await room.join(1)
    took: list[float] = []

    async def asked(request: bytes) -> bytes:
        """The answer, on the first line that lasts: a crowded host lets go of who has said nothing yet."""
        while True:
            with suppress(ConnectionError):
                return await room.fresh(request)
            await asyncio.sleep(0.05)

    async def ask() -> None:
        count = 0
        while not stop.is_set():
            for request, statuses in (
                (room.idea(0, f"{name}-{count}"), (b"201", b"429")),
                (room.request("GET", f"{host.address.remote}/view"), (b"200",)),
            ):
                began = time.perf_counter()
                async with asyncio.timeout(PATIENCE):
                    answer = await asked(request)
                assert answer[9:12] in statuses, answer[:200]
                took.append(time.perf_counter() - began)
            count += 1
            await asyncio.sleep(0.05)

    async with asyncio.TaskGroup() as tasks:
        asking = tasks.create_task(ask())
        yield room
        stop.set()
        await asking
    await room.close()
    print(f"\n{name}: {len(took)} answers, median {median(took) * 1000:.0f} ms, worst {max(took) * 1000:.0f} ms")
    assert f"{name}-0" in ideas_on_disk(host.hosted.folder)


@pytest.mark.parametrize("cuts", [0.02, pytest.param(0.1, marks=pytest.mark.campaign)])
async def test_over_a_network_that_cuts_nothing_said_is_lost_or_doubled(host: HostProcess, cuts: float) -> None:
    """Phones send again what they were not answered, in any order: the outbox of the page does the same."""
    room = Room(host.address, code_of(host.hosted))
    await room.join(30, streams=False)
    async with BadNetwork(host.address, seed=1, cuts=cuts, delay=0.02) as network:
        bad = HostAddress(host.address.name, network.port, host.address.key)

        async def insist(phone: int, name: str) -> None:
            body = json.dumps({"id": name, "text": f"Idée {name}"}).encode()
            request = room.request("POST", "/ideas", room.cookies[phone], body)  # the Host it knows: the host's own
            for _attempt in range(100):
                with suppress(OSError, TimeoutError):
                    if (await _once(bad, request)).startswith(b"HTTP/1.1 201"):
                        return
            raise AssertionError(f"{name} was never taken")

        await asyncio.gather(*(insist(phone, f"p{phone}-{n}") for phone in range(30) for n in range(5)))
        assert network.cut > 0
    await room.close()

    assert ideas_on_disk(host.hosted.folder).keys() == {f"p{phone}-{n}" for phone in range(30) for n in range(5)}


async def _once(address: HostAddress, request: bytes) -> bytes:
    reader, writer = await asyncio.open_connection(address.name, address.port)
    try:
        async with asyncio.timeout(PATIENCE):
            writer.write(request)
            return await reader.readuntil(b"}")
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError) as cut:
        raise ConnectionResetError from cut
    finally:
        writer.transport.abort()


def _hold(host: HostProcess, many: int, begun: bytes, held: ExitStack) -> None:
    for _ in range(many):
        with suppress(OSError):
            wire = held.enter_context(socket.create_connection(_place(host), 5, (ELSEWHERE, 0)))
            wire.setblocking(False)
            with suppress(BlockingIOError):
                wire.send(begun)


def _place(host: HostProcess) -> tuple[str, int]:
    return host.address.name, host.address.port


BAD = {
    "idle": b"",
    "half a head": b"POST /ideas HTTP/1.1\r\nHost: ",
    "half a body": b"POST /ideas HTTP/1.1\r\nHost: HOST\r\nContent-Length: 900\r\n\r\n{",
    "never reads": b"GET /screen/events HTTP/1.1\r\nHost: HOST\r\n\r\n",
    "a body of 20 MB": b"POST /ideas HTTP/1.1\r\nHost: HOST\r\nContent-Length: 20000000\r\n\r\n" + b"a" * 60_000,
    "headers of 64 kB": b"GET / HTTP/1.1\r\nHost: HOST\r\nX-Long: " + b"a" * 65_536,
}


@needs_other_loopback
@pytest.mark.parametrize(
    ("kind", "many"),
    [
        ("half a body", 150),
        ("never reads", 150),
        *(pytest.param(kind, 2_000, marks=pytest.mark.campaign) for kind in BAD),
    ],
)
async def test_whoever_holds_connections_keeps_nobody_waiting(host: HostProcess, kind: str, many: int) -> None:
    begun = BAD[kind].replace(b"HOST", host.address.authority.encode())
    with ExitStack() as held:
        async with meanwhile(host, "held"):
            await asyncio.to_thread(_hold, host, many, begun, held)
            await asyncio.sleep(0.5)


async def test_a_room_that_comes_back_at_once_keeps_nobody_waiting(host: HostProcess) -> None:
    room = Room(host.address, code_of(host.hosted))
    await room.join(60)
    async with meanwhile(host, "back"):
        for _again in range(3):
            for stream in room.streams:
                stream.transport.abort()
            await asyncio.sleep(0.01)  # a transport needs the loop once more to be gone
            room.streams = [await room.listen("/events", cookie) for cookie in room.cookies]
            async with asyncio.timeout(20):
                while not all(stream.messages for stream in room.streams):
                    await asyncio.sleep(0.02)
    await room.close()


@pytest.mark.campaign
async def test_three_hundred_phones_come_back_at_once(host: HostProcess) -> None:
    room = Room(host.address, code_of(host.hosted))
    await room.join(300)
    async with meanwhile(host, "300"):
        for _again in range(20):
            for stream in room.streams:
                stream.transport.abort()
            await asyncio.sleep(0.01)  # a transport needs the loop once more to be gone
            room.streams = await asyncio.gather(*(room.listen("/events", cookie) for cookie in room.cookies))
            async with asyncio.timeout(30):
                while not all(stream.messages for stream in room.streams):
                    await asyncio.sleep(0.02)
    await room.close()


@needs_other_loopback
@pytest.mark.parametrize("limit", [256, pytest.param(128, marks=pytest.mark.campaign)])
async def test_with_few_descriptors_the_console_and_a_phone_go_on(tmp_path: Path, limit: int) -> None:
    with host_process(tmp_path) as host, ExitStack() as held:
        host.start("prlimit", f"--nofile={limit}:{limit}")
        assert host.hosted.send("start-phase")[0] == 201
        async with meanwhile(host, "few"):
            await asyncio.to_thread(_hold, host, 400, b"", held)
            host.hosted.send("next-phase")
            host.hosted.send("previous-phase")
            wait_until(lambda: (host.hosted.folder / "session.json").is_file(), "the record")
        assert len(os.listdir(f"/proc/{host.pid}/fd")) < limit
