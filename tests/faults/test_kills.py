"""Hosts, consoles and both die at random moments while the room goes on talking."""

from __future__ import annotations

import asyncio
import os
import random
import re
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest

from facilitator.client import Accepted, HostAddress, Sender
from facilitator.engine.timebox import elapsed, remaining
from facilitator.live.clock import wall_time
from facilitator.store.opening import load_state
from tests.harness.hosting import Hosted, ideas_on_disk
from tests.harness.supervised import Supervised
from tests.harness.waiting import wait_until

VOICES = 4
BARE, REAL = "tests.harness.face", "facilitator.tui.console"
SHOWN = {BARE: "PHASE=idees IDEAS={n}", REAL: "{n} contributions"}
"""How each console says how many ideas the phase has."""
RESPITE = {BARE: 0.6, REAL: 2.0}
"""Seconds at most between two deaths: whoever loads more needs longer to be caught in the middle of something."""


@pytest.mark.parametrize(
    ("face", "rounds"),
    [
        pytest.param(BARE, 10, marks=pytest.mark.slow),
        pytest.param(BARE, 200, marks=pytest.mark.campaign),
        pytest.param(REAL, 60, marks=pytest.mark.campaign),
    ],
)
def test_no_idea_is_lost_or_doubled_whoever_dies(tmp_path: Path, face: str, rounds: int) -> None:
    chance = random.Random(rounds)
    with Supervised(tmp_path, face=face) as terminal:
        terminal.wait_for("lobby" if face == BARE else "Petit atelier", timeout=20)
        hosted = terminal.hosted
        assert hosted.send("start-phase")[0] == 201
        acknowledged = asyncio.run(_talk_while_dying(terminal, RESPITE[face], rounds, chance))

        # What was on its way when the voices fell silent may still arrive.
        wait_until(
            lambda: SHOWN[face].format(n=len(ideas_on_disk(hosted.folder))) in terminal.text(), terminal.text, 20
        )
        _check(hosted, acknowledged)
        if face == REAL:
            _check_the_time(hosted, terminal)
        os.kill(terminal.pid, signal.SIGTERM)
        terminal.wait()
        assert terminal.is_as_it_was_lent()
    assert len(acknowledged) > rounds, "the room hardly spoke"


async def _talk_while_dying(terminal: Supervised, respite: float, rounds: int, chance: random.Random) -> dict[str, str]:
    address = terminal.hosted.address
    acknowledged: dict[str, str] = {}
    async with asyncio.TaskGroup() as tasks:
        voices = [tasks.create_task(_talk(voice, address, acknowledged)) for voice in range(VOICES)]
        for _ in range(rounds):
            await asyncio.sleep(chance.uniform(0.0, respite))
            dying = chance.choice([("host",), ("face",), ("host", "face")])
            for pid in [await asyncio.to_thread(getattr, terminal, who) for who in dying]:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        await asyncio.sleep(1.0)
        for voice in voices:
            voice.cancel()
    return acknowledged


async def _talk(voice: int, address: HostAddress, acknowledged: dict[str, str]) -> None:
    sender = Sender(address, patience=30)
    try:
        for n in range(1_000_000):
            id_, text = f"v{voice}-{n}", f"Voix {voice}, idée {n}"
            answer = await sender.send("submit-idea", id=id_, text=text, column="Ailleurs")
            assert isinstance(answer, Accepted), answer
            acknowledged[id_] = text
            await asyncio.sleep(0.01)
    finally:
        await sender.close()


def _check(hosted: Hosted, acknowledged: dict[str, str]) -> None:
    kept = ideas_on_disk(hosted.folder)
    assert {id_: kept.get(id_) for id_ in acknowledged} == acknowledged
    assert len(kept) <= len(acknowledged) + VOICES, "more ideas than were given"
    state = load_state(hosted.folder)
    run = state.runs[state.phase]
    assert run.started_at is not None
    assert abs(elapsed(run, wall_time()) - (time.time() - run.started_at)) < 0.2


def _check_the_time(hosted: Hosted, terminal: Supervised) -> None:
    state = load_state(hosted.folder)
    shown = re.search(r"reste (\d\d):(\d\d)", terminal.text())
    assert shown, terminal.text()
    left = remaining(state.runs[state.phase], wall_time())
    assert abs(int(shown[1]) * 60 + int(shown[2]) - left) < 2
