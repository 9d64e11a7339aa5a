"""The beat of a crowd: whatever happens, hundreds of followers are woken together, and only a few times a second."""

from __future__ import annotations

import asyncio
from math import inf

from facilitator.live.feed import Feed, Subscriber


class Pulse(Subscriber):
    """Follows a feed and passes its news on: the first at once, then at most one per `gap` seconds."""

    def __init__(self, source: Feed, gap: float) -> None:
        super().__init__()
        self.feed = Feed()
        """Who hears the beats."""
        self.beats = 0
        self._gap = gap
        self._last = -inf
        self._next: asyncio.TimerHandle | None = None
        source.attach(self)

    @property
    def is_due(self) -> bool:
        """Whether a beat is coming."""
        return self._next is not None

    def wake(self) -> None:
        if self._next is None and self.feed.is_followed:
            loop = asyncio.get_running_loop()
            self._next = loop.call_at(max(loop.time(), self._last + self._gap), self._beat)

    def close(self) -> None:
        self.closed = True
        if self._next is not None:
            self._next.cancel()
        self.feed.close()

    def _beat(self) -> None:
        self._next, self._last = None, asyncio.get_running_loop().time()
        self.beats += 1
        self.feed.publish()
