from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from facilitator.engine.commands import Keep
from facilitator.live.opening import resume
from facilitator.store.journal import SessionLocked
from facilitator.store.opening import UnusableSession
from tests.harness.hosting import idea, opened, started


async def test_a_session_keeps_the_script_as_it_was_run(tmp_path: Path) -> None:
    async with opened(tmp_path) as session:
        (tmp_path / "petit.toml").write_text("changed", encoding="utf-8")

        assert 'title = "Petit atelier"' in session.folder.script.read_text(encoding="utf-8")


async def test_a_session_resumes_where_it_was_at_the_speed_it_had(tmp_path: Path) -> None:
    async with started(tmp_path, speed=12) as before:
        await before.live.dispatch(idea("a"))
    async with opened(tmp_path) as after:
        assert after.live.durable == before.live.durable
        assert after.presence.room.speed == after.live.clock.speed == 12
        then, now = before.live.clock.now(), after.live.clock.now()
        assert 0 <= now - then < 1


async def test_an_open_session_is_not_opened_twice(tmp_path: Path) -> None:
    async with opened(tmp_path) as session:
        with pytest.raises(SessionLocked):
            resume(session.folder, asyncio.get_running_loop().call_soon_threadsafe)


async def test_a_session_that_cannot_be_opened_is_let_go(tmp_path: Path) -> None:
    async with opened(tmp_path) as session:
        pass
    text = session.folder.script.read_text(encoding="utf-8")
    session.folder.script.write_text("[[", encoding="utf-8")
    with pytest.raises(UnusableSession):
        resume(session.folder, asyncio.get_running_loop().call_soon_threadsafe)
    session.folder.script.write_text(text, encoding="utf-8")

    async with opened(tmp_path):
        pass


async def test_a_damaged_line_costs_what_it_said_and_what_stood_on_it(tmp_path: Path) -> None:
    async with started(tmp_path) as session:
        for id_ in ("a", "b"):
            await session.live.dispatch(idea(id_))
        await session.live.dispatch(Keep("a", True))
    session.folder.checkpoint.unlink(missing_ok=True)
    damaged = session.folder.journal.read_bytes().replace(b'"id":"a","phase"', b'"id":"z","phase"')
    session.folder.journal.write_bytes(damaged)

    async with opened(tmp_path) as session:
        assert list(session.live.durable.ideas) == ["b"]
        assert "abîmée" in session.presence.room.notices[0]
        assert "laissé de côté" in session.presence.room.notices[-1]
        await session.live.dispatch(idea("c"))


async def test_what_was_cut_from_the_journal_is_told(tmp_path: Path) -> None:
    async with started(tmp_path) as session:
        await session.live.dispatch(idea("a"))
    with session.folder.journal.open("ab") as journal:
        journal.write(b'00000000 99 {"torn')

    async with opened(tmp_path) as session:
        assert len(session.presence.room.notices) == 1
        assert "coupée" in session.presence.room.notices[0]
        assert "a" in session.live.durable.ideas
