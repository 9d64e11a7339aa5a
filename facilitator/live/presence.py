"""What the host knows that no journal holds: addresses, speed, and what the machine did that people should know."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import Final

from facilitator.engine.views import Room
from facilitator.live.feed import Feed
from facilitator.locale import ngettext
from facilitator.store.notices import DiskAnswers, Notice

_GOOD_NEWS: Final = 20.0
"""Seconds for which a disk that works again is worth a line."""
_NAP_NEWS: Final = 180.0


@dataclass(frozen=True, slots=True)
class Slept:
    """The machine slept while the clock ran."""

    seconds: float

    def sentence(self) -> str:
        minutes = max(1, round(self.seconds / 60))
        return ngettext(
            "L’ordinateur s’est mis en veille (environ {n} minute) : ce temps a été compté.",
            "L’ordinateur s’est mis en veille (environ {n} minutes) : ce temps a été compté.",
            minutes,
        ).format(n=minutes)


class Presence:
    """The room as the host sees it; it ends with the host."""

    def __init__(self, feed: Feed) -> None:
        self.room = Room()
        self._feed = feed
        self._opening: tuple[str, ...] = ()
        self._disk = ""
        self._nap = ""

    def begin(self, speed: float, notices: tuple[str, ...]) -> None:
        """Says how fast time goes, and what was found when the session was opened; it stays."""
        self.room = replace(self.room, speed=speed)
        self._opening = notices
        self._show()

    def open(self, join: str, screen: str, remote: str) -> None:
        """Says where the faces are."""
        self._change(replace(self.room, join=join, screen=screen, remote=remote))

    def tell(self, notice: Notice) -> None:
        """Says what the disk does; its last word stands for all."""
        self._disk = notice.sentence()
        if isinstance(notice, DiskAnswers):
            asyncio.get_running_loop().call_later(_GOOD_NEWS, self._forget, self._disk)
        self._show()

    def tell_nap(self, slept: Slept) -> None:
        """Says that the machine slept, for a while."""
        self._nap = slept.sentence()
        asyncio.get_running_loop().call_later(_NAP_NEWS, self._forget, self._nap)
        self._show()

    def _forget(self, sentence: str) -> None:
        self._disk = "" if self._disk == sentence else self._disk
        self._nap = "" if self._nap == sentence else self._nap
        self._show()

    def _show(self) -> None:
        self._change(replace(self.room, notices=(*self._opening, *filter(None, (self._disk, self._nap)))))

    def _change(self, room: Room) -> None:
        self.room = room
        self._feed.publish()
