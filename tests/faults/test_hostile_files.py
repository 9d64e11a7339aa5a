"""Whatever stands where a file of ours should: a clear sentence, an exit code, nothing touched, and never a wait."""

from __future__ import annotations

import asyncio
import signal
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import Result

from facilitator.cli.sessions import reasons
from facilitator.engine.commands import Pause, StartPhase
from facilitator.live.opening import resume
from facilitator.live.reach import read_wishes
from facilitator.store.paths import DataFolder, SessionFolder
from facilitator.tui.console.library import shelf
from facilitator.tui.keymap import keymap_at
from tests.cli.test_check import run
from tests.faults.evil import SHAPES, picture, put
from tests.sample import keep, play

PATIENCE = 20
"""Seconds; a second is usual for the longest of them."""
KEPT = ("journal.jsonl", "session.json", "script.toml", "library.json")
"""What commands read; the host reads all the others."""
HELD = (*KEPT, "journal-2.jsonl", "checkpoint.jsonl", "door.json", "network.json")


@contextmanager
def never_waiting() -> Iterator[None]:
    """Who waits for a pipe or a device for ever is stopped."""

    def stop(*_: object) -> None:
        raise AssertionError("it waits for ever")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def kept(data: DataFolder) -> SessionFolder:
    return keep(play(until="tri"), data)


def place_of(name: str, kept: SessionFolder, data: DataFolder) -> Path:
    return data.library if name == "library.json" else kept.path / name


def controls_in(text: str) -> list[str]:
    return [letter for letter in text if unicodedata.category(letter) == "Cc" and letter != "\n"]


def assert_told(result: Result) -> None:
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    assert result.exit_code == 0 or result.output.strip()
    assert "Traceback" not in result.output
    assert not controls_in(result.output)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", KEPT)
def test_what_reads_kept_sessions_tells_what_is_wrong_and_touches_nothing(
    name: str, shape: str, kept: SessionFolder, data: DataFolder, tmp_path: Path
) -> None:
    put(shape, place_of(name, kept, data))
    before = picture(data.root)
    with never_waiting():
        source = str(kept.results) if name == "session.json" else kept.id
        for words in (["list"], ["export", source, "-o", str(tmp_path / "out.md")]):
            assert_told(run("--data", str(data.root), *words))
    assert picture(data.root) == before


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", HELD)
def test_a_session_opens_and_goes_on_or_says_why_not(
    name: str, shape: str, kept: SessionFolder, data: DataFolder
) -> None:
    place = place_of(name, kept, data)
    put(shape, place)
    before = picture(kept.path)

    refusals: tuple[type[Exception], ...] = (*reasons(), OSError)

    async def open_and_go_on() -> None:
        try:
            session = resume(kept, asyncio.get_running_loop().call_soon_threadsafe)
        except refusals as refusal:
            assert str(refusal)
            assert picture(kept.path).items() >= before.items()
            return
        try:
            read_wishes(kept.network)
            seq = session.live.durable.seq
            await session.live.dispatch(StartPhase() if session.live.durable.status == "lobby" else Pause())
            assert session.live.durable.seq == seq + 1
        finally:
            session.journal.close()

    with never_waiting():
        asyncio.run(open_and_go_on())


@pytest.mark.parametrize("shape", SHAPES)
def test_a_script_is_read_or_explained(shape: str, tmp_path: Path, kept: SessionFolder) -> None:
    mine = tmp_path / "scripts" / "mien.toml"
    mine.parent.mkdir()
    mine.write_bytes(kept.script.read_bytes())
    put(shape, mine)
    before = picture(mine.parent)
    with never_waiting():
        assert_told(run("check", str(mine)))
        assert shelf(DataFolder(tmp_path), mine.parent)
    assert picture(mine.parent) == before


@pytest.mark.parametrize("shape", SHAPES)
def test_keys_are_read_or_explained(shape: str, tmp_path: Path) -> None:
    keys = tmp_path / "keys.toml"
    keys.write_text('[keys]\n"session.undo" = "u"\n', encoding="utf-8")
    put(shape, keys)
    with never_waiting():
        assert not any(map(controls_in, keymap_at(keys, ()).problems))
