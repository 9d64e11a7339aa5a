"""What tells a host that it is time to end."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable


class StopBell:
    """Rings once, from anywhere: a signal, a thread, or before anyone listens."""

    def __init__(self) -> None:
        self._rung = False
        self._answer: Callable[[], object] = lambda: None

    def on_signals(self) -> None:
        """Rings when this process is asked to end."""
        for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda number, frame: self.ring())

    def ring(self) -> None:
        self._rung = True
        self._answer()

    async def heard(self) -> None:
        """Returns once it has rung."""
        loop = asyncio.get_running_loop()
        rung = asyncio.Event()
        self._answer = lambda: loop.call_soon_threadsafe(rung.set)
        if not self._rung:
            await rung.wait()
