from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.harness import processes
from tests.harness.waiting import wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    """A process that does nothing for a minute."""
    with subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(60)"]) as process:
        yield process
        process.kill()


def test_a_killed_process_is_gone_even_before_its_parent_reaps_it(sleeper: subprocess.Popen[bytes]) -> None:
    assert processes.is_alive(sleeper.pid)
    processes.kill(sleeper.pid)
    assert not processes.is_alive(sleeper.pid)


def test_processes_are_killed_together_though_one_is_gone_already(sleeper: subprocess.Popen[bytes]) -> None:
    with subprocess.Popen([sys.executable, "-S", "-c", ""]) as gone:
        gone.wait()
        processes.kill_together(gone.pid, sleeper.pid)
    processes.wait_gone(sleeper.pid)


def test_a_stopped_process_is_alive_and_goes_on(sleeper: subprocess.Popen[bytes]) -> None:
    processes.stop(sleeper.pid)
    wait_until(lambda: _state(sleeper.pid) == "T", "the process to freeze")
    assert processes.is_alive(sleeper.pid)
    processes.resume(sleeper.pid)
    wait_until(lambda: _state(sleeper.pid) != "T", "the process to thaw")


def test_a_process_is_found_among_the_children_of_its_parent(sleeper: subprocess.Popen[bytes]) -> None:
    assert sleeper.pid in processes.children(os.getpid())
    wait_until(lambda: "-S" in processes.command_line(sleeper.pid), "the process to have its words")


def test_memory_is_counted_in_bytes(sleeper: subprocess.Popen[bytes]) -> None:
    wait_until(lambda: processes.resident_memory(sleeper.pid) > 1_000_000, "a Python to weigh more than a megabyte")
    assert processes.resident_memory(sleeper.pid) < 100_000_000


def test_what_never_comes_is_told_after_the_deadline() -> None:
    with pytest.raises(AssertionError, match="still waiting for spring"):
        wait_until(lambda: False, "spring", timeout=0.05)


def _state(pid: int) -> str:
    with open(f"/proc/{pid}/stat", encoding="utf-8") as status:
        return status.read().rpartition(")")[2].split()[0]
