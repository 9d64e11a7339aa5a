"""A day of eight hours, lived quickly: what it takes of memory, files and time is what its contributions weigh."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import time
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlsplit

import pytest

from facilitator.client import Accepted, Sender
from tests.bench.measures import report
from tests.bench.phones import Room
from tests.bench.test_hour import Served, serving
from tests.harness.hosting import phase
from tests.harness.processes import resident_memory

HOURS, SPEED = 8, 60
PHONES, IDEAS = 40, 100
"""IDEAS are given in each hour."""
QUESTION, COLUMNS = "Que pourriez-vous ne plus faire ?", ["Chez nous", "Ailleurs"]
SCRIPT = """
format = 1
[workshop]
title = "Une journée"
start = "09:00"
end = "17:00"
hard_stop = false
""" + "".join(phase(f"p{number}", "collect", 30, question=QUESTION, columns=COLUMNS) for number in range(2 * HOURS))


async def _an_hour(host: Served, room: Room, hour: int) -> list[float]:
    """What a room does in an hour, in a sixtieth of it; the milliseconds of processor that each gesture took."""
    chance = random.Random(hour)
    sender = Sender(host.address, patience=60)
    took = []
    ends = time.monotonic() + 3600 / SPEED
    for turn in range(IDEAS):
        idea = f"h{hour}-{turn}"
        text = f"Une idée de la {hour}e heure, la {turn}e : " + "des mots " * chance.randrange(2, 12)
        assert isinstance(await sender.send("submit-idea", id=idea, text=text, column="Ailleurs"), Accepted)
        if turn % 5 == 0:
            began = host.busy()
            await sender.send("keep", id=idea, kept=True)
            took.append(host.busy() - began)
            await sender.send("undo")
        if turn % 20 == 0:  # a phone goes, another comes
            phone = chance.randrange(PHONES)
            await room.fresh(room.request("POST", "/typing", room.cookies[phone], b"{}"))
            listener = await room.listen("/events", room.cookies[phone])
            await asyncio.sleep(0.2)
            listener.transport.close()
        if turn in (0, IDEAS // 2):
            await sender.send("next-phase" if hour or turn else "start-phase")
        await asyncio.sleep(max(0.0, (ends - time.monotonic()) / (IDEAS - turn)))
    await sender.close()
    await asyncio.to_thread(_export, host)
    return took


def _export(host: Served) -> None:
    command = [sys.executable, "-m", "facilitator", "--data", str(host.data), "export", "last", "-o"]
    subprocess.run([*command, str(host.data / "out.html")], check=True, capture_output=True)


@pytest.mark.campaign
async def test_a_day_of_eight_hours(tmp_path: Path) -> None:
    weights: list[int] = []
    keys: list[list[float]] = []
    standings: list[tuple[int, int, int]] = []
    with serving(tmp_path, SCRIPT, "--speed", str(SPEED)) as host:
        sender = Sender(host.address, patience=60)
        await sender.send("start-phase")
        await sender.close()
        room = Room(host.address, urlsplit(host.join).path.rpartition("/")[2])
        await room.join(PHONES)
        for hour in range(HOURS):
            keys.append(await _an_hour(host, room, hour))
            standings.append(await asyncio.to_thread(host.standing))
            weights.append(resident_memory(host.pid))
            print(hour + 1, f"{weights[-1] / 1e6:.1f} MB", f"{median(keys[-1]):.1f} ms", standings[-1], flush=True)
        await room.close()

    slope = (weights[-1] - weights[1]) / (HOURS - 2)
    report("memory: the second hour", weights[1] / 1e6, "MB")
    report(f"memory: what each hour adds, {IDEAS} ideas and 40 phones", slope / 1e6, "MB", goal=1)
    quartiles = [quantiles(hour) for hour in (keys[1], keys[-1])]
    for name, early, late in zip(("a quarter", "half", "three quarters"), *quartiles, strict=True):
        report(f"a gesture of the second hour, of the processor: {name} take less than", early, "ms")
        report(f"a gesture of the eighth hour, of the processor: {name} take less than", late, "ms", goal=1.25 * early)
    assert slope <= 1_000_000
    assert quartiles[1][1] <= 1.25 * quartiles[0][1] + 1
    for tasks, threads, files in standings[2:]:
        assert tasks <= standings[1][0] + 2 and threads == standings[1][1] and files <= standings[1][2] + 2
