"""Signals that end a console cleanly: without them, Textual leaves the terminal raw."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable

ENDING = ("SIGTERM", "SIGHUP")


def leave_on_signals(leave: Callable[[], None]) -> None:
    """Have `leave` called in the loop when somebody ends this process; nothing where signals cannot be had."""
    for name in ENDING:
        number = getattr(signal, name, None)
        try:
            if number is not None:
                asyncio.get_running_loop().add_signal_handler(number, leave)
        except (NotImplementedError, RuntimeError, ValueError):
            return  # not the main thread, or a system without them
