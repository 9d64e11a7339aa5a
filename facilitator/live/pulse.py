"""The beat of a crowd: whatever happens, hundreds of followers are woken together, and only a few times a second."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from math import inf
from typing import Final

from facilitator.live.feed import Feed, Subscriber

_SLICE: Final = 50
"""Followers woken before the loop looks again at who has something to say."""
_STEP: Final = 0.004
_MOST_STEPS: Final = 25


class Pulse(Subscriber):
    """Follows a feed and passes its news on: the first at once, then at most one per `gap` seconds.

    Where it is told what its followers may have `seen`, what changes nothing of it is no news.
    While the session `is_busy` answering, a beat waits, a tenth of a second at most: who has spoken comes first.
    """

    def __init__(
        self,
        source: Feed,
        gap: float,
        is_busy: Callable[[], bool] = lambda: False,
        seen: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self.feed = Feed()
        """Who hears the beats."""
        self.beats = 0
        self._gap = gap
        self._is_busy = is_busy
        self._seen = seen
        self._shown: object = None
        """What was seen at the last beat."""
        self._last = -inf
        self._next: asyncio.Handle | None = None
        self._to_wake: list[Subscriber] = []
        self._steps = 0
        self._has_more = False
        """Whether something happened while a beat was on its way."""
        source.attach(self)

    @property
    def is_due(self) -> bool:
        """Whether a beat is coming, or on its way."""
        return self._next is not None

    def wake(self) -> None:
        if self._seen is not None and self._next is None and self._seen() == self._shown:
            return
        self._has_more = True
        if self._next is None and self.feed.is_followed:
            loop = asyncio.get_running_loop()
            self._next = loop.call_at(max(loop.time(), self._last + self._gap), self._beat)

    def close(self) -> None:
        self.closed = True
        if self._next is not None:
            self._next.cancel()
        self.feed.close()

    def _beat(self) -> None:
        loop = asyncio.get_running_loop()
        if self._steps < _MOST_STEPS and self._is_busy():
            self._steps += 1
            self._next = loop.call_later(_STEP, self._beat)
            return
        if not self._to_wake:
            self.beats, self._last, self._has_more = self.beats + 1, loop.time(), False
            self._shown = self._seen() if self._seen is not None else None
            self._to_wake = list(self.feed)
        for subscriber in self._to_wake[:_SLICE]:
            subscriber.wake()
        del self._to_wake[:_SLICE]
        if self._to_wake:
            self._next = loop.call_soon(self._beat)
            return
        self._next, self._steps = None, 0
        if self._has_more:
            self.wake()
