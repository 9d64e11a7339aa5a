"""Clocks that are set, laptops that sleep, nights when the hour changes: phases and documents stay right."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from facilitator.engine.commands import EndSession, NextPhase
from facilitator.engine.state import SessionState
from facilitator.engine.synthesis import report
from facilitator.engine.timebox import elapsed, remaining
from facilitator.exporters import export
from facilitator.live import clock
from facilitator.live.opening import OpenSession
from facilitator.steady import steady
from facilitator.store.opening import load_state
from facilitator.store.results import write_results
from tests.harness.hosting import idea, opened, started
from tests.live.test_warden import until, watched
from tests.sample import START, play

HOUR = 3600.0
USUAL = -round((datetime.fromtimestamp(START).astimezone().utcoffset() or timedelta()) / timedelta(hours=1))
"""Hours from here to UTC, as TZ says them."""
DURATIONS = re.compile(r"\| (\d+ min) \| (\d+ min \d\d) \|")


class Machine:
    """This machine's clocks, ahead of themselves by as much as a test wants."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.wall = self.asleep = 0.0
        wall = clock.wall_time
        patch.setattr(clock, "wall_time", lambda: wall() + self.wall + self.asleep)
        patch.setattr(clock, "steady", lambda: steady() + self.asleep)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


def assert_in_order(state: SessionState, folder: Path) -> None:
    """Nothing ends before it began, in the state and in the file that others read."""
    write_results(folder, state)
    tables = json.loads((folder / "session.json").read_bytes())
    times = [phase[name] for phase in tables["timeline"].values() for name in ("started", "ended") if phase[name]]
    assert times == sorted(times)
    assert export(report(state), "md") and export(report(state), "ics")


async def on_to_the_rounds(session: OpenSession) -> None:
    await session.live.dispatch(idea("a"))
    await session.live.dispatch(NextPhase())
    assert session.live.durable.phase == "tours"


async def test_a_laptop_asleep_for_an_hour_wakes_in_the_last_round_and_says_so(
    tmp_path: Path, machine: Machine
) -> None:
    async with started(tmp_path) as session:
        await on_to_the_rounds(session)
        async with watched(session):
            machine.asleep = HOUR
            session.live.feed.publish()
            await until(lambda: session.live.durable.runs["tours"].round == 2)
        run, now = session.live.durable.runs["tours"], session.live.clock.now()

        assert session.presence.room.slept == pytest.approx(HOUR, abs=5)
        assert elapsed(run, now) == pytest.approx(HOUR, abs=5)
        assert remaining(run, now) == pytest.approx(12 * 60 - HOUR, abs=5)
        await session.live.dispatch(NextPhase())
        await session.live.dispatch(EndSession())
        assert_in_order(session.live.durable, session.folder.path)


@pytest.mark.parametrize("set_by", [-3 * HOUR, -20.0, 40.0, 3 * HOUR])
async def test_a_clock_that_is_set_moves_no_phase(tmp_path: Path, machine: Machine, set_by: float) -> None:
    async with started(tmp_path) as session:
        await on_to_the_rounds(session)
        before = session.live.clock.now()
        machine.wall = set_by
        assert session.live.clock.now() == pytest.approx(before, abs=5)
        async with watched(session):
            await session.live.dispatch(NextPhase())
        assert session.live.durable.runs["fin"].started_at == pytest.approx(before, abs=5)
        assert_in_order(session.live.durable, session.folder.path)


async def test_a_clock_set_back_while_no_host_runs_takes_nothing_back(tmp_path: Path, machine: Machine) -> None:
    async with started(tmp_path) as session:
        await on_to_the_rounds(session)
    machine.wall = -3 * HOUR
    async with opened(tmp_path) as session:
        run = session.live.durable.runs["tours"]
        assert 0 <= elapsed(run, session.live.clock.now()) < 5
        await session.live.dispatch(NextPhase())
        await session.live.dispatch(EndSession())
        assert_in_order(session.live.durable, session.folder.path)
    assert load_state(session.folder.path).status == "ended"


@pytest.fixture
def in_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Has this machine be somewhere else."""

    def move(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


def _turning(hours: int) -> str:
    """A zone whose clocks are set by so much half an hour after the workshop has begun."""
    turns = datetime.fromtimestamp(START).astimezone() + timedelta(minutes=30)
    day = turns.timetuple().tm_yday - (turns.year % 4 == 0 and turns.month > 2)
    at = f"J{day}/{turns:%H:%M}"
    if hours > 0:
        return f"AAA{USUAL}BBB{USUAL - 1},{at},J365/23:00"
    return f"AAA{USUAL + 1}BBB{USUAL},J1/0,{at}"


@pytest.mark.parametrize(
    ("zone", "began", "ended"),
    [
        pytest.param(f"AAA{USUAL - 8}:30", "0 h 31", "1 h 19", id="on the other side of midnight"),
        pytest.param(_turning(+1), "16 h 01", "17 h 49", id="to summer time"),
        pytest.param(_turning(-1), "16 h 01", "15 h 49", id="to winter time"),
    ],
)
def test_documents_tell_the_same_lengths_whatever_the_clocks_do(
    in_zone: Callable[[str], None], zone: str, began: str, ended: str
) -> None:
    told = report(play().state)
    usual = {name: export(told, name) for name in ("json", "ics", "md")}
    in_zone(zone)
    now = {name: export(told, name) for name in usual}

    assert now["json"] == usual["json"]
    assert now["ics"].split(b"DTSTART")[1] == usual["ics"].split(b"DTSTART")[1]
    lengths = DURATIONS.findall(usual["md"].decode().replace("\u00a0", " ").replace("\u202f", " "))
    text = now["md"].decode().replace("\u00a0", " ").replace("\u202f", " ")
    assert DURATIONS.findall(text) == lengths and len(lengths) == 8
    assert f"de {began} à {ended}" in text


async def test_a_workshop_over_midnight_is_one_workshop(tmp_path: Path, machine: Machine) -> None:
    midnight = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    machine.wall = midnight.timestamp() - time.time() - 600
    async with started(tmp_path) as session:
        machine.asleep = 1200
        await on_to_the_rounds(session)
        await session.live.dispatch(EndSession())
        state = session.live.durable
        assert state.started_at is not None and state.ended_at is not None
        assert state.started_at < midnight.timestamp() < state.ended_at
        assert_in_order(state, session.folder.path)
