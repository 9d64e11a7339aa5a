from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.engine.commands import NextPhase, Pause, SayThanks, StartPhase
from facilitator.live.clock import Clock
from facilitator.live.opening import OpenSession
from facilitator.live.warden import keep_watch
from tests.harness.hosting import opened, started

FAST = 240 / 0.25
"""A round of four minutes lasts a quarter of a second."""


PROMPTED = """
format = 1
[workshop]
title = "Petit atelier"
start = "16:00"
end = "16:25"

[prompts]
mode = "{mode}"
first_after_seconds = 60
every_seconds = 100

[[phase]]
id = "dire"
title = "Dire"
kind = "talk"
minutes = 20
prompts = ["Et chez vous ?", "Et lundi ?", "Et si on ratait ?", "Encore une ?"]

[[phase]]
id = "fin"
title = "Fin"
kind = "talk"
minutes = 5
"""


@asynccontextmanager
async def watched(session: OpenSession) -> AsyncGenerator[None]:
    async with asyncio.TaskGroup() as tasks:
        watch = tasks.create_task(keep_watch(session.live, session.presence))
        yield
        watch.cancel()


async def until(happens: Callable[[], bool], seconds: float = 5.0) -> None:
    async with asyncio.timeout(seconds):
        while not happens():
            await asyncio.sleep(0.005)


async def test_each_round_begins_where_the_one_before_ends(tmp_path: Path) -> None:
    async with started(tmp_path, speed=FAST) as session, watched(session):
        await session.live.dispatch(NextPhase())
        await until(lambda: session.live.durable.runs["tours"].round == 2)

        assert session.live.durable.runs["tours"].round_from == 480


async def test_a_round_begins_within_fifty_milliseconds_of_its_time(tmp_path: Path) -> None:
    async with started(tmp_path, speed=FAST) as session, watched(session):
        await session.live.dispatch(NextPhase())
        began = session.live.durable.runs["tours"].since
        assert began is not None
        await until(lambda: session.live.durable.runs["tours"].round == 1)

        late = session.live.clock.real_seconds(session.live.durable.at - (began + 240))
        assert 0 <= late <= 0.05


async def test_a_paused_round_waits(tmp_path: Path) -> None:
    async with started(tmp_path, speed=FAST) as session, watched(session):
        await session.live.dispatch(NextPhase())
        await session.live.dispatch(Pause())
        await asyncio.sleep(0.4)
        assert session.live.durable.runs["tours"].round == 0
        await session.live.dispatch(StartPhase())

        await until(lambda: session.live.durable.runs["tours"].round == 1)


async def test_rounds_missed_by_a_dead_host_are_caught_up(tmp_path: Path) -> None:
    async with started(tmp_path, speed=FAST) as session:
        await session.live.dispatch(NextPhase())
    await asyncio.sleep(0.6)
    async with opened(tmp_path) as session, watched(session):
        await until(lambda: session.live.durable.runs["tours"].round == 2, seconds=0.2)


async def test_the_watch_ends_with_the_session(tmp_path: Path) -> None:
    async with started(tmp_path) as session:
        async with asyncio.timeout(1), asyncio.TaskGroup() as tasks:
            tasks.create_task(keep_watch(session.live, session.presence))
            await asyncio.sleep(0)
            session.live.feed.close()


async def test_a_machine_that_slept_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with started(tmp_path) as session:
        naps = [600.0]
        monkeypatch.setattr(Clock, "slept", lambda clock: naps.pop() if naps else 0.0)
        async with watched(session):
            await until(lambda: bool(session.presence.room.notices))

        assert "10 minutes" in session.presence.room.notices[0]
        assert session.presence.room.slept == 600
        session.presence.forget_nap()
        assert (session.presence.room.slept, session.presence.room.notices) == (0, ())


async def test_prompts_that_may_show_themselves_do_at_their_rhythm(tmp_path: Path) -> None:
    async with started(tmp_path, speed=FAST, script=PROMPTED.format(mode="show")) as session, watched(session):
        await until(lambda: session.live.durable.prompt == "Et lundi ?")
        first, second = session.live.durable.prompts_used.values()

        assert 60 <= first - (session.live.durable.started_at or 0)
        assert 100 <= second - first


async def test_prompts_that_are_only_suggested_wait_for_a_gesture(tmp_path: Path) -> None:
    async with started(tmp_path, speed=FAST, script=PROMPTED.format(mode="suggest")) as session, watched(session):
        await asyncio.sleep(0.4)
        assert session.live.durable.prompt == ""


async def test_no_prompt_shows_itself_while_a_phone_writes(tmp_path: Path) -> None:
    async with started(tmp_path, speed=FAST, script=PROMPTED.format(mode="show")) as session:
        session.presence.room = replace(session.presence.room, typing=1)
        async with watched(session):
            await asyncio.sleep(0.4)
            assert session.live.durable.prompt == ""
            session.presence.room = replace(session.presence.room, typing=0)
            await until(lambda: session.live.durable.prompt != "")


async def test_the_room_is_thanked_two_minutes_before_a_firm_end_and_nothing_stops(tmp_path: Path) -> None:
    async with started(tmp_path, speed=FAST) as session, watched(session):
        end = session.live.durable.planned_end
        assert end is not None
        await until(lambda: session.live.durable.thanks is True)

        assert 0 <= session.live.durable.at - (end - 120) <= FAST
        assert (session.live.durable.status, session.live.durable.phase) == ("running", "idees")
        await session.live.dispatch(SayThanks(False))
        await asyncio.sleep(0.1)
        assert session.live.durable.thanks is False
