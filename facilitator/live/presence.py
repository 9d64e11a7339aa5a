"""What the host knows that no journal holds: addresses, speed, and what the disk has to say."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Final

from facilitator.engine.views import Room
from facilitator.live.feed import Feed
from facilitator.store.notices import DiskAnswers, Notice

_GOOD_NEWS: Final = 20.0
"""Seconds for which a disk that works again is worth a line."""


class Presence:
    """The room as the host sees it; it ends with the host."""

    def __init__(self, feed: Feed) -> None:
        self.room = Room()
        self._feed = feed
        self._opening: tuple[str, ...] = ()
        self._disk = ""

    def begin(self, speed: float, notices: tuple[str, ...]) -> None:
        """Says how fast time goes, and what was found when the session was opened; it stays."""
        self.room = replace(self.room, speed=speed)
        self._opening = notices
        self._show()

    def open(self, join: str, screen: str, remote: str) -> None:
        """Says where the faces are."""
        self._change(replace(self.room, join=join, screen=screen, remote=remote))

    def tell(self, notice: Notice) -> None:
        """Says what the disk does; the last word stands for all."""
        self._disk = notice.sentence()
        if isinstance(notice, DiskAnswers):
            asyncio.get_running_loop().call_later(_GOOD_NEWS, self._forget, self._disk)
        self._show()

    def _forget(self, sentence: str) -> None:
        if self._disk == sentence:
            self._disk = ""
            self._show()

    def _show(self) -> None:
        self._change(replace(self.room, notices=(*self._opening, *filter(None, (self._disk,)))))

    def _change(self, room: Room) -> None:
        self.room = room
        self._feed.publish()
