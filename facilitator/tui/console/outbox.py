"""What must arrive: contributions wait here until the host has them on disk, however long it is away."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from facilitator.client import RefusedAnswer, Unreachable
from facilitator.tui.console.link import Link
from facilitator.tui.console.messages import Ask

PAUSE = 0.5


class Outbox:
    """Asks in the order they were made, each sent again until it is answered."""

    def __init__(self, link: Link, waiting: list[Ask], settled: Callable[[Ask, str], None]) -> None:
        """`waiting` belongs to whoever keeps it safe: asks stay in it until they are settled."""
        self._link = link
        self._waiting = waiting
        self._settled = settled
        self._more = asyncio.Event()

    def put(self, ask: Ask) -> None:
        """Take an ask in."""
        self._waiting.append(ask)
        self._more.set()

    async def work(self) -> None:
        """Send for as long as the console lives."""
        while True:
            while self._waiting:
                await self._send(self._waiting[0])
            self._more.clear()
            await self._more.wait()

    async def _send(self, ask: Ask) -> None:
        while isinstance(answer := await self._link.send(ask.command, **ask.fields), Unreachable):
            await asyncio.sleep(PAUSE)
        self._waiting.remove(ask)
        self._settled(ask, answer.sentence if isinstance(answer, RefusedAnswer) else "")
