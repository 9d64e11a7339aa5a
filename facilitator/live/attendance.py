"""Which phones are with us, and which of them are writing: known while the host lives, written nowhere."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

HERE_SECONDS: Final = 45.0
"""How long a phone that only asks for pages counts as here."""
TYPING_SECONDS: Final = 6.0
"""How long somebody who typed a letter is still writing; phones say it again every few seconds."""


class _Fading:
    """Who did something lately, for as long as it counts."""

    def __init__(self, seconds: float, tell: Callable[[], None]) -> None:
        self._seconds = seconds
        self._tell = tell
        self._until: dict[str, asyncio.TimerHandle] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._until)

    def __len__(self) -> int:
        return len(self._until)

    def mark(self, who: str) -> None:
        known = self._until.pop(who, None)
        if known is not None:
            known.cancel()
        self._until[who] = asyncio.get_running_loop().call_later(self._seconds, self.forget, who)
        if known is None:
            self._tell()

    def forget(self, who: str) -> None:
        known = self._until.pop(who, None)
        if known is not None:
            known.cancel()
            self._tell()


class Attendance:
    """Counts the phones; `tell` hears of every change of a count."""

    def __init__(self, tell: Callable[[], None]) -> None:
        self._tell = tell
        self._following: Counter[str] = Counter()
        self._seen = _Fading(HERE_SECONDS, tell)
        self._typing = _Fading(TYPING_SECONDS, tell)

    @property
    def connected(self) -> int:
        """Phones that follow the session, or asked for a page lately."""
        return len(self._following.keys() | set(self._seen))

    @property
    def typing(self) -> int:
        """People who are writing."""
        return len(self._typing)

    @contextmanager
    def following(self, who: str) -> Iterator[None]:
        """A phone follows the session for as long as the block lasts."""
        self._following[who] += 1
        self._tell()
        try:
            yield
        finally:
            self._following[who] -= 1
            if not self._following[who]:
                del self._following[who]
                self._seen.forget(who)
            self._typing.forget(who)
            self._tell()

    def saw(self, who: str) -> None:
        """A phone asked for a page."""
        self._seen.mark(who)

    def types(self, who: str) -> None:
        """Somebody is writing."""
        self._typing.mark(who)

    def sent(self, who: str) -> None:
        """Somebody has written."""
        self._typing.forget(who)
