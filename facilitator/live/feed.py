"""Who follows the session. A subscriber is only a flag: what it is told is made when it is sent, so the latest wins."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Subscriber:
    """One follower; however slow, it costs the session nothing."""

    def __init__(self) -> None:
        self._flag = asyncio.Event()
        self._flag.set()
        self.closed = False

    def wake(self) -> None:
        """Says that there is something new."""
        self._flag.set()

    def close(self) -> None:
        """Says that there will never be anything new."""
        self.closed = True
        self._flag.set()

    async def news(self, patience: float) -> bool:
        """Whether something is new, waiting at most `patience` seconds for it; the first time, at once."""
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._flag.wait()
        return self._flag.is_set()

    def catch_up(self) -> None:
        """From now on, what is new is new again."""
        if not self.closed:
            self._flag.clear()


class Feed:
    """Everyone who follows the session."""

    def __init__(self) -> None:
        self._subscribers: set[Subscriber] = set()
        self._closed = False

    @contextmanager
    def subscribe(self) -> Iterator[Subscriber]:
        """A follower for as long as the block lasts."""
        subscriber = Subscriber()
        self.attach(subscriber)
        try:
            yield subscriber
        finally:
            self._subscribers.discard(subscriber)

    def attach(self, subscriber: Subscriber) -> None:
        """A follower that stays to the end."""
        self._subscribers.add(subscriber)
        if self._closed:
            subscriber.close()

    @property
    def is_followed(self) -> bool:
        """Whether anybody would hear."""
        return bool(self._subscribers)

    def publish(self) -> None:
        """Wakes everyone."""
        for subscriber in self._subscribers:
            subscriber.wake()

    def close(self) -> None:
        """Ends every stream, those to come too."""
        self._closed = True
        for subscriber in self._subscribers:
            subscriber.close()
