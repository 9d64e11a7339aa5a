"""What a session costs: the disk, the way from a key to the screen, memory."""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median, quantiles

import pytest

from facilitator.client import Accepted, HostAddress, Sender
from facilitator.engine.events import Entry, IdeaSubmitted, PhaseStarted, RoundStarted, VotesCast
from facilitator.engine.opening import opening
from facilitator.engine.reduce import fold
from facilitator.garbage import hold_off
from facilitator.store.codec import decode_entry, encode_entry
from facilitator.store.journal import Journal
from tests.bench.measures import HELLO, Started, disk_floor, milliseconds, report
from tests.harness.hosting import host_process, idea, new_session, started
from tests.harness.processes import children, command_line, resident_memory
from tests.harness.supervised import Supervised

pytestmark = pytest.mark.bench


def _thirty_thousand() -> Iterator[Entry]:
    for seq in range(1, 30_001, 3):
        text = "Une idée pour améliorer le suivi des données du service, avec encore quelques mots"
        given = IdeaSubmitted(id=f"i{seq}", phase="idees", text=text, at=1.7e9, channel="phone", author="p17")
        yield Entry(seq, 1.7e9, (given,))
        yield Entry(seq + 1, 1.7e9, (VotesCast("idees", f"v{seq}", ((f"i{seq}", 2),), "phone"),))
        yield Entry(seq + 2, 1.7e9, (RoundStarted("tours", 1, 240.0),))


def test_replaying_thirty_thousand_entries(tmp_path: Path) -> None:
    lines = [json.dumps(encode_entry(entry)).encode() for entry in _thirty_thousand()]
    start = opening("s", new_session(tmp_path).script, 1.7e9)
    hold_off()  # as the host does while it opens a session
    bare = median(milliseconds(lambda: [json.loads(line) for line in lines]) for _ in range(5))
    whole = median(
        milliseconds(lambda: fold((decode_entry(json.loads(line)) for line in lines), start)) for _ in range(5)
    )

    gc.enable()

    report("30,000 lines through json alone", bare, "ms")
    report("the same, decoded and folded", whole, "ms", goal=300)


def _append(journal: Journal, seq: int) -> None:
    saved = threading.Event()
    entry = Entry(seq, 1.7e9, (PhaseStarted("idees", 1.7e9),))
    journal.append(encode_entry(entry), lambda error: saved.set())
    saved.wait()


def test_an_append_costs_the_same_at_ten_thousand(tmp_path: Path) -> None:
    young = Journal.open(tmp_path / "young", {"session": "s"})
    old = Journal.open(tmp_path / "old", {"session": "s"})
    for seq in range(1, 10_001):
        _append(old, seq)
    # One after the other, so that whatever else the machine does falls on both.
    pairs = [
        (milliseconds(partial(_append, young, n)), milliseconds(partial(_append, old, 10_000 + n)))
        for n in range(1, 501)
    ]
    young.close()
    old.close()
    empty, full = (median(column) for column in zip(*pairs, strict=True))

    report("F: fdatasync of 200 bytes", disk_floor(tmp_path), "ms")
    report("an append to an empty journal", empty, "ms")
    report("the same after 10,000 entries", full / empty, "× empty", goal=1.10)


async def test_a_command_in_a_session_of_ten_thousand_ideas(tmp_path: Path) -> None:
    async with started(tmp_path) as session:

        async def commands(name: str) -> float:
            took = []
            for n in range(300):
                began = time.perf_counter()
                await session.live.dispatch(idea(f"{name}{n}"))
                took.append((time.perf_counter() - began) * 1000)
            return median(took)

        empty = await commands("a")
        await asyncio.gather(*(session.live.dispatch(idea(f"fill{n}")) for n in range(10_000)))
        gc.freeze()
        full = await commands("b")

    report("a command decided and on the disk", empty, "ms")
    report("the same among 10,000 ideas", full, "ms")


async def test_three_hundred_ideas_at_once(tmp_path: Path) -> None:
    async with started(tmp_path) as session:
        began = time.perf_counter()
        await asyncio.gather(*(session.live.dispatch(idea(f"i{n}")) for n in range(300)))
        report("300 ideas at once, all on the disk", (time.perf_counter() - began) * 1000, "ms")


def test_from_a_key_to_the_screen(tmp_path: Path) -> None:
    took = []
    with Supervised(tmp_path) as terminal:
        terminal.wait_for("STATUS=lobby", timeout=20)
        terminal.press("s")
        terminal.wait_for("STATUS=running")
        time.sleep(1.0)
        for n in range(1, 201):
            before = len(terminal.written)
            mark = f"IDEAS={n}\r".encode()
            began = time.perf_counter()
            terminal.press("i")
            while mark not in terminal.written[before:]:
                time.sleep(0.0002)
            took.append((time.perf_counter() - began) * 1000)
            time.sleep(0.04)
    floor = disk_floor(tmp_path)

    report("F: fdatasync of 200 bytes", floor, "ms")
    report("key → host → disk → bytes on a bare terminal, p50", median(took), "ms", goal=25 + 2 * floor)
    report("the same, p99", quantiles(took, n=100)[98], "ms", goal=80 + 2 * floor)


def _hello_weighs() -> int:
    hello = Started(HELLO)
    hello.painted([b"HELLO-MARK"])
    time.sleep(0.5)
    floor = resident_memory(hello.pid)
    hello.end()
    return floor


def test_what_a_console_weighs(tmp_path: Path) -> None:
    floor = _hello_weighs()
    run = Started([sys.executable, "-m", "facilitator", "--data", str(tmp_path), "run", "au-secours-stats"])
    run.painted([b"Au secours, je suis perdu"])
    time.sleep(4.0)
    (console,) = (child for child in children(run.pid) if "facilitator.tui.console" in command_line(child))
    over = resident_memory(console) - floor
    run.end()

    report("a console in its lobby, over hello", over / 1e6, "MB", goal=15)


def test_what_a_host_weighs(tmp_path: Path) -> None:
    floor = _hello_weighs()
    with host_process(tmp_path) as host:
        host.start()
        asyncio.run(_give(host.address, 2_000))
        time.sleep(1.0)
        over = resident_memory(host.pid) - floor

    report("hello-world in Textual, memory", floor / 1e6, "MB")
    report("a host with 2,000 ideas, over hello", over / 1e6, "MB", goal=30)


async def _give(address: HostAddress, count: int) -> None:
    sender = Sender(address)
    await sender.send("start-phase")
    for n in range(count):
        answer = await sender.send("submit-idea", id=f"i{n}", text=f"Une idée, n° {n}", column="Ailleurs")
        assert isinstance(answer, Accepted)
    await sender.close()
