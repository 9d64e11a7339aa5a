from __future__ import annotations

import asyncio
import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.engine.commands import AddPhase, TellApart, Undo
from facilitator.engine.suggestions import Twins
from facilitator.live.lookout import News
from facilitator.live.noticing import keep_noticing
from facilitator.live.opening import OpenSession
from tests.engine.play import Play
from tests.harness.hosting import idea, started
from tests.harness.processes import children

PATIENCE = 60
"""Whoever looks comes after everybody else on a busy machine, then rests for four times as long."""
ANSWERS = """
import pickle, sys
def answer(what):
    sys.stdout.buffer.write(pickle.dumps(what)); sys.stdout.flush(); sys.stdin.buffer.read()
answer"""


def _somebody_who(does: str) -> Callable[..., list[str]]:
    return lambda *_: [sys.executable, "-c", does]


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

        await session.live.dispatch(idea("c", "Publier les données du budget..."))
        await _pairs(session, {("a", "c"), ("b", "c")})
        await session.live.dispatch(Undo())
        await _pairs(session, set())
        session.live.feed.close()


async def test_a_sort_that_is_added_is_looked_at_without_waiting_for_one_more_idea(tmp_path: Path) -> None:
    async with started(tmp_path) as session, asyncio.TaskGroup() as tasks:
        await session.live.dispatch(idea("a", "Publier les données du budget"))
        await session.live.dispatch(idea("b", "Publier les données du budget !"))
        tasks.create_task(keep_noticing(session.live, session.presence))
        await _pairs(session, {("a", "b")})

        await session.live.dispatch(AddPhase("tri", "Ranger", "group"))

        async with asyncio.timeout(PATIENCE):
            while (found := session.presence.room.suggestions) is None or found.phase != "tri":
                await asyncio.sleep(0.01)
        session.live.feed.close()


async def test_nobody_waits_for_a_look_and_least_of_all_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facilitator.live.lookout.python", _somebody_who("import time; time.sleep(600)"))
    others = set(children(os.getpid()))
    async with started(tmp_path) as session, asyncio.timeout(PATIENCE), asyncio.TaskGroup() as tasks:
        await session.live.dispatch(idea("a"))
        await session.live.dispatch(idea("b"))
        noticing = tasks.create_task(keep_noticing(session.live, session.presence))
        while not set(children(os.getpid())) - others:
            await asyncio.sleep(0.005)
        async with asyncio.timeout(1):
            await session.live.dispatch(idea("c"))
        session.live.feed.close()
        await noticing
    assert set(children(os.getpid())) <= others


@pytest.mark.parametrize("fall", ["raise SystemExit(1)", f"{ANSWERS}(ArithmeticError('what went wrong'))"])
async def test_a_look_that_fails_ends_nothing(
    fall: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("facilitator.live.lookout.python", _somebody_who(fall))
    with caplog.at_level(logging.WARNING):
        async with started(tmp_path) as session, asyncio.timeout(PATIENCE), asyncio.TaskGroup() as tasks:
            tasks.create_task(keep_noticing(session.live, session.presence))
            await session.live.dispatch(idea("a", "Publier les données"))
            await session.live.dispatch(idea("b", "Publier les données !"))
            while "could not be told" not in caplog.text:
                await asyncio.sleep(0.005)
            monkeypatch.undo()
            await session.live.dispatch(idea("c", "Publier les données."))
            await _pairs(session, {("a", "b"), ("a", "c"), ("b", "c")})
            session.live.feed.close()
    assert "SystemExit" in fall or "what went wrong" in caplog.text


def test_whoever_looks_for_a_host_that_is_gone_stops_in_the_middle() -> None:
    state = Play().at("cartes").idea("a").state
    text = "Publier les données du budget de la ville"
    ideas = tuple(replace(state.ideas["a"], id=f"i{n}", text=f"{text} {n}") for n in range(5_000))
    process = subprocess.Popen(
        [sys.executable, "-m", "facilitator.live.lookout"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with process:
        told, _ = process.communicate(pickle.dumps(News(state, ideas, ())))
    assert told == b"" and process.returncode == 0
