"""What documents of ten thousand contributions cost, and what the phones feel while another process makes them."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

from facilitator.engine.synthesis import report as account
from facilitator.exporters import FORMATS, export
from facilitator.store.opening import load_state
from tests.bench.long_session import begin, fill
from tests.bench.measures import busy_milliseconds, report
from tests.bench.phones import Room
from tests.harness.hosting import HostProcess, host_process
from tests.web.guesthouse import code_of

pytestmark = pytest.mark.bench
QUICK = ("md", "csv", "json")
PHONES = 60
BEAT = 0.05


@pytest.fixture
def host(tmp_path: Path, real_ideas: tuple[str, ...]) -> Iterator[HostProcess]:
    """A host whose session holds ten thousand contributions of real people."""
    with host_process(tmp_path) as host:
        host.start()
        host.let_go()
        journal = host.hosted.folder / "journal.jsonl"
        begin(journal)
        fill(journal, range(10_000), real_ideas)
        host.start()
        time.sleep(1.0)  # what the host still loads behind its first answers
        yield host


def test_every_format_of_ten_thousand_contributions(host: HostProcess) -> None:
    made = account(load_state(host.hosted.folder))
    assert made.contributions == 10_000
    for format_ in FORMATS:
        taken = [busy_milliseconds(lambda: export(made, format_)) for _ in range(5 if format_ in QUICK else 1)]  # noqa: B023
        report(
            f"10,000 contributions in {format_}, of processor",
            min(taken),
            "ms",
            goal=100 if format_ in QUICK else 10_000,
        )


async def test_phones_are_answered_while_all_is_exported(host: HostProcess, tmp_path: Path) -> None:
    room = Room(host.address, code_of(host.hosted))
    await room.join(PHONES)
    quiet_until = time.perf_counter() + 10
    idle = await _answers(room, "idle", lambda: time.perf_counter() < quiet_until)
    exporting = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "facilitator", "--data", str(tmp_path / "data"), "export", host.hosted.session),
        *("-o", str(tmp_path / "exports")),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    began = time.perf_counter()
    meanwhile = await _answers(room, "meanwhile", lambda: exporting.returncode is None)
    assert exporting.returncode == 0
    await room.close()

    report("an answer to a phone beside 10,000 contributions: p50", median(idle), "ms")
    report("the same while all is exported: p50", median(meanwhile) / median(idle), "× idle", goal=2)
    report("the same: p90", _p90(meanwhile) / _p90(idle), "× idle", goal=2)
    report("every format and document, in a process of its own", time.perf_counter() - began, "s")


async def _answers(room: Room, name: str, lasts: Callable[[], bool]) -> list[float]:
    """Milliseconds of each answer to one idea after the other, for as long as something lasts."""
    taken: list[float] = []
    while lasts():
        phone = len(taken) % PHONES
        asked = time.perf_counter()
        answer, answered = await room.lines[phone].ask(room.idea(phone, f"{name}-{len(taken)}"))
        assert answer.startswith(b"HTTP/1.1 201"), answer[:200]
        taken.append((answered - asked) * 1000)
        await asyncio.sleep(BEAT)
    return taken


def _p90(values: list[float]) -> float:
    return quantiles(values, n=10)[8]
