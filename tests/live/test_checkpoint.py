"""A checkpoint is believed when every byte of what it was made from still stands, and only then.

It is told apart from the journal by what only it says: a head count that nobody gave.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from facilitator.engine.commands import CountHeads, RewordPhase, StartPhase, Undo
from facilitator.engine.state import SessionState
from facilitator.live.opening import OpenSession
from facilitator.live.record import keep_record
from facilitator.store import checkpoint
from facilitator.store.checkpoint import Checkpoint, write_checkpoint
from facilitator.store.paths import DataFolder, SessionFolder
from facilitator.store.segments import encode_line
from tests.harness.hosting import idea, opened, started

NOBODY_SAID = 4321


async def left(tmp_path: Path) -> tuple[SessionFolder, SessionState]:
    """A session that was closed after its checkpoint said something more than its journal."""
    async with started(tmp_path) as session:
        for name in "abcde":
            await session.live.dispatch(idea(name))
        state, mark = session.live.durable, session.journal.mark
        assert mark is not None
        write_checkpoint(session.folder, Checkpoint(replace(state, head_count=NOBODY_SAID), mark))
    return session.folder, state


async def test_words_changed_in_the_meantime_are_known_from_it(tmp_path: Path) -> None:
    async with started(tmp_path) as session:
        await session.live.dispatch(RewordPhase(question="Et lundi ?"))
        state, mark = session.live.durable, session.journal.mark
        assert mark is not None
        write_checkpoint(session.folder, Checkpoint(replace(state, head_count=NOBODY_SAID), mark))

    async with opened(tmp_path) as session:
        assert session.live.durable == replace(state, head_count=NOBODY_SAID)
        assert session.live.durable.script.find("idees").question == "Et lundi ?"


@asynccontextmanager
async def recorded(folder: Path) -> AsyncGenerator[OpenSession]:
    """The session alive, its record and checkpoints kept."""
    async with opened(folder) as session, asyncio.TaskGroup() as tasks:
        tasks.create_task(keep_record(session, DataFolder(folder / "data")))
        yield session
        session.live.feed.close()


async def test_what_a_checkpoint_knows_is_not_read_again(tmp_path: Path) -> None:
    _folder, state = await left(tmp_path)

    async with opened(tmp_path) as session:
        assert session.live.durable == replace(state, head_count=NOBODY_SAID)
        assert session.presence.room.notices == ()


async def test_what_came_after_it_is(tmp_path: Path) -> None:
    await left(tmp_path)
    async with opened(tmp_path) as session:
        await session.live.dispatch(idea("late"))

    async with opened(tmp_path) as session:
        assert list(session.live.durable.ideas) == [*"abcde", "late"]
        assert session.live.durable.head_count == NOBODY_SAID


def _flipped(byte: int) -> Callable[[SessionFolder], None]:
    def flip(folder: SessionFolder) -> None:
        content = bytearray(folder.journal.read_bytes())
        content[byte] ^= 1
        folder.journal.write_bytes(content)

    return flip


def _cut(folder: SessionFolder) -> None:
    folder.journal.write_bytes(b"".join(folder.journal.read_bytes().splitlines(keepends=True)[:-1]))


def _continued_elsewhere(folder: SessionFolder) -> None:
    (folder.path / "journal-2.jsonl").write_bytes(encode_line({"format": 1, "segment": 2, "after": 4}))


def _script_changed(folder: SessionFolder) -> None:
    folder.script.write_bytes(folder.script.read_bytes() + b"\n")


def _checkpoint_with(change: Callable[[bytes], bytes]) -> Callable[[SessionFolder], None]:
    def rewrite(folder: SessionFolder) -> None:
        folder.checkpoint.write_bytes(change(folder.checkpoint.read_bytes()))

    return rewrite


@pytest.mark.parametrize(
    "happened",
    [
        _flipped(20),
        _flipped(-300),
        _flipped(-2),
        _cut,
        _continued_elsewhere,
        _script_changed,
        _checkpoint_with(lambda held: held.replace(b"4321", b"4322")),
        _checkpoint_with(lambda held: held[: len(held) // 2]),
        _checkpoint_with(lambda held: held.splitlines(keepends=True)[0] + encode_line({"ideas": ["Path", "/"]})),
        _checkpoint_with(lambda held: b""),
        lambda folder: folder.checkpoint.unlink(),
    ],
    ids=["header", "middle", "end", "cut", "segment", "script", "rot", "half", "foreign", "empty", "gone"],
)
async def test_whatever_happened_to_the_files_the_journal_is_read_whole(
    tmp_path: Path, happened: Callable[[SessionFolder], None]
) -> None:
    folder, state = await left(tmp_path)
    happened(folder)

    async with opened(tmp_path) as session:
        assert session.live.durable.head_count is None
        assert set(session.live.durable.ideas) <= set(state.ideas)


def test_all_that_leads_to_a_state_counts_as_the_version() -> None:
    reading = "import sys, facilitator.store.opening, facilitator.store.codec, facilitator.engine.reduce\n"
    told = "print(*(name for name in sys.modules if name.startswith(('facilitator.engine.', 'facilitator.store.'))))"
    loaded = subprocess.run([sys.executable, "-c", reading + told], capture_output=True, text=True, check=True)

    rooms = {name.rpartition(".")[0] for name in loaded.stdout.split()} - {"facilitator"}
    known = {"facilitator." + room.replace("/", ".") for room in checkpoint.ROOMS}
    assert {"facilitator.engine", "facilitator.store"} < rooms <= known


async def test_a_session_with_nothing_new_opens_without_loading_all_that_may_happen(tmp_path: Path) -> None:
    folder, _state = await left(tmp_path)
    opening = "import sys\nfrom pathlib import Path\nfrom facilitator.live.opening import resume\n"
    opening += "from facilitator.store.paths import SessionFolder\n"
    opening += f"session = resume(SessionFolder(Path({str(folder.path)!r})), lambda call: call())\n"
    opening += "print(session.live.durable.head_count, 'facilitator.engine.events' in sys.modules)\n"
    opened = subprocess.run([sys.executable, "-c", opening], capture_output=True, text=True, check=True)

    assert opened.stdout.split() == [str(NOBODY_SAID), "False"]


async def test_another_version_reads_the_journal_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _folder, state = await left(tmp_path)
    monkeypatch.setattr(checkpoint, "_code", lambda: "another")

    async with opened(tmp_path) as session:
        assert session.live.durable == state


async def test_damage_is_told_at_each_opening_and_never_stepped_over(tmp_path: Path) -> None:
    folder, _state = await left(tmp_path)
    _flipped(-300)(folder)

    for _time in range(2):
        async with recorded(tmp_path) as session:
            assert len(session.presence.room.notices) == 2  # a damaged line, and the entry that it held
            assert session.journal.mark is None


async def test_damage_after_a_checkpoint_is_told_by_its_line(tmp_path: Path) -> None:
    folder, _state = await left(tmp_path)
    async with opened(tmp_path) as session:
        await session.live.dispatch(idea("f"))
        await session.live.dispatch(idea("g"))
    _flipped(-300)(folder)

    async with opened(tmp_path) as session:
        assert "ligne 8" in " ".join(session.presence.room.notices)
        assert session.live.durable.head_count == NOBODY_SAID
        assert "g" in session.live.durable.ideas
        assert "f" not in session.live.durable.ideas


async def test_gestures_are_undone_after_opening_from_a_checkpoint(tmp_path: Path) -> None:
    async with recorded(tmp_path) as session:
        await session.live.dispatch(StartPhase())
        for count in range(1, 25):
            await session.live.dispatch(CountHeads(count))
    assert session.folder.checkpoint.stat().st_mode & 0o777 == 0o600

    async with opened(tmp_path) as session:
        for _gesture in range(20):
            await session.live.dispatch(Undo())
        assert session.live.durable.head_count == 4


async def test_a_long_phase_leaves_a_checkpoint_on_its_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitator.live.record._FAR", 3)
    async with recorded(tmp_path) as session:
        await session.live.dispatch(StartPhase())
        for name in "abcdefgh":
            await session.live.dispatch(idea(name))
        async with asyncio.timeout(5):
            while '"d"' not in _held(session):
                await asyncio.sleep(0.01)
            assert session.live.durable.phase == "idees"


async def test_a_checkpoint_that_cannot_be_written_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facilitator.store.checkpoint.pack", lambda value: 1 / 0)
    async with recorded(tmp_path) as session:
        await session.live.dispatch(StartPhase())

    assert not session.folder.checkpoint.exists()
    assert session.folder.results.exists()


def _held(session: OpenSession) -> str:
    with suppress(FileNotFoundError):
        return session.folder.checkpoint.read_text(encoding="utf-8")
    return ""
