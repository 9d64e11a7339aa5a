"""The journal's host on a disk that fails: every system call on its files, one after the other."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from facilitator.store.segments import encode_line
from tests.faults.journal_host import HEADER
from tests.faults.oracle import assert_acknowledged_ideas_are_there, assert_the_journal_goes_on, told
from tests.faults.power_cut import CALLS, OPTIONS, Disk, disks_after
from tests.harness.faults import FILE_CALLS, Fault, faulty
from tests.harness.waiting import wait_until

ROOT = Path(__file__).parents[2]
NAMES = ("journal.jsonl", "journal-2.jsonl", "journal-3.jsonl", "journal.torn-1", ".lock", ".ballast")
ANYWHERE = ("fsync", "fdatasync", "ftruncate", "rename", "unlink")
"""Calls that nobody else makes in such a process: no path to watch, so that temporary files are hit too."""
CASES = [(call, resumed) for call in FILE_CALLS for resumed in (False, True) if (call, resumed) != ("rename", True)]
"""A resumed journal renames nothing."""
ERRORS = ("EIO", "ENOSPC", "EACCES", "EMFILE", "EROFS", "EDQUOT", "EINTR")
"""Python repeats an interrupted call by itself."""


def host(folder: Path, ideas: int) -> list[str]:
    return [sys.executable, "-B", "-m", "tests.faults.journal_host", str(folder), str(ideas)]


def run(command: Sequence[str]) -> tuple[list[str], str]:
    """What the host said, and what it let out on standard error."""
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60)
    return done.stdout.splitlines(), done.stderr


def left_by_a_killed_host(folder: Path, tail: bytes = b"d33dbeef 31 {half an i") -> bytes:
    """Four entries and the beginning of a fifth; returns the journal's content."""
    folder.mkdir()
    entries = [encode_line({"seq": seq, "idea": f"old {seq}"}) for seq in range(1, 5)]
    (folder / "journal.jsonl").write_bytes(encode_line(HEADER) + b"".join(entries) + tail)
    return (folder / "journal.jsonl").read_bytes()


def faulty_host(folder: Path, fault: Fault, log: Path) -> list[str]:
    paths = () if fault.call in ANYWHERE else (folder, *(folder / name for name in NAMES))
    return faulty(host(folder, 4), [fault], paths, log=log)


def check(said: list[str], stderr: str, folder: Path, fault: Fault) -> None:
    """After a fault and no kill: the host lives on, tells the truth, and takes the idea when it is given again."""
    assert "Traceback" not in stderr, f"{fault}: {stderr}"
    assert said[-1:] in (["END"], ["CLOSED"]), f"{fault}: {said}"
    if (folder / "journal.jsonl").exists():
        found = assert_acknowledged_ideas_are_there(said, folder)
        assert not set(told(said, "NAK").values()) & set(found.values()), f"{fault}: a refused idea came back"
        if said[-1] == "END":
            assert len(told(said, "ACK")) == 4, f"{fault}: one fault kept an idea out for good: {said}"
        assert set(found) == set(range(1, len(found) + 1)), f"{fault}: holes in {found}"
        assert_the_journal_goes_on(folder)


def break_each(call: str, effects_of: Callable[[int], Sequence[str]], resumed: bool, tmp_path: Path) -> None:
    """Break the first such call of each thread, then the second … until a run has no such call left to break."""
    for nth in count(1):
        for effect in effects_of(nth):
            folder, log = tmp_path / f"{nth}-{effect}", tmp_path / "log"
            if resumed:
                left_by_a_killed_host(folder)
            fault = Fault(call, effect, str(nth))
            said, stderr = run(faulty_host(folder, fault, log))
            if "INJECTED" not in log.read_text(errors="replace"):
                assert nth > 1, f"no {call} to break"
                return
            check(said, stderr, folder, fault)


@pytest.mark.slow
@pytest.mark.needs("strace")
@pytest.mark.parametrize(("call", "resumed"), CASES)
def test_any_call_may_fail_once(call: str, resumed: bool, tmp_path: Path) -> None:
    break_each(call, lambda nth: [f"error={ERRORS[nth % len(ERRORS)]}"], resumed, tmp_path)


@pytest.mark.campaign
@pytest.mark.needs("strace")
@pytest.mark.parametrize(("call", "resumed"), CASES)
def test_any_call_may_fail_once_with_any_error(call: str, resumed: bool, tmp_path: Path) -> None:
    break_each(call, lambda nth: [f"error={error}" for error in ERRORS], resumed, tmp_path)


