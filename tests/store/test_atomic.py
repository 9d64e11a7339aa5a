from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from facilitator.store import atomic
from facilitator.store.atomic import make_private_folder, write_atomically


def test_a_file_is_replaced_whole_and_private(tmp_path: Path) -> None:
    path = tmp_path / "session.json"
    path.write_bytes(b"a longer content than the next")
    write_atomically(path, "été".encode())

    assert path.read_text(encoding="utf-8") == "été"
    assert path.stat().st_mode & 0o777 == 0o600
    assert os.listdir(tmp_path) == ["session.json"]


def test_who_has_the_old_file_open_still_reads_the_old_content(tmp_path: Path) -> None:
    path = tmp_path / "session.json"
    write_atomically(path, b"old")
    with path.open("rb") as reader:
        write_atomically(path, b"new")
        assert reader.read() == b"old"


@pytest.mark.parametrize("call", ["write", "fdatasync", "replace"])
def test_a_write_that_fails_leaves_the_old_content_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "session.json"
    write_atomically(path, b"old")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, refuse)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"new")
    monkeypatch.undo()

    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["session.json"]


def test_a_target_held_for_a_moment_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, refusals, pauses = os.replace, [1, 2, 3], list[float]()

    def replace(source: Path, target: Path) -> None:
        if refusals:
            refusals.pop()
            raise PermissionError(13, "held by another program")
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(time, "sleep", pauses.append)
    write_atomically(tmp_path / "session.json", b"new")

    assert (tmp_path / "session.json").read_bytes() == b"new"
    assert pauses == [0.01, 0.02, 0.05]


def test_a_target_held_for_good_is_told_within_a_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def replace(source: Path, target: Path) -> None:
        raise PermissionError(13, "held by another program")

    pauses: list[float] = []
    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(time, "sleep", pauses.append)
    with pytest.raises(PermissionError):
        write_atomically(tmp_path / "session.json", b"new")

    assert sum(pauses) < 1
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(("lasting", "steps"), [(True, ["file", "rename", "folder"]), (False, ["rename"])])
def test_the_file_and_then_the_folder_reach_the_disk_where_it_must_last(
    lasting: bool, steps: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    real_sync, real_replace, real_folder = atomic.sync_file, os.replace, atomic.sync_folder

    def note(name: str, call: object) -> object:
        def noted(*args: object) -> None:
            order.append(name)
            call(*args)  # type: ignore[operator]

        return noted

    monkeypatch.setattr(atomic, "sync_file", note("file", real_sync))
    monkeypatch.setattr(os, "replace", note("rename", real_replace))
    monkeypatch.setattr(atomic, "sync_folder", note("folder", real_folder))
    write_atomically(tmp_path / "session.json", b"new", lasting=lasting)

    assert order == steps


def test_missing_folders_are_made_private_and_existing_ones_left_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_private_folder(tmp_path / "a" / "b")
    make_private_folder(tmp_path / "a" / "b")

    assert [path.stat().st_mode & 0o777 for path in (tmp_path, tmp_path / "a", tmp_path / "a" / "b")] == [
        0o755,
        0o700,
        0o700,
    ]
