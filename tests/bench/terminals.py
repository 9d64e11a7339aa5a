"""Faces in terminals of their own, whose bytes are timed as they come."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Mapping, Sequence

from tests.bench.measures import Started
from tests.harness.hosting import HostProcess


class Face:
    """A program in a terminal, read by the loop: whoever waits for some bytes learns when they came."""

    def __init__(self, command: Sequence[str], told: Mapping[str, str] | None = None) -> None:
        self._started = Started(command, told=told)
        self._tail = b""
        self._awaited: dict[bytes, asyncio.Future[float]] = {}
        self.paints: list[float] = []
        """When something was painted."""
        asyncio.get_running_loop().add_reader(self._started.master, self._read)

    def when(self, mark: bytes) -> asyncio.Future[float]:
        """When these bytes are sent to the terminal, from now on."""
        return self._awaited.setdefault(mark, asyncio.get_running_loop().create_future())

    def _read(self) -> None:
        sent, now = os.read(self._started.master, 1 << 20), time.perf_counter()
        self.paints.append(now)
        self._tail = self._tail[-100:] + sent
        for mark in [mark for mark in self._awaited if mark in self._tail]:
            self._awaited.pop(mark).set_result(now)

    def end(self) -> None:
        """Ends the program."""
        asyncio.get_running_loop().remove_reader(self._started.master)
        self._started.end()


def public_screen(host: HostProcess) -> Face:
    """The room's screen."""
    return Face([sys.executable, "-m", "facilitator", "screen", f"http://{host.address.authority}/screen"])


def console(host: HostProcess) -> Face:
    """The facilitators' console, as the supervisor starts it."""
    told = {
        "FACILITATOR_HOST": f"http://{host.address.authority}",
        "FACILITATOR_KEY": host.address.key,
        "TEXTUAL_FPS": "120",
    }
    return Face([sys.executable, "-m", "facilitator.tui.console"], told)
