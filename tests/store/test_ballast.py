from __future__ import annotations

import errno
import os
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from facilitator.store import ballast
from facilitator.store.atomic import write_whole
from facilitator.store.ballast import SIZE, Ballast
from facilitator.store.journal import Journal
from facilitator.store.notices import DiskAnswers, DiskFull, Notice
from tests.store.journals import HEADER, seqs_in, write

Usage = namedtuple("Usage", "total used free")


def test_room_is_held_then_given_back_once(tmp_path: Path) -> None:
    held = Ballast(tmp_path / ".ballast")
    assert held.make()
    assert (tmp_path / ".ballast").stat().st_blocks * 512 >= SIZE
    assert (tmp_path / ".ballast").stat().st_mode & 0o777 == 0o600

    assert held.free()
    assert not (tmp_path / ".ballast").exists()
    assert not held.free()


def test_what_a_killed_host_held_is_found_again_unless_it_is_short(tmp_path: Path) -> None:
    Ballast(tmp_path / ".ballast").make()
    assert Ballast(tmp_path / ".ballast").free()

    (tmp_path / ".ballast").write_bytes(b"short")
    assert not Ballast(tmp_path / ".ballast").free()


def test_room_is_not_taken_from_a_disk_that_has_little(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10 * SIZE, 3 * SIZE, 7 * SIZE))

    assert not Ballast(tmp_path / ".ballast").make()
    assert not (tmp_path / ".ballast").exists()


def test_room_is_written_where_the_system_cannot_reserve_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "posix_fallocate")

    assert Ballast(tmp_path / ".ballast").make()
    assert (tmp_path / ".ballast").stat().st_size == SIZE


def test_a_disk_that_refuses_the_room_is_left_clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(descriptor: int, offset: int, size: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "posix_fallocate", refuse)

    assert not Ballast(tmp_path / ".ballast").make()
    assert os.listdir(tmp_path) == []


def test_a_full_disk_frees_the_room_and_it_is_held_again_when_space_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Notice] = []
    journal = Journal.open(tmp_path, HEADER, tell=told.append)

    def full_without_room(descriptor: int, data: bytes) -> None:
        if (tmp_path / ".ballast").exists():
            raise OSError(errno.ENOSPC, "full")
        write_whole(descriptor, data)

    monkeypatch.setattr("facilitator.store.segment_writer.write_whole", full_without_room)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10 * SIZE, 10 * SIZE, 0))
    assert write(journal, 1)[0] is not None
    assert write(journal, 1, 2) == [None, None]
    assert told == [DiskFull(reserve_freed=True)]

    monkeypatch.undo()
    assert write(journal, 3) == [None]
    assert (tmp_path / ".ballast").exists()
    assert told == [DiskFull(reserve_freed=True), DiskAnswers()]
    journal.close()

    assert seqs_in(tmp_path) == [1, 2, 3]
    assert not (tmp_path / ".ballast").exists(), "a closed session holds no room"


def test_the_room_is_enough_to_end_a_workshop() -> None:
    assert ballast.SIZE >= 2000 * 400
