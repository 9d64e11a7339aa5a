"""What others read, on a disk that fails or loses its power: whole, old or new, and never older than was said."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from facilitator.store.paths import DataFolder
from tests.faults.power_cut import CALLS, OPTIONS, Disk, disks_after
from tests.faults.record_host import files, writers
from tests.harness.faults import faulty
from tests.sample import keep, play

ROOT = Path(__file__).parents[2]
ERRORS = (errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE, errno.EPERM)
CLOSE = os.close
SYSTEM = ("open", "write", "fdatasync", "fsync", "replace", "close")


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    """A session kept as it was early on."""
    data = DataFolder(tmp_path / "data")
    keep(play("lectures"), data)
    for write in writers(data, play("lectures").state).values():
        write()
    return data


class Worn:
    """A system call that fails once, at the nth time it is made."""

    def __init__(self, call: Callable[..., Any], nth: int, fail: Callable[..., Any]) -> None:
        self._call, self._nth, self._fail = call, nth, fail
        self.made = 0

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        self.made += 1
        if self.made == self._nth:
            return self._fail(self._call, *arguments, **named)
        return self._call(*arguments, **named)


def refuse(error: int) -> Callable[..., Any]:
    def fail(call: Callable[..., Any], *arguments: Any, **named: Any) -> None:
        if call is CLOSE:
            call(*arguments)  # whatever closing reports, the descriptor is gone
        raise OSError(error, os.strerror(error))

    return fail


def write_little(call: Callable[..., Any], descriptor: int, content: Any) -> Any:
    return call(descriptor, content[: len(content) // 3])


@contextmanager
def worn(name: str, nth: int, fail: Callable[..., Any]) -> Iterator[Worn]:
    call = getattr(os, name)
    with pytest.MonkeyPatch.context() as patch:
        broken = Worn(call, nth, fail)
        patch.setattr(os, name, broken)
        yield broken


def assert_whole(path: Path) -> None:
    if path.suffix == ".json":
        with TinyDB(path) as database:
            assert sum(len(database.table(name)) for name in database.tables())


def break_each(name: str, fail: Callable[..., Any], data: DataFolder) -> int:
    """Break the first such call of each write, then the second … until none is left; returns how many were broken."""
    broken = 0
    state = play("tri").state
    for path, write in writers(data, state).items():
        before = path.read_bytes()
        for nth in count(1):
            refused = False
            with worn(name, nth, fail) as call:
                try:
                    write()
                except OSError:
                    refused = True
            if call.made < nth:
                break
            broken += 1
            assert_whole(path)
            if not refused:
                write_before = path.read_bytes()
                write()
                assert path.read_bytes() == write_before, "it said that all was well"
            assert not list(data.root.rglob("*.tmp")), "litter"
            path.write_bytes(before)
        write()
        assert_whole(path)
    return broken


@pytest.mark.parametrize("name", SYSTEM)
def test_any_call_may_fail_once(name: str, data: DataFolder) -> None:
    assert sum(break_each(name, refuse(error), data) for error in ERRORS) >= 3 * len(ERRORS)


def test_a_write_cut_short_is_gone_on_with(data: DataFolder) -> None:
    assert break_each("write", write_little, data) >= 3


@pytest.mark.slow
@pytest.mark.needs("strace")
def test_a_power_cut_at_any_moment_leaves_whole_files_no_older_than_was_said(data: DataFolder, tmp_path: Path) -> None:
    first = {path: path.read_bytes() for path in files(data)}
    log = tmp_path / "log"
    command = faulty([sys.executable, "-B", "-m", "tests.faults.record_host", str(data.root)], [], [], log=log)
    before = command.index(sys.executable)
    command = [*command[:before], "-e", f"trace={','.join(CALLS)}", *OPTIONS, *command[before:]]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=120)
    wrote = [line.split()[1:] for line in done.stdout.splitlines()]
    assert len(wrote) == 12

    states = 0
    for path, content in first.items():
        versions = [sha256(content).hexdigest(), *(told for name, told in wrote if name == path.name)]
        disk = Disk(path.parent)
        disk.hold(path.name, safe=content)
        for now in disks_after(log.read_text(), disk):
            told = sum(line.split()[1] == path.name for line in now.said)
            for state in now.after_a_cut():
                states += 1
                found = sha256(state[path.name]).hexdigest()
                assert found in versions[told:], f"{path.name} is torn, or older than was said"
        assert disk.said == done.stdout.splitlines()
    assert states > 100
