"""One person's words leave every byte that is kept of a session, whatever happened to its files."""

from __future__ import annotations

import errno
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from types import ModuleType

import pytest

from facilitator.engine import commands as c
from facilitator.engine.events import Entry
from facilitator.engine.participants import number_of
from facilitator.store import journal as journal_module
from facilitator.store import segment_writer
from facilitator.store.atomic import sync_file
from facilitator.store.checkpoint import Checkpoint, write_checkpoint
from facilitator.store.codec import encode_entry
from facilitator.store.forgetting import NobodyHere, forget_participant, forget_the_departed
from facilitator.store.journal import Journal
from facilitator.store.lock import SessionLocked
from facilitator.store.opening import load_state
from facilitator.store.paths import DataFolder, SessionFolder
from facilitator.store.reading import read_journal
from facilitator.store.trail import Mark
from tests.sample import Playing, keep, play

FEW = 12


def crowd(people: int) -> Playing:
    """A session with people who each wrote one word that nobody else did."""
    playing = play("doutes")
    for n in range(people):
        playing.do(c.Join(_one(n)), c.SubmitIdea(f"z{n}", f"ZQ{n:03}Z", "phone", _one(n), "doutes"))
        playing.do(c.EditIdea(f"z{n}", f"ZQ{n:03}Z revu", author=_one(n)), c.Keep(f"z{n}"))
    return playing


def _one(n: int) -> str:
    return f"{n:08x}beef"


def kept(playing: Playing, tmp_path: Path) -> tuple[DataFolder, SessionFolder]:
    """All the files that a host leaves, and bytes that it kept aside."""
    data = DataFolder(tmp_path / "data")
    folder = keep(playing, data)
    write_checkpoint(folder, Checkpoint(playing.state, Mark(1, "x")))
    (folder.path / "journal-damaged-1-7-1").write_bytes(b"ZQ000Z")
    (folder.path / "journal.torn-1").write_bytes(b"ZQ000Z")
    return data, folder


def holding(data: DataFolder, words: str) -> list[str]:
    """The files that hold these words."""
    return [path.name for path in data.root.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


@pytest.mark.parametrize("people", [FEW, pytest.param(200, marks=pytest.mark.campaign)])
def test_each_of_them_is_erased_from_every_byte_and_nobody_else(tmp_path: Path, people: int) -> None:
    data, folder = kept(crowd(people), tmp_path)
    assert len(holding(data, "ZQ000Z")) == 5 and len(holding(data, _one(0))) == 2

    for n in range(people):
        forget_participant(data, folder, number_of(_one(n)).upper())

        assert holding(data, f"ZQ{n:03}Z") == holding(data, _one(n)) == []
        if n + 1 < people:
            assert set(holding(data, f"ZQ{n + 1:03}Z")) == {"journal.jsonl", "session.json"}
    assert not read_journal(folder.path).notices
    assert load_state(folder.path).erased == people


def test_what_a_failing_disk_left_is_erased_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    playing = crowd(FEW)
    data, folder = kept(playing, tmp_path)
    whole = folder.journal.read_bytes().splitlines(keepends=True)
    folder.journal.write_bytes(b"".join(whole[:-9]))
    journal = Journal.open(folder.path)
    sync, failures = sync_file, iter([OSError(errno.EIO, "once")])

    def failing_once(descriptor: int) -> None:
        for failure in failures:
            raise failure
        sync(descriptor)

    monkeypatch.setattr(segment_writer, "sync_file", failing_once)
    assert write(journal, playing.entries[-9])
    for entry in playing.entries[-9:]:
        journal.append(encode_entry(entry), lambda error: None)
    journal.close()
    assert (folder.path / "journal-2.jsonl").exists()

    forget_participant(data, folder, number_of(_one(FEW - 1)))

    assert holding(data, f"ZQ{FEW - 1:03}Z") == []
    assert not (folder.path / "journal-2.jsonl").exists()
    assert len(load_state(folder.path).ideas) == len(playing.state.ideas)


def by_the_next_host(folder: SessionFolder, data: DataFolder) -> None:
    journal = Journal.open(folder.path)
    forget_the_departed(folder, journal)
    journal.close()


def by_asking_again(folder: SessionFolder, data: DataFolder) -> None:
    with pytest.raises(NobodyHere):
        forget_participant(data, folder, number_of(_one(0)))


def by_asking_for_somebody_else(folder: SessionFolder, data: DataFolder) -> None:
    forget_participant(data, folder, number_of(_one(2)))


@pytest.mark.parametrize("again", [by_the_next_host, by_asking_again, by_asking_for_somebody_else])
@pytest.mark.parametrize("refused", [(segment_writer, "write_atomically"), (journal_module, "forget_aside")])
def test_a_disk_that_refuses_loses_nothing_and_it_is_done_the_next_time(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    refused: tuple[ModuleType, str],
    again: Callable[[SessionFolder, DataFolder], None],
) -> None:
    data, folder = kept(crowd(FEW), tmp_path)
    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space"):
        patch.setattr(*refused, _refuse)
        forget_participant(data, folder, number_of(_one(0)))
    assert load_state(folder.path).ideas["z1"].text == "ZQ001Z revu"
    assert load_state(folder.path).ideas["z0"].text == ""

    again(folder, data)

    assert holding(data, "ZQ000Z") == []
    assert load_state(folder.path).ideas["z1"].text == "ZQ001Z revu"


def test_a_number_too_short_or_of_nobody_erases_nothing(tmp_path: Path) -> None:
    data, folder = kept(crowd(FEW), tmp_path)
    before = folder.journal.read_bytes()

    for number in ("", "0000", "12345678", "tel01"):
        with pytest.raises(NobodyHere, match="page à emporter"):
            forget_participant(data, folder, number)

    assert folder.journal.read_bytes() == before


def test_a_session_that_is_open_is_left_to_its_host(tmp_path: Path) -> None:
    data, folder = kept(crowd(FEW), tmp_path)
    journal = Journal.open(folder.path)

    with pytest.raises(SessionLocked):
        forget_participant(data, folder, number_of(_one(0)))
    journal.close()


def write(journal: Journal, entry: Entry) -> OSError | None:
    """Appends an entry, and waits for what becomes of it."""
    told: Future[OSError | None] = Future()
    journal.append(encode_entry(entry), told.set_result)
    return told.result(10)


def _refuse(*asked: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")
