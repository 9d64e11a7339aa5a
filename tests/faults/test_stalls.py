"""Consoles that stop reading, disks that stop answering."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import aclosing
from pathlib import Path

import pytest

from facilitator.client import Accepted, ConsoleFollower, Lost, Sender, Unreachable
from tests.harness.faults import Fault, faulty
from tests.harness.hosting import HostProcess, host_process, ideas_on_disk
from tests.harness.processes import resident_memory, resume, stop
from tests.harness.supervised import Supervised


@pytest.fixture
def host(tmp_path: Path) -> Iterator[HostProcess]:
    with host_process(tmp_path) as host:
        yield host


async def _burst(sender: Sender, name: str, count: int) -> None:
    for n in range(count):
        text = f"Une idée assez longue pour peser, {name} {n}, " + "et encore quelques mots " * 8
        assert isinstance(await sender.send("submit-idea", id=f"{name}{n}", text=text, phase="idees"), Accepted)


@pytest.mark.slow
async def test_a_frozen_console_costs_the_host_nothing(tmp_path: Path) -> None:
    with Supervised(tmp_path) as terminal:
        terminal.wait_for("STATUS=lobby", timeout=20)
        terminal.press("s")
        terminal.wait_for("STATUS=running")
        sender = Sender(terminal.hosted.address)
        await _burst(sender, "a", 300)
        terminal.wait_for("IDEAS=300")
        before = resident_memory(terminal.host)
        stop(terminal.face)
        await _burst(sender, "b", 1500)
        grown = resident_memory(terminal.host) - before
        resume(terminal.face)

        terminal.wait_for("IDEAS=1800")
        await sender.close()
        # The ideas themselves, and what looks for their likes: a message kept for each would be ten times as much.
        assert grown < 30_000_000, f"the host grew by {grown / 1e6:.1f} MB"


async def test_a_follower_that_does_not_read_delays_nobody(host: HostProcess) -> None:
    host.start()
    sender = Sender(host.address)
    await sender.send("start-phase")
    reader, writer = await asyncio.open_connection(host.address.name, host.address.port, limit=1024)
    writer.write(f"GET {host.address.remote}/events HTTP/1.1\r\nHost: {host.address.authority}\r\n\r\n".encode())
    await writer.drain()
    async with aclosing(ConsoleFollower(host.address).news()) as news:
        await anext(news)
        await _burst(sender, "a", 200)
        async with asyncio.timeout(2):
            async for told in news:
                if not isinstance(told, Lost) and len(told.ideas) == 200:
                    break
    writer.close()
    await sender.close()
    assert not reader.at_eof()


@pytest.mark.needs("strace")
async def test_a_disk_that_refuses_once_is_told_and_then_takes_the_idea(host: HostProcess) -> None:
    _start_on(host, Fault("fdatasync", "error=EIO", "2"))
    sender = Sender(host.address)
    await sender.send("submit-idea", id="first", text="La première", phase="idees")
    refused = await sender.send("submit-idea", id="a", text="Une", phase="idees")
    again = await sender.send("submit-idea", id="a", text="Une", phase="idees")
    view = (await asyncio.to_thread(host.hosted.ask, "GET", f"{host.address.remote}/view"))[1]
    await sender.close()

    assert isinstance(refused, Unreachable) and refused.sentence
    assert again == Accepted(3)
    assert ideas_on_disk(host.hosted.folder) == {"first": "La première", "a": "Une"}
    assert [idea["id"] for idea in view["ideas"]["items"]] == ["first", "a"]


@pytest.mark.needs("strace")
async def test_a_disk_that_refuses_for_ever_loses_nothing_that_was_shown(host: HostProcess) -> None:
    _start_on(host, Fault("fdatasync", "error=ENOSPC", "4+"))
    sender = Sender(host.address)
    answers = [await sender.send("submit-idea", id=f"i{n}", text="Une", phase="idees") for n in range(8)]
    view = (await asyncio.to_thread(host.hosted.ask, "GET", f"{host.address.remote}/view"))[1]
    await sender.close()

    shown = [idea["id"] for idea in view["ideas"]["items"]]
    refused = [f"i{n}" for n, answer in enumerate(answers) if isinstance(answer, Unreachable) and answer.sentence]
    assert shown == ["i0", "i1", "i2"]
    assert refused == ["i3", "i4", "i5", "i6", "i7"]
    assert view["notices"]
    # What the disk refused may have reached it all the same: nobody was told so, and a repeat counts once.
    kept = list(ideas_on_disk(host.hosted.folder))
    assert kept[:3] == shown and set(kept[3:]) <= set(refused)


@pytest.mark.needs("strace")
async def test_a_slow_disk_delays_answers_and_nothing_else(host: HostProcess) -> None:
    _start_on(host, Fault("fdatasync", "delay_enter=300000", "2+"))
    sender = Sender(host.address)
    await sender.send("submit-idea", id="first", text="La première", phase="idees")
    loop = asyncio.get_running_loop()
    async with asyncio.TaskGroup() as tasks:
        asked = loop.time()
        giving = tasks.create_task(sender.send("submit-idea", id="a", text="Une", phase="idees"))
        await asyncio.sleep(0.02)
        began = loop.time()
        status, health = await asyncio.to_thread(host.hosted.ask, "GET", "/health")
        looked = loop.time() - began
    took = loop.time() - asked
    await sender.close()

    assert giving.result() == Accepted(3)
    assert (status, health["seq"]) == (200, 2)
    assert looked < 0.2 < 0.3 <= took


def _start_on(host: HostProcess, fault: Fault) -> None:
    """Starts the host on a session in its first phase, whose journal the disk will treat so: strace counts the calls
    of each thread, and the first one that writes makes is for the first entry.
    """
    host.start()
    assert host.hosted.send("start-phase")[0] == 201
    host.let_go()
    folder = host.hosted.folder
    segments = [folder / "journal.jsonl", *(folder / f"journal-{n}.jsonl" for n in range(2, 20))]
    host.start(*faulty([], [fault], segments))
