from __future__ import annotations

import asyncio
import errno
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from facilitator.engine.commands import EditIdea, NextPhase, Pause, StartPhase, Undo
from facilitator.engine.decide import Refused
from facilitator.live.session import Unsaved
from facilitator.store.opening import load_state
from tests.harness.hosting import idea, opened, started


class Disk:
    """The disk's `fdatasync`, which fails or waits when told."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.failures = 0
        self.calls = 0
        self._sync = os.fdatasync
        patch.setattr(os, "fdatasync", self)

    def __call__(self, descriptor: int) -> None:
        self.calls += 1
        if self.failures:
            self.failures -= 1
            raise OSError(errno.EIO, "Input/output error")
        self._sync(descriptor)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


async def test_what_is_answered_is_on_the_disk(tmp_path: Path) -> None:
    async with started(tmp_path) as session:
        assert await session.live.dispatch(idea("a", "Les chiffres arrivent trop tard.")) == 2

        assert load_state(session.folder.path) == session.live.durable
        assert session.live.durable.ideas["a"].text == "Les chiffres arrivent trop tard."


async def test_nothing_is_shown_before_it_is_on_the_disk(tmp_path: Path) -> None:
    async with started(tmp_path) as session:
        asking = asyncio.gather(session.live.dispatch(idea("a")))
        await asyncio.sleep(0)

        assert "a" in session.live.state.ideas
        assert "a" not in session.live.durable.ideas
        await asking
        assert "a" in session.live.durable.ideas


async def test_while_a_crowd_speaks_the_next_one_is_expected_but_not_after_a_single_voice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    monkeypatch.setattr("facilitator.live.session.time", SimpleNamespace(monotonic=lambda: now))
    async with started(tmp_path) as session:
        await session.live.dispatch(idea("alone"))
        after_one = session.live.is_busy
        await asyncio.gather(*(session.live.dispatch(idea(f"i{n}")) for n in range(20)))
        after_twenty = session.live.is_busy
        now += 0.02

        assert (after_one, after_twenty, session.live.is_busy) == (False, True, False)
        await session.live.dispatch(idea("last"))
        assert not session.live.is_busy


async def test_what_gathers_while_the_disk_works_is_written_at_once(tmp_path: Path, disk: Disk) -> None:
    async with started(tmp_path) as session:
        before = disk.calls
        seqs = await asyncio.gather(*(session.live.dispatch(idea(f"i{n}")) for n in range(200)))

        assert seqs == list(range(2, 202))
        assert disk.calls - before < 20


async def test_a_refusal_leaves_everything_as_it_was(tmp_path: Path) -> None:
    async with opened(tmp_path) as session:
        before = session.live.state
        with pytest.raises(Refused):
            await session.live.dispatch(NextPhase())

        assert session.live.state is before


async def test_an_idea_sent_twice_counts_once_and_both_are_answered(tmp_path: Path) -> None:
    async with started(tmp_path) as session:
        assert await asyncio.gather(*(session.live.dispatch(idea("a")) for _ in range(3))) == [2, 2, 2]

        assert list(session.live.durable.ideas) == ["a"]
        assert await session.live.dispatch(idea("a")) == 2


async def test_what_the_disk_refuses_never_happened(tmp_path: Path, disk: Disk) -> None:
    async with started(tmp_path) as session:
        before = session.live.durable
        disk.failures = 1
        with pytest.raises(Unsaved):
            await session.live.dispatch(idea("a"))

        assert session.live.state is session.live.durable is before
        assert load_state(session.folder.path) == before
        assert await session.live.dispatch(idea("a")) == 2


async def test_a_repeat_of_what_the_disk_refuses_is_refused_too(tmp_path: Path, disk: Disk) -> None:
    async with started(tmp_path) as session:
        disk.failures = 1
        outcomes = await asyncio.gather(*(session.live.dispatch(idea("a")) for _ in range(2)), return_exceptions=True)

        assert [type(outcome) for outcome in outcomes] == [Unsaved, Unsaved]


async def test_all_that_stood_on_a_refused_entry_falls_with_it_and_nothing_else(tmp_path: Path, disk: Disk) -> None:
    async with started(tmp_path) as session:
        outcomes: dict[str, int | BaseException] = {}

        async def give(name: str) -> None:
            try:
                outcomes[name] = await session.live.dispatch(idea(name))
            except Unsaved as error:
                outcomes[name] = error

        async with asyncio.TaskGroup() as tasks:
            for n in range(300):
                if n % 60 == 30:
                    disk.failures = 1
                tasks.create_task(give(f"i{n}"))
                await asyncio.sleep(0.0005 * (n % 3))

        kept = {name for name, outcome in outcomes.items() if isinstance(outcome, int)}
        assert len(kept) < 300, "the disk never failed"
        assert set(session.live.durable.ideas) == kept
        assert load_state(session.folder.path) == session.live.durable == session.live.state


async def test_the_room_is_told_when_the_disk_refuses_and_when_it_works_again(tmp_path: Path, disk: Disk) -> None:
    async with started(tmp_path) as session:
        disk.failures = 1
        with pytest.raises(Unsaved):
            await session.live.dispatch(idea("a"))
        (refused,) = session.presence.room.notices
        assert "refusé" in refused

        await session.live.dispatch(idea("a"))

        async with asyncio.timeout(10):
            while "à nouveau" not in session.presence.room.notices[-1]:
                await asyncio.sleep(0.005)
        assert len(session.presence.room.notices) == 1


async def test_undo_reaches_behind_a_restart(tmp_path: Path) -> None:
    async with started(tmp_path) as session:
        await session.live.dispatch(Pause())
    async with opened(tmp_path) as session:
        await session.live.dispatch(Undo())

        assert session.live.durable.runs["idees"].since is not None


async def test_a_face_that_knows_an_entry_gets_only_what_was_touched_since(tmp_path: Path) -> None:
    async with started(tmp_path) as session:
        for name in ("a", "b", "c"):
            await session.live.dispatch(idea(name))
        seen = session.live.durable.seq
        await session.live.dispatch(EditIdea("b", "Autrement dit"))
        await session.live.dispatch(idea("d"))

        assert session.live.touched.since(seen) == ("b", "d")
        assert session.live.touched.since(session.live.durable.seq) == ()


async def test_after_a_restart_a_face_gets_everything(tmp_path: Path) -> None:
    async with started(tmp_path) as session:
        await session.live.dispatch(idea("a"))
        await session.live.dispatch(idea("b"))
    async with opened(tmp_path) as session:
        assert session.live.touched.since(2) is None


async def test_a_second_start_is_refused_in_the_words_of_the_engine(tmp_path: Path) -> None:
    async with started(tmp_path) as session:
        with pytest.raises(Refused, match="déjà"):
            await session.live.dispatch(StartPhase())


async def test_who_stops_waiting_has_asked_all_the_same(tmp_path: Path) -> None:
    async with started(tmp_path) as session:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0):
                await session.live.dispatch(idea("a"))
        await session.live.dispatch(idea("b"))

        assert list(session.live.durable.ideas) == ["a", "b"]
