from __future__ import annotations

import asyncio
import json
import threading
from pathlib import Path

import pytest
from tinydb import TinyDB

from facilitator.engine.commands import EraseParticipant, Join, NextPhase
from facilitator.live import record
from facilitator.live.record import keep_record
from facilitator.store import forgetting, results
from facilitator.store.journal import Journal
from facilitator.store.paths import DataFolder, SessionFolder
from tests.harness.hosting import idea, started


async def test_the_record_is_there_when_a_phase_ends_and_when_all_ends(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    async with started(tmp_path) as session, asyncio.TaskGroup() as tasks:
        tasks.create_task(keep_record(session, data))
        await session.live.dispatch(idea("a", "Publier les données"))
        await session.live.dispatch(NextPhase())
        async with asyncio.timeout(5):
            while "Publier" not in _read(session.folder.results):
                await asyncio.sleep(0.01)
        await session.live.dispatch(idea("b", "Ranger le tableur"))
        session.live.feed.close()

    with TinyDB(session.folder.results) as database:
        assert [row["text"] for row in database.table("ideas")] == ["Publier les données", "Ranger le tableur"]
    (card,) = json.loads(data.library.read_text(encoding="ascii"))["_default"].values()
    assert card["counts"]["ideas"] == 2


async def test_the_session_never_waits_for_its_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writing, go_on = threading.Event(), threading.Event()

    def slow(folder: Path, state: object) -> None:
        writing.set()
        assert go_on.wait(10)

    monkeypatch.setattr(results, "write_results", slow)
    async with started(tmp_path) as session, asyncio.TaskGroup() as tasks:
        tasks.create_task(keep_record(session, DataFolder(tmp_path / "data")))
        while not writing.is_set():
            await asyncio.sleep(0.005)
        async with asyncio.timeout(1):
            await session.live.dispatch(idea("a"))
        go_on.set()
        session.live.feed.close()


async def test_a_record_that_cannot_be_written_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(folder: Path, state: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(results, "write_results", refused)
    async with started(tmp_path) as session, asyncio.TaskGroup() as tasks:
        tasks.create_task(keep_record(session, DataFolder(tmp_path / "data")))
        await session.live.dispatch(idea("a"))
        session.live.feed.close()

    assert "a" in session.live.durable.ideas


async def test_who_leaves_while_somebody_else_is_being_erased_is_erased_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    erasing, go_on = threading.Event(), threading.Event()
    at_once = forgetting.forget_the_departed

    def slowly(folder: SessionFolder, journal: Journal) -> None:
        at_once(folder, journal)
        erasing.set()
        assert go_on.wait(10)

    monkeypatch.setattr(forgetting, "forget_the_departed", slowly)
    monkeypatch.setattr(record, "REST", 0.0)
    async with started(tmp_path) as session, asyncio.TaskGroup() as tasks:
        for who in ("first-to-go", "next-to-go"):
            await session.live.dispatch(Join(who))
        tasks.create_task(keep_record(session, DataFolder(tmp_path / "data")))
        await session.live.dispatch(EraseParticipant("first-to-go"))
        await asyncio.to_thread(erasing.wait, 10)
        await session.live.dispatch(EraseParticipant("next-to-go"))
        go_on.set()
        async with asyncio.timeout(5):
            while "-to-go" in session.folder.journal.read_text(encoding="utf-8"):
                await asyncio.sleep(0.01)
        session.live.feed.close()


async def test_who_comes_and_leaves_again_and_again_makes_no_work_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    erased: list[int] = []
    at_once = forgetting.forget_the_departed

    def counted(folder: SessionFolder, journal: Journal) -> None:
        at_once(folder, journal)
        erased.append(session.live.durable.erased)

    monkeypatch.setattr(forgetting, "forget_the_departed", counted)
    monkeypatch.setattr(record, "REST", 1e9)
    async with started(tmp_path) as session, asyncio.TaskGroup() as tasks:
        tasks.create_task(keep_record(session, DataFolder(tmp_path / "data")))
        for number in range(20):
            await session.live.dispatch(Join(f"prankster-{number}"))
            await session.live.dispatch(EraseParticipant(f"prankster-{number}"))
            async with asyncio.timeout(10):
                while not erased:
                    await asyncio.sleep(0.01)
        assert len(erased) == 1
        session.live.feed.close()

    assert len(erased) == 2
    assert "prankster" not in session.folder.journal.read_text(encoding="utf-8")


def _read(path: Path) -> str:
    return path.read_text(encoding="ascii") if path.exists() else ""
