"""Processes of this machine, as a test may look at them and ill-treat them."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path

from tests.harness.waiting import wait_until


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that only waits to be reaped does not."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] not in "ZX"


def children(pid: int) -> list[int]:
    """The direct children of a process."""
    return [
        int(child)
        for tasks in Path(f"/proc/{pid}/task").glob("*/children")
        for child in tasks.read_text(encoding="utf-8").split()
    ]


def command_line(pid: int) -> list[str]:
    """The words that started a process."""
    return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").rstrip("\0").split("\0")


def environment(pid: int) -> dict[str, str]:
    """What a process was told when it was started."""
    told = Path(f"/proc/{pid}/environ").read_text(encoding="utf-8").split("\0")
    return dict(pair.split("=", 1) for pair in told if "=" in pair)


def resident_memory(pid: int) -> int:
    """Bytes of memory that the process holds, shared pages included."""
    pages = Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def kill(pid: int) -> None:
    """Take the process away at once, as a crash or a power cut would, and wait for it to be gone."""
    os.kill(pid, signal.SIGKILL)
    wait_gone(pid)


def kill_together(*pids: int) -> None:
    """Take them all away in the same instant; one may go because another did, before its own turn."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def stop(pid: int) -> None:
    """Freeze the process until `resume`."""
    os.kill(pid, signal.SIGSTOP)


def resume(pid: int) -> None:
    """Let a frozen process go on."""
    os.kill(pid, signal.SIGCONT)


def wait_gone(pid: int, timeout: float = 10.0) -> None:
    """Wait for a process to end, whoever its parent is."""
    wait_until(lambda: not is_alive(pid), f"process {pid} to end", timeout)
