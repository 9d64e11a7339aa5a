"""How fast a phone may speak, and how often an address may be wrong."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from math import ceil
from typing import Final

AT_ONCE: Final = 30
"""Contributions that a participant may send in one go."""
SECONDS_PER_ONE: Final = 2.0
"""Then one every so often."""
MOST_WRONG_CODES: Final = 500
"""From one address in a minute: a whole room may be one address, and people mistype."""
_MINUTE: Final = 60.0
_MOST_ADDRESSES: Final = 2_000

Now = Callable[[], float]
"""Seconds that never go back."""


class Pace:
    """A bucket of contributions per participant, filled again as time goes by."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self._empty_at: dict[str, float] = {}
        """When each bucket would have been empty: a moment in the past says how much is left."""

    def wait(self, participant: str) -> int:
        """Takes one contribution; 0, or the whole seconds to wait before the next one is taken."""
        now = self._now()
        start = max(self._empty_at.get(participant, 0.0), now - AT_ONCE * SECONDS_PER_ONE)
        if start + SECONDS_PER_ONE > now:
            return ceil(start + SECONDS_PER_ONE - now)
        self._empty_at[participant] = start + SECONDS_PER_ONE
        return 0


class WrongCodes:
    """The wrong codes of the last minute. Addresses are forgotten with them, and written nowhere."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self._tries: dict[str, deque[float]] = {}

    def wait(self, address: str) -> int:
        """0, or the whole seconds before this address may try again."""
        tries = self._recent(address)
        return ceil(tries[0] + _MINUTE - self._now()) if len(tries) >= MOST_WRONG_CODES else 0

    def add(self, address: str) -> int:
        """One more; returns how many there were in the last minute, from everywhere."""
        if len(self._tries) >= _MOST_ADDRESSES:
            self._forget_the_quiet()
        tries = self._recent(address)
        tries.append(self._now())
        self._tries[address] = tries
        return sum(len(self._recent(known)) for known in self._tries)

    def _recent(self, address: str) -> deque[float]:
        tries = self._tries.get(address) or deque(maxlen=MOST_WRONG_CODES)
        while tries and tries[0] + _MINUTE <= self._now():
            tries.popleft()
        return tries

    def _forget_the_quiet(self) -> None:
        self._tries = {address: tries for address in self._tries if (tries := self._recent(address))}
