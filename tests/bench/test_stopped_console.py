"""A console stopped by a signal: what it changes for the host, beside the same minute with a console that reads."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median, quantiles

import pytest

from facilitator.client import Accepted, Sender
from tests.bench.measures import report
from tests.harness.processes import resident_memory, resume, stop
from tests.harness.supervised import Supervised

A_SECOND = 20
"""Ideas a second."""


async def _talk(sender: Sender, host: int, name: str, seconds: int) -> tuple[list[float], float]:
    """Ideas at a steady pace; the milliseconds until each was on the disk, and the megabytes that the host grew by."""
    took, weight, began = [], resident_memory(host), time.perf_counter()
    for n in range(seconds * A_SECOND):
        asked = time.perf_counter()
        text = f"Une idée assez longue pour peser, {name} {n}, " + "et encore quelques mots " * 4
        assert isinstance(await sender.send("submit-idea", id=f"{name}{n}", text=text, column="Ailleurs"), Accepted)
        took.append((time.perf_counter() - asked) * 1000)
        time.sleep(max(0.0, began + (n + 1) / A_SECOND - time.perf_counter()))
    return took, (resident_memory(host) - weight) / 1e6


@pytest.mark.parametrize(
    "seconds", [pytest.param(5, marks=pytest.mark.bench), pytest.param(60, marks=pytest.mark.campaign)]
)
async def test_a_console_stopped_for_a_minute_changes_nothing_for_the_host(tmp_path: Path, seconds: int) -> None:
    with Supervised(tmp_path, face="facilitator.tui.console") as terminal:
        terminal.wait_for("Petit atelier", timeout=20)
        sender, host = Sender(terminal.hosted.address), terminal.host
        assert isinstance(await sender.send("start-phase"), Accepted)
        await _talk(sender, host, "warm", seconds)  # the first ideas also load what handles them
        awake, grown_awake = await _talk(sender, host, "read", seconds)
        stop(terminal.face)
        asleep, grown_asleep = await _talk(sender, host, "stopped", seconds)
        woken = time.perf_counter()
        resume(terminal.face)
        terminal.wait_for(f"{3 * seconds * A_SECOND} contributions", timeout=30)
        back = time.perf_counter() - woken
        await sender.close()

    for state, took, grown in (("reads", awake, grown_awake), ("is stopped", asleep, grown_asleep)):
        report(f"an idea on the disk, the console {state} for {seconds} s: p50", median(took), "ms")
        report("the same: p99", quantiles(took, n=100)[98], "ms")
        report(f"what {len(took)} ideas added to the host meanwhile", grown, "MB")
    report("a woken console shows all of them after", back * 1000, "ms")
    assert grown_asleep < grown_awake + 1, "the host keeps something for a console that does not read"
