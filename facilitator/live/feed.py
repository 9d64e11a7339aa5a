"""Who follows the session. A subscriber is only a flag: what it is told is made when it is sent, so the latest wins."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Subscriber:
    """One follower; however slow, it costs the session nothing."""

    def __init__(self) -> None:
        self.closed = False
        self.take: Callable[[], bool] = lambda: False
        """Takes the news as it comes; False leaves it to whoever waits."""
        self._has_news = True
        self._waiting: asyncio.Future[None] | None = None
        self._until = 0.0
        """When whoever waits has no more patience."""
        self._alarm: asyncio.TimerHandle | None = None

    def wake(self) -> None:
        """Says that there is something new."""
        if self.closed or not self.take():
            self._has_news = True
            self._stop_waiting()

    def close(self) -> None:
        """Says that there will never be anything new."""
        self.closed = True
        self.wake()

    async def news(self, patience: float) -> bool:
        """Whether something is new, waiting at most `patience` seconds for it; the first time, at once."""
        if not self._has_news:
            # A room waits here by the hundred: a bare future costs a tenth of an event with a timeout.
            loop = asyncio.get_running_loop()
            self._waiting = loop.create_future()
            self._until = loop.time() + patience
            self._set_alarm(loop)
            await self._waiting
        return self._has_news

    def catch_up(self) -> None:
        """From now on, what is new is new again."""
        self._has_news = self.closed

    def _stop_waiting(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    def _set_alarm(self, loop: asyncio.AbstractEventLoop) -> None:
        # News mostly comes first: one alarm that is set again when it rings too soon, not one for each message.
        if self._alarm is not None and self._alarm.when() > self._until:
            self._alarm.cancel()
            self._alarm = None
        if self._alarm is None:
            self._alarm = loop.call_at(self._until, self._ring, loop)

    def _ring(self, loop: asyncio.AbstractEventLoop) -> None:
        self._alarm = None
        if self._until <= loop.time():
            self._stop_waiting()
        elif self._waiting is not None and not self._waiting.done():
            self._set_alarm(loop)


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

    def __iter__(self) -> Iterator[Subscriber]:
        return iter(self._subscribers)

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
