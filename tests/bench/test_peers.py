"""The same room at the nearest peer, in the same run: only the ratios mean something."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path
from statistics import median, quantiles

import pytest

from tests.bench.measures import report
from tests.bench.phones import Room
from tests.bench.prashna import prashna
from tests.harness.hosting import host_process
from tests.web.guesthouse import code_of

PHONES = 300
PATIENCE = 180.0
"""Seconds for the peer to tell everybody."""
COMMAND = os.environ.get("PRASHNA", "")

pytestmark = [
    pytest.mark.bench,
    pytest.mark.skipif(
        not COMMAND,
        reason="PRASHNA=…/bin/prashna names the peer's command: pip install prashna, in an environment of its own",
    ),
]


async def test_a_burst_here_and_at_the_nearest_peer(tmp_path: Path) -> None:
    with host_process(tmp_path) as host:
        host.start()
        assert host.hosted.send("start-phase")[0] == 201
        await asyncio.sleep(1.0)
        room = Room(host.address, code_of(host.hosted))
        await room.join(PHONES)
        ours, our_last = await _burst_of_ours(room)
        await room.close()
    with prashna(COMMAND, tmp_path) as peer:
        await peer.join(PHONES)
        began = time.perf_counter()
        async with asyncio.timeout(PATIENCE):
            theirs = await peer.burst("salve")
            await peer.everybody_knows(PHONES)
        their_last = (time.perf_counter() - began) * 1000
        await peer.close()
    for name, mine, other in (
        ("answer p50", median(ours), median(theirs)),
        ("answer p99", quantiles(ours, n=100)[98], quantiles(theirs, n=100)[98]),
        ("every page up to date", our_last, their_last),
    ):
        report(f"{PHONES} at once, {name}: ours", mine, "ms")
        report(f"{PHONES} at once, {name}: Prashna", other, "ms")
        report(f"{PHONES} at once, {name}: Prashna", other / mine, "× ours")


async def _burst_of_ours(room: Room) -> tuple[list[float], float]:
    """The second of two: the milliseconds until each was answered, and until the last page was up to date."""
    await room.burst("first")
    await asyncio.sleep(1.0)
    began = time.perf_counter()
    took = await room.burst("second")
    return took, (await room.told(room.seq) - began) * 1000
