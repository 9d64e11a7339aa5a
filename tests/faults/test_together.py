"""Several programs on one session, and faces that come and go: one writes, and who has left leaves nothing behind."""

from __future__ import annotations

import asyncio
import random
import socket
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.client import Accepted, Sender
from tests.bench.test_hour import Served, served
from tests.harness.processes import kill
from tests.harness.terminal import Terminal
from tests.harness.waiting import wait_until
from tests.store.journals import written

ROOT = Path(__file__).parents[2]
RACERS = 5
RACER = """
import sys
from pathlib import Path
from facilitator.store.journal import Journal, SessionLocked
print("ready", flush=True)
sys.stdin.readline()
try:
    journal = Journal.open(Path(sys.argv[1]))
    print("HELD", flush=True)
except SessionLocked as refusal:
    print(refusal, flush=True)
sys.stdin.readline()
"""
RESET = struct.pack("ii", 1, 0)


@pytest.mark.slow
@pytest.mark.parametrize("rounds", [2, pytest.param(200, marks=pytest.mark.campaign)])
def test_of_many_that_open_a_session_at_once_one_holds_it_and_the_others_say_so(tmp_path: Path, rounds: int) -> None:
    written(tmp_path / "session", [1, 2])
    command = [sys.executable, "-c", RACER, str(tmp_path / "session")]
    for _ in range(rounds):
        racers = [
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
            for _ in range(RACERS)
        ]
        for racer in racers:
            assert racer.stdout is not None and racer.stdout.readline() == "ready\n"
        for racer in racers:
            assert racer.stdin is not None
            racer.stdin.write("\n")
            racer.stdin.flush()
        said = [racer.stdout.readline().strip() for racer in racers if racer.stdout]
        for racer in racers:
            racer.communicate("\n")

        assert said.count("HELD") == 1
        assert sum(one.startswith("Cette session est déjà ouverte") for one in said) == RACERS - 1


async def _look(host: Served, path: str, leave: Callable[[asyncio.StreamWriter], None]) -> None:
    """Follows a stream up to its first view, then leaves."""
    reader, writer = await asyncio.open_connection(host.address.name, host.address.port, limit=1 << 20)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host.address.authority}\r\n\r\n".encode())
    async with asyncio.timeout(60):
        while not (await reader.readline()).startswith(b"data:"):
            assert not reader.at_eof()
    leave(writer)


def _politely(writer: asyncio.StreamWriter) -> None:
    writer.close()


def _at_once(writer: asyncio.StreamWriter) -> None:
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    writer.close()


async def _come_and_go(host: Served, times: int) -> None:
    chance = random.Random(times)
    paths = ["/screen/events", f"{host.address.remote}/events"]
    sender = Sender(host.address, patience=60)
    for turn in range(times // 20):
        looks = [_look(host, chance.choice(paths), chance.choice((_politely, _at_once))) for _ in range(20)]
        await asyncio.gather(*looks)
        assert isinstance(await sender.send("submit-idea", id=f"i{turn}", text="Une idée"), Accepted)
    await sender.close()


@pytest.mark.slow
@pytest.mark.parametrize("times", [100, pytest.param(1000, marks=pytest.mark.campaign)])
async def test_streams_that_come_and_go_leave_nothing_behind(tmp_path: Path, times: int) -> None:
    with served(tmp_path, 30) as host:
        sender = Sender(host.address, patience=60)
        await sender.send("start-phase")
        await sender.close()
        await _come_and_go(host, 40)
        before = await _settled(host)
        await _come_and_go(host, times)
        after = await _settled(host)
    assert after[0] <= before[0], "tasks were left behind"
    assert after[1] == before[1], "threads were left behind"
    assert after[2] <= before[2], "files were left open"


async def _settled(host: Served) -> tuple[int, int, int]:
    """What stands once it is the same three times in a row."""
    seen: list[tuple[int, int, int]] = []
    while len(seen) < 3 or len(set(seen[-3:])) > 1:
        await asyncio.sleep(0.5)
        seen.append(await asyncio.to_thread(host.standing))
        assert len(seen) < 120, f"it never settles: {seen[-5:]}"
    return seen[-1]


@pytest.mark.campaign
def test_screens_that_come_and_go_leave_nothing_behind(tmp_path: Path) -> None:
    chance = random.Random(10)
    with served(tmp_path, 30) as host:
        command = [sys.executable, "-m", "facilitator", "--data", str(host.data), "screen"]

        def come_and_go(times: int) -> tuple[int, int, int]:
            for _ in range(times):
                with Terminal(command, columns=60, rows=20) as screen:
                    wait_until(lambda: "Une heure" in screen.text(), screen.text, 60)
                    if chance.random() < 0.5:
                        kill(screen.pid)
            return asyncio.run(_settled(host))

        before, after = come_and_go(1), come_and_go(40)  # once one has come, a host has begun all that it does
    assert after[0] <= before[0] and after[2] <= before[2], (before, after)
