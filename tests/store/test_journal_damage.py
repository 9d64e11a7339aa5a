"""What time, power cuts and other programs do to a journal: never silent, never more lost than was touched."""

from __future__ import annotations

import errno
import os
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.store import repair
from facilitator.store.journal import Journal
from facilitator.store.notices import DamagedLines, HeaderLost, MissingEntries, RepeatedEntries, TornTail
from facilitator.store.reading import read_journal
from facilitator.store.segments import encode_line
from tests.store.journals import HEADER, entry, read_all, seqs_in, write, written

SEGMENT = encode_line(HEADER) + b"".join(encode_line(entry(seq)) for seq in range(1, 9))
LINES = SEGMENT.splitlines(keepends=True)


def segment(folder: Path, *lines: bytes, number: int = 1) -> Path:
    path = folder / ("journal.jsonl" if number == 1 else f"journal-{number}.jsonl")
    path.write_bytes(b"".join(lines))
    return path


def flipped(line: bytes, at: int = 20) -> bytes:
    return line[:at] + bytes([line[at] ^ 1]) + line[at + 1 :]


def begun(number: int, after: int) -> bytes:
    return encode_line({**HEADER, "segment": number, "after": after})


@pytest.mark.parametrize("seq", [True, 1.0, "1", None])
def test_what_is_no_number_is_no_entry(tmp_path: Path, seq: object) -> None:
    segment(tmp_path, LINES[0], encode_line({**entry(1), "seq": seq}), *LINES[1:])

    reading = read_journal(tmp_path)

    assert [type(one["seq"]) for one in reading.entries] == [int] * 8
    assert reading.notices == [RepeatedEntries("journal.jsonl", 1)]


@given(st.integers(len(LINES[0]), len(SEGMENT)))
def test_cut_anywhere_the_journal_keeps_every_whole_line_and_goes_on(size: int) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        segment(folder, SEGMENT[:size])
        whole = SEGMENT[:size].count(b"\n") - 1
        torn = size - SEGMENT[:size].rfind(b"\n") - 1

        journal = Journal.open(folder)
        assert [found["seq"] for found in journal.entries()] == list(range(1, whole + 1))
        write(journal, whole + 1)
        journal.close()

        assert seqs_in(folder) == list(range(1, whole + 2))
        if torn:
            kept = folder / "journal.torn-1"
            assert journal.notices == (TornTail(torn, kept),)
            assert kept.read_bytes() == SEGMENT[size - torn : size]
        else:
            assert journal.notices == ()


@given(st.integers(0, len(SEGMENT) - 1), st.integers(0, 7))
def test_a_flipped_bit_is_never_silent_and_costs_two_entries_at_most(at: int, bit: int) -> None:
    damaged = SEGMENT[:at] + bytes([SEGMENT[at] ^ 1 << bit]) + SEGMENT[at + 1 :]
    with TemporaryDirectory() as name:
        folder = Path(name)
        segment(folder, damaged)

        entries, notices = read_all(folder)

        assert notices
        assert all(found == entry(found["seq"]) for found in entries)
        assert len(entries) >= 6


def test_a_torn_tail_is_cut_with_a_notice_and_a_copy(tmp_path: Path) -> None:
    path = segment(tmp_path, SEGMENT, b"d33dbeef 120 {half an id")

    journal = Journal.open(tmp_path)
    [notice] = journal.notices
    journal.close()

    assert path.read_bytes() == SEGMENT
    assert (tmp_path / "journal.torn-1").read_bytes() == b"d33dbeef 120 {half an id"
    assert (tmp_path / "journal.torn-1").stat().st_mode & 0o777 == 0o600
    assert "«\u00a0journal.torn-1\u00a0»" in notice.sentence()


def test_a_tail_torn_twice_keeps_both_copies(tmp_path: Path) -> None:
    for tail in (b"first", b"second"):
        segment(tmp_path, SEGMENT, tail)
        Journal.open(tmp_path).close()

    assert [(tmp_path / f"journal.torn-{n}").read_bytes() for n in (1, 2)] == [b"first", b"second"]


