"""Processes that others start and keep: how often they may die, and how they end. Standard library only."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from facilitator.spawning import Process

_SIGKILL = 9
_QUICK_DEATH = 5.0
"""Seconds of life under which a process counts as not having started."""
_PAUSES = (0.05, 0.2, 0.5, 1.0)
"""Seconds before each new start in a row; after the last one, we give up."""
_FAREWELL = 2.0
"""Seconds that a process gets to end by itself."""
_COURTESY = 15
"""How much sooner than who gives way any other process has the processor."""
_SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT", "SIGBREAK")


class Starts:
    """How often a process has been started in vain, one time after the other."""

    def __init__(self) -> None:
        self._in_vain = 0
        self._last = time.monotonic()

    def pause(self, dead: Process, *, in_vain: bool) -> float | None:
        """Seconds to wait before starting again; None to give up. Who is killed from outside did nothing wrong."""
        self._in_vain = self._in_vain + 1 if in_vain and dead.returncode != -_SIGKILL else 0
        if self._in_vain == len(_PAUSES):
            return None
        self._last = time.monotonic() + _PAUSES[self._in_vain]
        return _PAUSES[self._in_vain]

    def just_began(self) -> bool:
        """Whether the last start is so recent that its end makes it vain."""
        return time.monotonic() - self._last < _QUICK_DEATH


def give_way() -> None:
    """Leaves the processor to any other process that wants it, for as long as this one lives."""
    with suppress(OSError, AttributeError):  # nowhere but where the system can
        os.nice(_COURTESY)


def stand_aside() -> None:
    """Runs only where no other process wants the processor, where the system can say so: giving way is felt by phones
    that wait for an answer, one time in ten (docs/performance.md).
    """
    give_way()
    with suppress(OSError, AttributeError):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


def on_signals(handler: signal.Handlers | Callable[[int, object], object]) -> None:
    """What becomes of the signals that ask for an end."""
    for name in _SIGNALS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), handler)


def stop_process(process: Process | None) -> bool:
    """Asks a process to end and sees that it does; says whether it did so by itself and in good order."""
    if process is None:
        return True
    with suppress(OSError):
        process.terminate()
    if _ends(process):
        return process.returncode == 0
    if sys.platform != "win32":
        process.send_signal(signal.SIGCONT)  # a frozen one has not heard yet
    end_or_kill(process)
    return False


def end_or_kill(process: Process) -> None:
    """Sees that a process ends, which was told to in another way."""
    if not _ends(process):
        process.kill()
        process.wait()


def _ends(process: Process) -> bool:
    with suppress(subprocess.TimeoutExpired, TimeoutError):
        process.wait(_FAREWELL)
        return True
    return False
