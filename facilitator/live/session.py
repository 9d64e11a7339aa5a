"""The live session: decide, reduce, journal, and show nothing that is not on the disk."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from facilitator.engine.state import SessionState
from facilitator.live.clock import Clock
from facilitator.live.feed import Feed
from facilitator.live.touched import TouchedIdeas
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.store.journal import Journal

if TYPE_CHECKING:
    from facilitator.engine.commands import Command
    from facilitator.live.step import Step


_CROWD: Final = 8
"""Answers, one close after the other, that are a room speaking at once."""
_CLOSE: Final = 0.01
"""Seconds: what a phone of that room may take to be the next."""


class Unsaved(Exception):
    """The disk refused: nothing happened, and the command may be sent again."""

    def sentence(self, translate: Callable[[str], str] = _) -> str:
        return translate(N_("Le disque n’a pas pu enregistrer : rien n’a changé. Réessayez."))

    def __str__(self) -> str:
        return self.sentence()


Tell = Callable[[int | Unsaved], object]
"""Is given the number of an entry once it is on the disk, or what the disk refused."""


class LiveSession:
    """One run of a script, alive."""

    def __init__(self, state: SessionState, journal: Journal, clock: Clock, feed: Feed) -> None:
        self.state = state
        """Where the commands accepted so far lead: ahead of the disk."""
        self.durable = state
        """What is on the disk: the only state that is ever shown."""
        self.clock = clock
        self.feed = feed
        self.touched = TouchedIdeas(state.seq)
        self._journal = journal
        self._last_asking: list[Tell] = []
        """Who is told of the last entry."""
        self._generation = 0
        self._has_news = False
        self._in_a_row = 0
        """Answers given, each close to the one before."""
        self._answered = 0.0

    @property
    def is_busy(self) -> bool:
        """Whether somebody waits for the disk, or the next of a crowd must be on the way."""
        if self.state is not self.durable:
            return True
        return self._in_a_row >= _CROWD and time.monotonic() - self._answered < _CLOSE

    async def dispatch(self, command: Command) -> int:
        """Does what a command asks; the number of its entry, once it is on the disk. Raises Refused, or Unsaved."""
        told: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self.ask(command, partial(_pass_on, told))
        return await told

    def ask(self, command: Command, tell: Tell) -> None:
        """Does what a command asks, and tells once it is on the disk, or that the disk refuses; raises Refused.

        A repeat succeeds once what it repeats is on the disk.
        """
        # All the commands and events there are: they are loaded once the host answers, before anybody can ask.
        from facilitator.live.step import take_step

        step = take_step(command, self.state, self.clock.now())
        if step is None:
            self._repeat(tell)
            return
        asking = [tell]
        self._journal.append(step.line, partial(self._settle, step, asking, self._generation))
        self.state, self._last_asking = step.state, asking

    def _repeat(self, tell: Tell) -> None:
        if self.state.seq > self.durable.seq:
            self._last_asking.append(tell)
        else:
            tell(self.state.seq)

    def _settle(self, step: Step, asking: list[Tell], generation: int, error: OSError | None) -> None:
        if error is None:
            self.durable = step.state
            self.touched.remember(step.state.seq, step.touched)
            self._publish_soon()
        else:
            self._roll_back(generation)
        self._count_answer()
        for tell in asking:
            tell(Unsaved() if error else step.state.seq)

    def _publish_soon(self) -> None:
        """Once for all that one write has brought, when whoever waited for it is answered."""
        if not self._has_news:
            self._has_news = True
            asyncio.get_running_loop().call_soon(self._publish)

    def _publish(self) -> None:
        self._has_news = False
        self.feed.publish()

    def _count_answer(self) -> None:
        now = time.monotonic()
        self._in_a_row = self._in_a_row + 1 if now - self._answered < _CLOSE else 1
        self._answered = now

    def _roll_back(self, generation: int) -> None:
        # All that stood on the refused entry is refused with it, and only the first refusal finds it still standing.
        if generation == self._generation:
            self._generation += 1
            self.state = self.durable


def _pass_on(told: asyncio.Future[int], outcome: int | Unsaved) -> None:
    if told.done():  # whoever asked is gone
        return
    if isinstance(outcome, Unsaved):
        told.set_exception(outcome)
    else:
        told.set_result(outcome)
