from __future__ import annotations

import asyncio
import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.store.atomic import sync_file
from facilitator.store.journal import FutureFormat, Journal, read_journal
from facilitator.store.notices import DiskAnswers, DiskRefused, MissingEntries, Notice
from facilitator.store.segments import encode_line, find_segments, sound_body
from tests.store.journals import HEADER, entry, read_all, seqs_in, write, written


def refuse(monkeypatch: pytest.MonkeyPatch, times: int, error: int = errno.EIO) -> None:
    """Let the next syncs of a segment fail."""
    left = [times]

    def refuse_or_sync(descriptor: int) -> None:
        if left[0]:
            left[0] -= 1
            raise OSError(error, os.strerror(error))
        sync_file(descriptor)

    monkeypatch.setattr("facilitator.store.segment_writer.sync_file", refuse_or_sync)


def test_entries_come_back_in_order_with_the_header(tmp_path: Path) -> None:
    written(tmp_path, range(1, 51))

    reading = read_journal(tmp_path)

    assert reading.header == HEADER
    assert list(reading.entries) == [entry(seq, "idée") for seq in range(1, 51)]
    assert reading.notices == []


def test_a_journal_opened_again_goes_on_where_it_stopped(tmp_path: Path) -> None:
    written(tmp_path, [1, 2])

    journal = Journal.open(tmp_path, {"session": "another"})
    assert journal.header == HEADER
    assert [found["seq"] for found in journal.entries()] == [1, 2]
    write(journal, 3)
    journal.close()

    assert seqs_in(tmp_path) == [1, 2, 3]
    assert [path.name for path in tmp_path.glob("journal*")] == ["journal.jsonl"]


def test_opening_what_does_not_exist_asks_for_a_header(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Journal.open(tmp_path)
    with pytest.raises(FileNotFoundError):
        read_journal(tmp_path)


def test_what_a_user_writes_is_for_nobody_else_to_read(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "sessions" / "one", HEADER)

    assert {path.stat().st_mode & 0o777 for path in journal_files(tmp_path / "sessions" / "one")} == {0o600}
    assert (tmp_path / "sessions").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "sessions" / "one").stat().st_mode & 0o777 == 0o700
    journal.close()


def journal_files(folder: Path) -> list[Path]:
    files = [path for path in folder.iterdir() if path.is_file()]
    assert {"journal.jsonl", ".lock", ".ballast"} <= {path.name for path in files}
    return files


@given(st.recursive(st.text(st.characters()) | st.integers() | st.none(), lambda inner: st.lists(inner, max_size=4)))
def test_a_line_carries_any_text_and_ends_only_once(value: Any) -> None:
    line = encode_line({"seq": 1, "value": value})

    assert line.index(b"\n") == len(line) - 1
    body = sound_body(line)
    assert body is not None
    assert encode_line(json.loads(body)) == line


@pytest.mark.parametrize("text", ["\u2028\u2029\x85\x0b\x0c\r\n", "\ud800", "👩‍👩‍👧‍👦", '"\\', "\x00\x1b[2J"])
def test_awkward_text_survives(tmp_path: Path, text: str) -> None:
    journal = Journal.open(tmp_path, HEADER)
    write(journal, 1, 2, text=text)
    journal.close()

    assert [found["events"][0]["text"] for found in read_all(tmp_path)[0]] == [f"{text} 1", f"{text} 2"]


def test_what_json_cannot_hold_is_refused_at_once(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, HEADER)
    with pytest.raises(ValueError, match="not JSON compliant"):
        journal.append({"seq": 1, "value": float("nan")}, lambda error: None)
    with pytest.raises(TypeError):
        journal.append({"seq": 1, "value": object()}, lambda error: None)
    assert write(journal, 1) == [None]
    journal.close()


def test_closing_writes_what_still_waits(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, HEADER)
    outcomes: list[OSError | None] = []
    for seq in range(1, 2001):
        journal.append(entry(seq), outcomes.append)
    journal.close()
    journal.close()

    assert outcomes == [None] * 2000
    assert seqs_in(tmp_path) == list(range(1, 2001))
    with pytest.raises(ValueError, match="closed"):
        journal.append(entry(2001), outcomes.append)


async def test_an_asyncio_loop_is_called_back_once_for_each_write(tmp_path: Path) -> None:
    loop = asyncio.get_running_loop()
    deliveries = 0

    def deliver(call: Any) -> None:
        nonlocal deliveries
        deliveries += 1
        loop.call_soon_threadsafe(call)

    journal = Journal.open(tmp_path, HEADER, deliver=deliver)
    order: list[int] = []
    everything = asyncio.Event()

    def done(error: OSError | None, seq: int) -> None:
        assert error is None
        order.append(seq)
        if seq == 3000:
            everything.set()

    for seq in range(1, 3001):
        journal.append(entry(seq), lambda error, seq=seq: done(error, seq))  # type: ignore[misc]
    await asyncio.wait_for(everything.wait(), 20)
    journal.close()

    assert order == list(range(1, 3001))
    assert deliveries < 1500


def test_a_callback_that_fails_keeps_nobody_waiting(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, HEADER)
    journal.append(entry(1), lambda error: 1 / 0)
    assert write(journal, 2) == [None]
    journal.close()


