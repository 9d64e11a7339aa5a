"""The live session: decide, reduce, journal, and show nothing that is not on the disk."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from facilitator.engine.commands import Command
from facilitator.engine.decide import answer
from facilitator.engine.reduce import reduce
from facilitator.engine.state import SessionState
from facilitator.live.clock import Clock
from facilitator.live.feed import Feed
from facilitator.live.touched import TouchedIdeas, touched_ideas
from facilitator.locale import gettext as _
from facilitator.store.codec import encode_entry
from facilitator.store.journal import Journal


class Unsaved(Exception):
    """The disk refused: nothing happened, and the command may be sent again."""

    def sentence(self) -> str:
        return _("Le disque n’a pas pu enregistrer : rien n’a changé. Réessayez.")

    __str__ = sentence


@dataclass(frozen=True, slots=True)
class _Step:
    """One entry on its way to the disk."""

    state: SessionState
    touched: Sequence[str]
    saved: asyncio.Future[int]
    generation: int


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
        entry = answer(command, self.state, self.clock.now(), _new_id)
        if entry is None:
            return await self._repeat()
        state, changes = reduce(entry, self.state)
        saved = asyncio.get_running_loop().create_future()
        step = _Step(state, touched_ideas(changes, state), saved, self._generation)
        self._journal.append(encode_entry(entry), partial(self._settle, step))
        self.state, self._last_saved = state, saved
        return await asyncio.shield(saved)

    async def _repeat(self) -> int:
        seq = self.state.seq
        if self._last_saved is not None and seq > self.durable.seq:
            await asyncio.shield(self._last_saved)
        return seq

    def _settle(self, step: _Step, error: OSError | None) -> None:
        if error is not None:
            self._roll_back(step.generation)
            step.saved.set_exception(Unsaved())
            step.saved.exception()  # whoever asked may be gone
            return
        self.durable = step.state
        self.touched.remember(step.state.seq, step.touched)
        step.saved.set_result(step.state.seq)
        self.feed.publish()

    def _roll_back(self, generation: int) -> None:
        # All that stood on the refused entry is refused with it, and only the first refusal finds it still standing.
        if generation == self._generation:
            self._generation += 1
            self.state = self.durable


def _new_id() -> str:
    return os.urandom(8).hex()
