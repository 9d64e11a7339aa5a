"""Keeps the room's screen on a terminal: whatever kills it, it comes back, on what it was showing.

Standard library only, like the supervisor of a session: nothing of the house can take it down.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence

from facilitator.processes import Starts, on_signals, stop_process
from facilitator.spawning import environment, python
from facilitator.terminal import Terminal


def keep(face: Sequence[str], told: Mapping[str, str]) -> int:
    """Has Python run a face until somebody leaves it, or it dies too often; returns the exit code."""
    terminal, starts = Terminal(), Starts()
    told = {**told, "FACILITATOR_SUPERVISOR": str(os.getpid())}
    died, process = False, None
    on_signals(_leave)
    try:
        while True:
            process = subprocess.Popen(python(*face), env=environment() | told)
            if process.wait() == 0:
                return 0
            died = True
            pause = starts.pause(process, in_vain=starts.just_began())
            if pause is None:
                return 1
            time.sleep(pause)
    finally:
        on_signals(signal.SIG_IGN)
        cleaned = stop_process(process)
        # Who comes back draws over what was there; only the last one leaves the terminal as it was lent.
        terminal.give_back(drawn_on=died or not cleaned)


def _leave(number: int, frame: object) -> None:
    raise SystemExit(128 + number)
