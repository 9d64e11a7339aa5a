"""What is going to happen in a rehearsal, in the order of the session's clock."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Callable
from itertools import count
from typing import Final

from facilitator.engine.commands import Command
from facilitator.engine.refused import Refused
from facilitator.engine.state import SessionState
from facilitator.live.session import LiveSession, Unsaved

Step = Callable[[float], object]
"""What happens at a time of the session; it is told that time, whatever the delay with which it comes."""

_PATIENCE: Final = 1.0


class Stage:
    """One thing after the other: the same seed gives the same hour."""

    def __init__(self, session: LiveSession) -> None:
        self._session = session
        self._steps: list[tuple[float, int, Step]] = []
        self._numbers = count()

    @property
    def state(self) -> SessionState:
        """The session as it is; on the disk in a moment, which makes no difference to somebody simulated."""
        return self._session.state

    def now(self) -> float:
        """The session's time."""
        return self._session.clock.now()

    def at(self, when: float, step: Step) -> None:
        """Plans a step."""
        heapq.heappush(self._steps, (when, next(self._numbers), step))

    async def play(self) -> None:
        """Takes every step in its time, until the workshop has ended or nothing is left to do."""
        while self._steps and self.state.status != "ended":
            when, _number, step = heapq.heappop(self._steps)
            await asyncio.sleep(max(0.0, self._session.clock.real_seconds(when - self.now())))
            step(when)
        await self._kept()

    async def _kept(self) -> None:
        """Returns once everything that was sent is on the disk, or refused by it."""
        with self._session.feed.subscribe() as subscriber:
            while self._session.durable is not self._session.state and not subscriber.closed:
                await subscriber.news(patience=_PATIENCE)
                subscriber.catch_up()

    def send(self, command: Command) -> bool:
        """Sends a command as anybody would; says whether it was taken."""
        try:
            self._session.ask(command, _hear_nothing)
        except Refused:
            return False
        return True


def _hear_nothing(outcome: int | Unsaved) -> None:
    """Nobody simulated waits for the disk."""
