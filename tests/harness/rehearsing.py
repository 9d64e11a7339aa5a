"""Rehearsals on a clock that jumps: a whole hour in a second."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from facilitator.live.clock import Clock
from facilitator.live.opening import NewSession, OpenSession, begin
from facilitator.store.paths import DataFolder
from facilitator.store.scripts import find_script, read_script

FOUR_O_CLOCK = 1_000_000.0


class JumpingClock(Clock):
    """Nobody waits: time goes by as soon as somebody would."""

    def __init__(self, now: float) -> None:
        super().__init__(now)
        self._now = now

    def now(self) -> float:
        return self._now

    def real_seconds(self, seconds: float) -> float:
        self._now += max(0.0, seconds)
        return 0.0


@asynccontextmanager
async def doors_open(name: str, start: float = FOUR_O_CLOCK, late: float = 0.0) -> AsyncIterator[OpenSession]:
    """A shipped workshop in its lobby, so many seconds after its planned start, or before it."""
    reading = read_script(find_script(name))
    assert reading.script is not None
    with TemporaryDirectory() as folder:
        kept = DataFolder(Path(folder)).create().session("20261124-160000-essai-3fa9")
        new = NewSession(reading.script, reading.text, start, start)
        session = begin(kept, new, asyncio.get_running_loop().call_soon_threadsafe)
        session.live.clock = JumpingClock(start + late)
        try:
            yield session
        finally:
            session.live.feed.close()
            session.journal.close()
