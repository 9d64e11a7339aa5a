from __future__ import annotations

import asyncio
import logging
import threading
from pathlib import Path

import pytest

from facilitator.engine.commands import TellApart
from facilitator.engine.state import SessionState
from facilitator.engine.suggestions import Attention, Suggestions, Twins
from facilitator.live.noticing import keep_noticing
from facilitator.live.opening import OpenSession
from tests.harness.hosting import idea, started

PATIENCE = 10


async def _pairs(session: OpenSession, wanted: set[tuple[str, str]]) -> None:
    async with asyncio.timeout(PATIENCE):
        while {(pair.one, pair.other) for pair in _noticed(session)} != wanted:
            await asyncio.sleep(0.01)


def _noticed(session: OpenSession) -> tuple[Twins, ...]:
    found = session.presence.room.suggestions
    return found.twins if found else ()


async def test_ideas_that_look_alike_are_told_as_they_come(tmp_path: Path) -> None:
    async with started(tmp_path) as session, asyncio.TaskGroup() as tasks:
        tasks.create_task(keep_noticing(session.live, session.presence))
        await session.live.dispatch(idea("a", "Publier les données du budget"))
        await session.live.dispatch(idea("b", "Publier les données du budget !"))
        await _pairs(session, {("a", "b")})

        await session.live.dispatch(TellApart("a", "b"))
        await _pairs(session, set())
        session.live.feed.close()


async def test_nobody_waits_for_a_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looking, go_on = threading.Event(), threading.Event()

    def slow(self: Attention, state: SessionState, breathe: object) -> Suggestions:
        looking.set()
        assert go_on.wait(PATIENCE)
        return Suggestions()

    monkeypatch.setattr(Attention, "look", slow)
    async with started(tmp_path) as session, asyncio.TaskGroup() as tasks:
        tasks.create_task(keep_noticing(session.live, session.presence))
        while not looking.is_set():
            await asyncio.sleep(0.005)
        async with asyncio.timeout(1):
            await session.live.dispatch(idea("a"))
        go_on.set()
        session.live.feed.close()


async def test_a_look_that_fails_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(self: Attention, state: SessionState, breathe: object) -> Suggestions:
        raise ArithmeticError

    monkeypatch.setattr(Attention, "look", broken)
    with caplog.at_level(logging.WARNING):
        async with started(tmp_path) as session, asyncio.TaskGroup() as tasks:
            tasks.create_task(keep_noticing(session.live, session.presence))
            async with asyncio.timeout(PATIENCE):
                while "could not be told" not in caplog.text:
                    await asyncio.sleep(0.005)
            await session.live.dispatch(idea("a"))
            session.live.feed.close()