@pytest.mark.slow
@pytest.mark.needs("strace")
@pytest.mark.parametrize("resumed", [False, True], ids=["new", "resumed"])
@pytest.mark.parametrize(
    ("call", "error"), [("write", "ENOSPC"), ("fdatasync", "EIO"), ("openat", "EMFILE"), ("fsync", "EIO")]
)
def test_a_disk_that_fails_for_ever_loses_nothing_acknowledged(
    call: str, error: str, resumed: bool, tmp_path: Path
) -> None:
    for nth in (1, 3, 5):
        folder = tmp_path / str(nth)
        if resumed:
            left_by_a_killed_host(folder)
        fault = Fault(call, f"error={error}", f"{nth}+")
        said, stderr = run(faulty_host(folder, fault, tmp_path / "log"))

        assert "Traceback" not in stderr, f"{fault}: {stderr}"
        assert said[-1:] in (["END"], ["CLOSED"]), f"{fault}: {said}"
        if (folder / "journal.jsonl").exists():
            assert_acknowledged_ideas_are_there(said, folder)
            assert_the_journal_goes_on(folder)


@pytest.mark.slow
def test_a_host_killed_thirty_times_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path, 30)


@pytest.mark.campaign
def test_a_host_killed_a_thousand_times_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    kill_again_and_again(tmp_path, 1000)


def has_grown(file: Path, size: int) -> bool:
    return file.stat().st_size > size


def kill_again_and_again(tmp_path: Path, rounds: int) -> None:
    folder, words = tmp_path / "session", tmp_path / "said"
    chance = random.Random(20261124)
    for _ in range(rounds):
        with words.open("ab") as said, subprocess.Popen(host(folder, 100_000), stdout=said, cwd=ROOT) as running:
            begun = words.stat().st_size
            wait_until(partial(has_grown, words, begun), "the journal to be open", 60)
            time.sleep(chance.uniform(0, 0.03))
            running.kill()

    lines = words.read_text(encoding="utf-8").splitlines()
    assert len(told(lines, "ACK")) > rounds
    found = assert_acknowledged_ideas_are_there(lines, folder)
    read = [int(line.split()[1]) for line in lines if line.startswith("READ")]
    assert read == sorted(read), "what had been shown was gone after a kill"
    assert read[-1] <= len(found)


@pytest.mark.slow
@pytest.mark.needs("strace")
@pytest.mark.parametrize(
    ("tail", "fault"),
    [
        pytest.param(None, None, id="new"),
        pytest.param(b"", None, id="resumed"),
        pytest.param(b"d33dbeef 31 {half an i", None, id="torn"),
        pytest.param(None, Fault("fdatasync", "error=EIO", "5"), id="new-then-a-sync-fails"),
        pytest.param(b"", Fault("fdatasync", "error=EIO", "5"), id="resumed-then-a-sync-fails"),
    ],
)
def test_a_power_cut_at_any_moment_loses_nothing_acknowledged_or_shown(
    tail: bytes | None, fault: Fault | None, tmp_path: Path
) -> None:
    folder, log = tmp_path / "session", tmp_path / "log"
    disk = Disk(folder)
    if tail is not None:
        left = left_by_a_killed_host(folder, tail)
        header = left.index(b"\n") + 1
        disk.hold("journal.jsonl", safe=left[:header], unsafe=left[header:])
    # strace counts by thread: the fifth sync of the run is one of the writer's, opening takes three at most.
    command = faulty(host(folder, 15), [fault] if fault else [], [], log=log)
    before = command.index(sys.executable)
    said, _ = run([*command[:before], "-e", f"trace={','.join(CALLS)}", *OPTIONS, *command[before:]])
    assert said[-1] == "END"
    assert bool(fault) == bool(told(said, "NAK"))

    after = tmp_path / "after"
    states = 0
    for now in disks_after(log.read_text(), disk):
        for state in now.after_a_cut():
            put(after, state)
            states += 1
            assert_nothing_promised_is_lost(now.said, after)
    assert disk.said == said
    assert states > 100


def put(folder: Path, files: dict[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)


def assert_nothing_promised_is_lost(said: list[str], folder: Path) -> None:
    shown = next((int(line.split()[1]) for line in said if line.startswith("READ")), 0)
    if not (folder / "journal.jsonl").exists():
        assert not told(said, "ACK")
        assert not shown
        return
    found = assert_acknowledged_ideas_are_there(said, folder)
    # A power cut may spare the end of a write and not its beginning: holes are possible where nothing was promised.
    assert found.keys() >= set(range(1, shown + 1))
    assert_the_journal_goes_on(folder)
