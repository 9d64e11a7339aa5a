"""A prankster in the room: floods, idle connections, forged tokens, while honest phones go on."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from facilitator.web import server
from facilitator.web.pace import AT_ONCE
from tests.bench.phones import Room
from tests.harness.hosting import HostProcess, host_process, hosted, ideas_on_disk
from tests.harness.waiting import wait_until
from tests.web.guesthouse import Phone, code_of

HONEST = 40


@pytest.fixture
def host(tmp_path: Path) -> Iterator[HostProcess]:
    with host_process(tmp_path) as host:
        host.start()
        assert host.hosted.send("start-phase")[0] == 201
        yield host


async def test_honest_phones_are_all_heard_while_one_floods_and_others_forge(host: HostProcess) -> None:
    room = Room(host.address, code_of(host.hosted))
    await room.join(HONEST + 1)
    stop = asyncio.Event()
    refused = forged = 0

    async def flood() -> None:
        nonlocal refused
        n = 0
        while n < 2 * AT_ONCE or not stop.is_set():
            n += 1
            answer, _ = await room.lines[HONEST].ask(room.idea(HONEST, f"flood-{n}"))
            refused += answer.startswith(b"HTTP/1.1 429")
            await asyncio.sleep(0.002)

    async def forge() -> None:
        nonlocal forged
        other = Room(host.address, "")
        line = (await asyncio.get_running_loop().create_connection(type(room.lines[0]), *_address(host)))[1]
        for n in range(500):
            token = b"participant=%022d" % n
            body = json.dumps({"id": f"forged-{n}", "text": "Forgé"}).encode()
            answer, _ = await line.ask(other.request("POST", "/ideas", token, body))
            forged += answer.startswith(b"HTTP/1.1 403")
        line.transport.close()

    async def honest(phone: int) -> None:
        for n in range(5):
            answer, _ = await room.lines[phone].ask(room.idea(phone, f"honest-{phone}-{n}"))
            assert answer.startswith(b"HTTP/1.1 201"), answer[:200]
            await asyncio.sleep(0.05)

    with ExitStack() as idle:
        for _ in range(300):
            idle.enter_context(socket.create_connection(_address(host)))
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(flood())
            tasks.create_task(forge())
            await asyncio.gather(*(honest(phone) for phone in range(HONEST)))
            stop.set()
    await room.close()

    kept = ideas_on_disk(host.hosted.folder)
    assert sum(name.startswith("honest-") for name in kept) == HONEST * 5
    assert not any(name.startswith("forged-") for name in kept)
    assert forged == 500
    assert refused > 0


def test_idle_connections_are_hung_up_on_before_anybody_is_turned_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "MOST_CONNECTIONS", 30)
    with hosted(tmp_path) as host, ExitStack() as idle:
        for _ in range(100):
            idle.enter_context(socket.create_connection((host.address.name, host.address.port)))
        assert Phone(host).joins().send("/ready").status == 409


def test_a_strangers_streams_make_room_and_this_machine_s_screen_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "MOST_CONNECTIONS", 12)
    with hosted(tmp_path) as host, ExitStack() as open_:
        request = f"GET /screen/events HTTP/1.1\r\nHost: {host.address.authority}\r\n\r\n".encode()
        screen = _stream(host.address.port, request, "127.0.0.1", open_)
        for _ in range(40):
            _stream(host.address.port, request, "127.0.0.2", open_)

        phone = Phone(host).joins()
        assert phone.get("/view").status == 200
        host.send("show-message", text="Toujours là")
        assert "Toujours là".encode() in _until(screen, "Toujours là".encode())


@pytest.mark.slow
def test_when_descriptors_are_scarce_the_journal_keeps_its_own(tmp_path: Path) -> None:
    with host_process(tmp_path) as host, ExitStack() as idle:
        host.start("prlimit", "--nofile=256:256")
        assert host.hosted.send("start-phase")[0] == 201
        phone = Phone(host.hosted).joins()
        for _ in range(600):
            with suppress(OSError):
                idle.enter_context(socket.create_connection(_address(host), timeout=5))
        assert phone.send("/ideas", id="kept", text="Malgré la foule").status == 201
        assert len(os.listdir(f"/proc/{host.pid}/fd")) < 250
        assert "kept" in ideas_on_disk(host.hosted.folder)


def test_the_soft_limit_of_descriptors_is_raised(tmp_path: Path) -> None:
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    with host_process(tmp_path) as host:
        host.start("prlimit", f"--nofile=300:{hard}")
        soft = resource.prlimit(host.pid, resource.RLIMIT_NOFILE)[0]

    assert soft > 300 or hard <= 300


async def test_a_host_with_fifty_open_streams_ends_in_under_a_second(host: HostProcess) -> None:
    room = Room(host.address, code_of(host.hosted))
    await room.join(30)
    faces = ("/screen/events", "/screen/live", f"{host.address.remote}/events", f"{host.address.remote}/live")
    others = [await room.listen(path) for path in faces * 5]
    async with asyncio.timeout(5):
        while not all(stream.messages for stream in others):
            await asyncio.sleep(0.01)
    began = time.monotonic()

    code = await asyncio.to_thread(host.let_go)

    assert time.monotonic() - began < 1.0
    assert code == 0
    await room.close()


async def test_a_phone_with_many_streams_keeps_the_newest(host: HostProcess) -> None:
    room = Room(host.address, code_of(host.hosted))
    await room.join(1)
    streams = [await room.listen("/events", room.cookies[0]) for _ in range(6)]
    async with asyncio.timeout(5):
        while not streams[-1].messages:
            await asyncio.sleep(0.01)

    answer, _ = await room.lines[0].ask(room.idea(0, "newest"))
    seq = json.loads(answer.partition(b"\r\n\r\n")[2])["seq"]
    await room.told(seq, streams[-2:])
    counts = host.hosted.ask("GET", f"{host.address.remote}/view")[1]["counts"]
    assert counts["connected"] == 1
    assert room.streams[0].seq < seq and streams[0].seq < seq
    await room.close()


async def test_a_stream_taken_up_again_says_only_what_is_new(host: HostProcess) -> None:
    room = Room(host.address, code_of(host.hosted))
    await room.join(1)
    seq = room.streams[0].seq
    again = await room.listen("/events", room.cookies[0] + b"\r\nLast-Event-ID: %d" % seq)
    older = await room.listen("/events", room.cookies[0] + b"\r\nLast-Event-ID: %d" % (seq - 1))
    async with asyncio.timeout(5):
        while not older.messages:
            await asyncio.sleep(0.01)

    heard = [again.messages]
    answer, _ = await room.lines[0].ask(room.idea(0, "news"))
    await room.told(json.loads(answer.partition(b"\r\n\r\n")[2])["seq"], [again, older])
    assert [*heard, again.messages] == [0, 1]
    await room.close()


async def test_phones_are_counted_while_they_follow(host: HostProcess) -> None:
    room = Room(host.address, code_of(host.hosted))
    await room.join(3)

    assert _connected(host) == 3
    await room.close()
    wait_until(lambda: _connected(host) == 0, "phones that left to be counted out", timeout=5)


def _connected(host: HostProcess) -> int:
    """Phones with a page open; who only asked for one counts a while longer."""
    counted: int = host.hosted.ask("GET", f"{host.address.remote}/view")[1]["counts"]["connected"]
    return counted


def _address(host: HostProcess) -> tuple[str, int]:
    return host.address.name, host.address.port


def _stream(port: int, request: bytes, source: str, open_: ExitStack) -> socket.socket:
    wire = open_.enter_context(socket.create_connection(("127.0.0.1", port), 5, (source, 0)))
    wire.sendall(request)
    with suppress(OSError):
        wire.recv(100)
    return wire


def _until(wire: socket.socket, mark: bytes) -> bytes:
    heard = b""
    while mark not in heard:
        received = wire.recv(65536)
        assert received, heard
        heard += received
    return heard
