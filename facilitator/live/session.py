"""The live session: decide, reduce, journal, and show nothing that is not on the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

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


class Unsaved(Exception):
    """The disk refused: nothing happened, and the command may be sent again."""

    def sentence(self, translate: Callable[[str], str] = _) -> str:
        return translate(N_("Le disque n’a pas pu enregistrer : rien n’a changé. Réessayez."))

    def __str__(self) -> str:
        return self.sentence()


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
        self._last_saved: asyncio.Future[int] | None = None
        self._generation = 0

    async def dispatch(self, command: Command) -> int:
        """Does what a command asks and returns once it is on the disk, with the number of its entry.

        Raises Refused, or Unsaved when the disk refuses. A repeat succeeds once what it repeats is on the disk.
        """
        # All the commands and events there are: they are loaded once the host answers, before anybody can ask.
        from facilitator.live.step import take_step

        step = take_step(command, self.state, self.clock.now())
        if step is None:
            return await self._repeat()
        saved: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._journal.append(step.line, partial(self._settle, step, saved, self._generation))
        self.state, self._last_saved = step.state, saved
        return await asyncio.shield(saved)

    async def _repeat(self) -> int:
        seq = self.state.seq
        if self._last_saved is not None and seq > self.durable.seq:
            await asyncio.shield(self._last_saved)
        return seq

    def _settle(self, step: Step, saved: asyncio.Future[int], generation: int, error: OSError | None) -> None:
        if error is not None:
            self._roll_back(generation)
            saved.set_exception(Unsaved())
            saved.exception()  # whoever asked may be gone
            return
        self.durable = step.state
        self.touched.remember(step.state.seq, step.touched)
        saved.set_result(step.state.seq)
        self.feed.publish()

    def _roll_back(self, generation: int) -> None:
        # All that stood on the refused entry is refused with it, and only the first refusal finds it still standing.
        if generation == self._generation:
            self._generation += 1
            self.state = self.durable