def test_a_tail_of_zeros_left_by_a_power_cut_is_torn(tmp_path: Path) -> None:
    segment(tmp_path, SEGMENT, bytes(4096))

    journal = Journal.open(tmp_path)
    assert len(list(journal.entries())) == 8
    journal.close()
    assert journal.notices == (TornTail(4096, tmp_path / "journal.torn-1"),)


def test_a_torn_tail_that_cannot_be_kept_is_left_and_a_new_segment_follows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = segment(tmp_path, SEGMENT, b"half")

    def full(path: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(repair, "create_durably", full)
    journal = Journal.open(tmp_path)
    assert write(journal, 9) == [None]
    journal.close()

    assert path.read_bytes() == SEGMENT + b"half"
    assert journal.notices == (TornTail(4, None),)
    assert seqs_in(tmp_path) == list(range(1, 10))


def test_a_reader_changes_nothing_and_takes_no_lock(tmp_path: Path) -> None:
    segment(tmp_path, *LINES[:4], flipped(LINES[4]), *LINES[5:], b"half")

    entries, notices = read_all(tmp_path)

    assert [found["seq"] for found in entries] == [1, 2, 3, 5, 6, 7, 8]
    assert notices == [DamagedLines("journal.jsonl", 5, 1, None), MissingEntries(4, 4), TornTail(4, None)]
    assert [path.name for path in tmp_path.iterdir()] == ["journal.jsonl"]


def test_damaged_lines_are_skipped_told_and_kept_aside_once(tmp_path: Path) -> None:
    damaged = flipped(LINES[3]) + flipped(LINES[4])
    segment(tmp_path, *LINES[:3], damaged, *LINES[5:])

    for _ in range(2):
        journal = Journal.open(tmp_path)
        assert [found["seq"] for found in journal.entries()] == [1, 2, 5, 6, 7, 8]
        journal.close()

        kept = tmp_path / "journal-damaged-1-4-1"
        assert journal.notices == (DamagedLines("journal.jsonl", 4, 2, kept), MissingEntries(3, 4))
        assert kept.read_bytes() == damaged
    assert len(list(tmp_path.glob("journal-damaged-*"))) == 1
    assert journal.notices[0].sentence().startswith("2 lignes abîmées ont été sautées dans «\u00a0journal.jsonl\u00a0»")


def test_a_number_freed_by_damage_at_the_end_is_taken_again(tmp_path: Path) -> None:
    segment(tmp_path, *LINES[:8], flipped(LINES[8]))
    journal = Journal.open(tmp_path)
    last = list(journal.entries())[-1]["seq"]
    write(journal, last + 1, text="nouvelle")
    journal.close()

    entries, _ = read_all(tmp_path)
    assert [found["seq"] for found in entries] == list(range(1, 9))
    assert entries[-1]["events"][0]["text"] == "nouvelle 8"


def test_a_lost_header_is_told_and_the_session_goes_on_in_a_segment_that_has_one(tmp_path: Path) -> None:
    segment(tmp_path, flipped(LINES[0]), *LINES[1:])

    journal = Journal.open(tmp_path, HEADER)
    assert len(list(journal.entries())) == 8
    assert HeaderLost() in journal.notices
    write(journal, 9)
    journal.close()

    assert seqs_in(tmp_path) == list(range(1, 10))
    assert Journal.open(tmp_path).header == HEADER


def test_an_emptied_journal_is_never_taken_for_a_new_one(tmp_path: Path) -> None:
    segment(tmp_path)

    assert read_all(tmp_path) == ([], [HeaderLost()])
    journal = Journal.open(tmp_path, HEADER)
    assert list(journal.entries()) == []
    assert journal.notices == (HeaderLost(),)
    write(journal, 1)
    journal.close()
    assert seqs_in(tmp_path) == [1]


def test_what_an_older_segment_holds_beyond_the_next_one_is_not_read(tmp_path: Path) -> None:
    segment(tmp_path, *LINES[:6], flipped(LINES[6]), b"half")
    segment(tmp_path, begun(2, 3), encode_line(entry(4, "redite")), number=2)

    entries, notices = read_all(tmp_path)

    assert [found["events"][0]["text"] for found in entries[3:]] == ["redite 4"]
    assert notices == []


def test_segments_that_hold_nothing_change_nothing(tmp_path: Path) -> None:
    segment(tmp_path, *LINES[:6])
    segment(tmp_path, begun(2, 3), number=2)
    segment(tmp_path, b"half a hea", number=3)
    segment(tmp_path, begun(11, 3), encode_line(entry(4, "redite")), number=11)

    assert [found["seq"] for found in read_all(tmp_path)[0]] == [1, 2, 3, 4]
    assert read_all(tmp_path)[1] == []


def test_a_segment_without_its_header_still_replaces_what_it_repeats(tmp_path: Path) -> None:
    segment(tmp_path, *LINES[:6])
    segment(tmp_path, flipped(begun(2, 3)), encode_line(entry(4, "redite")), number=2)

    entries, notices = read_all(tmp_path)

    assert [found["events"][0]["text"] for found in entries[3:]] == ["redite 4"]
    assert notices == [DamagedLines("journal-2.jsonl", 1, 1, None)]


def test_a_torn_segment_header_is_cut_and_not_written_behind(tmp_path: Path) -> None:
    segment(tmp_path, *LINES[:4])
    segment(tmp_path, begun(2, 3)[:-9], number=2)

    journal = Journal.open(tmp_path)
    write(journal, 4)
    journal.close()

    assert seqs_in(tmp_path) == [1, 2, 3, 4]


def test_entries_that_a_later_segment_promises_and_that_are_gone_are_told(tmp_path: Path) -> None:
    segment(tmp_path, *LINES[:4])
    segment(tmp_path, begun(2, 5), number=2)

    entries, notices = read_all(tmp_path)

    assert len(entries) == 3
    assert notices == [MissingEntries(4, 5)]
    assert "Il manque 2 actions" in notices[0].sentence()


def test_a_line_written_by_another_program_is_told_and_left_out(tmp_path: Path) -> None:
    segment(tmp_path, *LINES[:4], LINES[2], encode_line({"hello": 1}), encode_line({"seq": "x"}), LINES[4])

    entries, notices = read_all(tmp_path)

    assert [found["seq"] for found in entries] == [1, 2, 3, 4]
    assert notices == [RepeatedEntries("journal.jsonl", 3)]


def test_sound_lines_that_are_no_objects_harm_nobody(tmp_path: Path) -> None:
    bodies = [b"1],[2", b"nope", b"[]", b"3"]
    lines = [b"%08x %d %b\n" % (zlib.crc32(body), len(body), body) for body in bodies]
    segment(tmp_path, *LINES[:4], *lines, LINES[4])

    entries, notices = read_all(tmp_path)

    assert [found["seq"] for found in entries] == [1, 2, 3, 4]
    assert notices == [RepeatedEntries("journal.jsonl", 4)]


def test_a_long_journal_damaged_in_many_places_loses_only_those_lines(tmp_path: Path) -> None:
    path = written(tmp_path, range(1, 1501))
    lines = path.read_bytes().splitlines(keepends=True)
    for number in range(100, 1500, 100):
        lines[number] = flipped(lines[number])
    path.write_bytes(b"".join(lines))

    entries, notices = read_all(tmp_path)

    assert len(entries) == 1500 - 14
    assert [n for n in notices if isinstance(n, MissingEntries)] == [
        MissingEntries(n, n) for n in range(100, 1500, 100)
    ]


def test_a_folder_that_cannot_be_read_is_not_taken_for_an_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    segment(tmp_path, SEGMENT)

    def refuse(path: Path) -> None:
        raise PermissionError(errno.EACCES, "held by another program")

    monkeypatch.setattr(os, "listdir", refuse)
    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(PermissionError):
        Journal.open(tmp_path, HEADER)
    monkeypatch.undo()

    assert seqs_in(tmp_path) == list(range(1, 9))