def test_a_loop_that_is_gone_does_not_stop_the_writer(tmp_path: Path) -> None:
    def deliver(call: Any) -> None:
        raise RuntimeError("Event loop is closed")

    journal = Journal.open(tmp_path, HEADER, deliver=deliver)
    journal.append(entry(1), lambda error: None)
    journal.append(entry(2), lambda error: None)
    journal.close()

    assert seqs_in(tmp_path) == [1, 2]


@pytest.mark.parametrize("name", ["journal.jsonl", "journal-2.jsonl"])
def test_a_future_format_is_refused_and_nothing_touched(tmp_path: Path, name: str) -> None:
    written(tmp_path, [1])
    (tmp_path / name).write_bytes(encode_line({"format": 2, "session": "x"}) + b"torn")
    before = {path.name: path.read_bytes() for path in tmp_path.glob("journal*")}

    for attempt in (Journal.open, lambda folder: read_journal(folder)):
        with pytest.raises(FutureFormat, match="plus récente"):
            attempt(tmp_path)

    assert {path.name: path.read_bytes() for path in tmp_path.glob("journal*")} == before
    (tmp_path / name).write_bytes(encode_line({"format": 1, "session": "x"}))
    Journal.open(tmp_path).close()  # the lock was given back


def test_after_a_refusal_a_new_segment_begins_and_the_same_number_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Notice] = []
    journal = Journal.open(tmp_path, HEADER, tell=told.append)
    write(journal, 1, 2)
    refuse(monkeypatch, times=1)

    [error] = write(journal, 3, text="refusée")
    assert error is not None
    assert error.errno == errno.EIO
    assert write(journal, 3, 4, text="redite") == [None, None]
    journal.close()

    entries, notices = read_all(tmp_path)
    assert [found["events"][0]["text"] for found in entries] == ["idée 1", "idée 2", "redite 3", "redite 4"]
    assert notices == []
    assert told == [DiskRefused("EIO"), DiskAnswers()]
    [_, second] = find_segments(tmp_path)
    assert second.header == {**HEADER, "segment": 2, "after": 2}


def test_what_was_refused_does_not_come_back_after_a_restart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal.open(tmp_path, HEADER)
    write(journal, 1, 2)
    refuse(monkeypatch, times=1)
    write(journal, 3)
    journal.close()

    assert b'"seq":3' in (tmp_path / "journal.jsonl").read_bytes()
    assert seqs_in(tmp_path) == [1, 2]
    journal = Journal.open(tmp_path)
    assert [found["seq"] for found in journal.entries()] == [1, 2]
    assert write(journal, 3) == [None]
    journal.close()
    assert read_all(tmp_path)[1] == []


def test_what_was_appended_behind_a_refusal_is_refused_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal.open(tmp_path, HEADER)
    write(journal, 1)
    refuse(monkeypatch, times=1)

    assert all(write(journal, 2, 3, 4))
    assert all(write(journal, 5, 6)), "5 stands on a state that was rolled back"
    assert write(journal, 2, 3) == [None, None]
    journal.close()

    assert seqs_in(tmp_path) == [1, 2, 3]


def test_a_failed_descriptor_is_never_used_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal.open(tmp_path, HEADER)
    write(journal, 1)
    refuse(monkeypatch, times=1)
    write(journal, 2)
    size = (tmp_path / "journal.jsonl").stat().st_size
    write(journal, 2, 3)
    journal.close()

    assert (tmp_path / "journal.jsonl").stat().st_size == size


def test_a_disk_that_refuses_for_long_leaves_no_litter_and_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Notice] = []
    journal = Journal.open(tmp_path, HEADER, tell=told.append)
    write(journal, 1)
    refuse(monkeypatch, times=20)
    for _ in range(10):
        assert write(journal, 2)[0] is not None
    assert [path.name for path in tmp_path.glob("journal*")] == ["journal.jsonl"]
    assert write(journal, 2) == [None]
    journal.close()

    assert seqs_in(tmp_path) == [1, 2]
    assert told == [DiskRefused("EIO"), DiskAnswers()]


def test_short_writes_are_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:7]))
    written(tmp_path, range(1, 6))
    monkeypatch.undo()

    assert seqs_in(tmp_path) == [1, 2, 3, 4, 5]


def test_a_write_that_takes_nothing_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal.open(tmp_path, HEADER)
    monkeypatch.setattr(os, "write", lambda descriptor, data: 0)
    assert write(journal, 1)[0] is not None
    monkeypatch.undo()
    assert write(journal, 1) == [None]
    journal.close()


def test_a_journal_deleted_under_its_writer_acknowledges_nothing_into_the_void(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path, HEADER)
    write(journal, 1)
    (tmp_path / "journal.jsonl").unlink()
    assert write(journal, 2)[0] is not None
    assert write(journal, 2) == [None]
    journal.close()

    entries, notices = read_all(tmp_path)
    assert [found["seq"] for found in entries] == [2]
    assert notices == [MissingEntries(1, 1)]


def test_a_file_system_that_counts_no_names_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fstat
    monkeypatch.setattr(
        os, "fstat", lambda descriptor: os.stat_result((*real(descriptor)[:3], 0, *real(descriptor)[4:]))
    )
    written(tmp_path, [1, 2])
    monkeypatch.undo()

    assert seqs_in(tmp_path) == [1, 2]


def test_a_killed_writer_leaves_no_half_made_file_behind(tmp_path: Path) -> None:
    (tmp_path / ".session.json.1234-5678.tmp").write_bytes(b"{")
    Journal.open(tmp_path, HEADER).close()

    assert not list(tmp_path.glob(".*.tmp"))
