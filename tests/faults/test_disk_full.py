"""A disk that is really full: a small file system that another program fills to the last byte."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.store.journal import Journal
from facilitator.store.notices import DiskAnswers, DiskFull, Notice, TornTail
from tests.store.journals import HEADER, read_all, seqs_in, write


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 16 MB of its own."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(disk)]
    mounted = subprocess.run(mount, capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"a small disk cannot be mounted here (it takes root): {mounted.stderr.strip()}")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """Another program's download takes all that is left."""
    path = disk / "download"
    for size in (1 << 16, 1 << 12):
        with pytest.raises(OSError, match="No space left"), path.open("ab", buffering=0) as file:
            while True:
                file.write(bytes(size))
    return path


def write_with_patience(journal: Journal, seqs: range) -> int:
    """Give each entry again when it is refused; returns how many refusals that took."""
    refusals = 0
    for seq in seqs:
        while write(journal, seq, text="Publier les données avec l’explication qui va avec, " * 4)[0] is not None:
            refusals += 1
            assert refusals < 5
    return refusals


def test_a_workshop_ends_on_the_room_held_for_that_day(small_disk: Path) -> None:
    told: list[Notice] = []
    journal = Journal.open(small_disk / "session", HEADER, tell=told.append)
    write(journal, 1)
    download = fill(small_disk)

    assert write_with_patience(journal, range(2, 1502)) == 1
    assert told == [DiskFull(reserve_freed=True)]

    download.unlink()
    assert write(journal, 1502) == [None]
    assert told == [DiskFull(reserve_freed=True), DiskAnswers()]
    assert (small_disk / "session" / ".ballast").exists()
    journal.close()
    assert seqs_in(small_disk / "session") == list(range(1, 1503))
    assert read_all(small_disk / "session")[1] == []


def test_once_the_room_is_used_up_entries_are_refused_calmly_until_there_is_some(small_disk: Path) -> None:
    told: list[Notice] = []
    journal = Journal.open(small_disk / "session", HEADER, tell=told.append)
    download = fill(small_disk)
    last, page = 0, "x" * 300_000
    while DiskFull(reserve_freed=False) not in told:
        last += write(journal, last + 1, text=page) == [None]
    assert last == 3, "a megabyte holds three such entries"

    assert [write(journal, last + 1, text=page)[0] is None for _ in range(5)] == [False] * 5
    download.unlink()
    assert write(journal, last + 1, text=page) == [None]
    journal.close()

    assert told == [DiskFull(reserve_freed=True), DiskFull(reserve_freed=False), DiskAnswers()]
    assert seqs_in(small_disk / "session") == [1, 2, 3, 4]


def test_a_session_torn_by_a_full_disk_can_still_be_opened_and_read(small_disk: Path) -> None:
    session = small_disk / "session"
    journal = Journal.open(session, HEADER)
    write(journal, 1, 2)
    journal.close()
    with (session / "journal.jsonl").open("ab") as segment:
        segment.write(b"half a line")
    fill(small_disk)

    journal = Journal.open(session)
    assert journal.notices == (TornTail(11, None),)
    assert [entry["seq"] for entry in journal.entries()] == [1, 2]
    assert write(journal, 3)[0] is not None
    (small_disk / "download").unlink()
    assert write(journal, 3) == [None]
    journal.close()
    assert seqs_in(session) == [1, 2, 3]
