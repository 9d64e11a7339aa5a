"""Disks that fail on demand: a command run under strace, which breaks the system calls that touch given paths."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE_CALLS = ("openat", "write", "fsync", "fdatasync", "ftruncate", "rename", "unlink", "close")
"""The calls by which our files are made; glibc and Python name them so on Linux."""


@dataclass(frozen=True)
class Fault:
    """What goes wrong, and at which of the calls that touch the paths."""

    call: str
    effect: str
    """As strace writes it: `error=ENOSPC`, `signal=SIGKILL`, `delay_enter=300000` (microseconds), `retval=3`."""
    when: str = "1"
    """`3` the third call only, `3+` from the third on, `1+2` every second one."""

    def __str__(self) -> str:
        return f"{self.call}:{self.effect}:when={self.when}"


@cache
def strace_works() -> bool:
    """Whether strace is here and may trace: containers often forbid it."""
    try:
        return subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def faulty(
    command: Sequence[str], faults: Iterable[Fault], paths: Iterable[Path], *, log: Path | str = "/dev/null"
) -> list[str]:
    """The command under strace: only calls that touch one of the paths (files or folders, no wildcard) are broken."""
    faults = tuple(faults)
    calls = ",".join(sorted({fault.call for fault in faults}) or FILE_CALLS)
    traced = ["strace", "-f", "-qq", "-o", str(log), "-e", f"trace={calls}", "-e", "signal=none"]
    for path in paths:
        traced += ["-P", str(path)]
    for fault in faults:
        traced += ["-e", f"inject={fault}"]
    return [*traced, *command]


def count_calls(command: Sequence[str], paths: Iterable[Path]) -> Counter[str]:
    """Run the command unharmed and count its calls on the paths: what a campaign may then break one by one."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8", errors="replace") as log:
        subprocess.run(faulty(command, (), paths, log=log.name), check=True, capture_output=True)
        return Counter(re.findall(r"^\d+ +(\w+)\(", log.read(), re.MULTILINE))
