"""How fast a phone may speak, and how often an address may come in or be wrong."""

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
MOST_NEWCOMERS: Final = 500
"""Let in from one address in a minute: more is no room, but somebody who makes cookies."""
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


class PerMinute:
    """How often each address did something in the last minute. Addresses are forgotten with it, and written nowhere."""

    def __init__(self, now: Now, most: int) -> None:
        self._now = now
        self._most = most
        self._times: dict[str, deque[float]] = {}

    def wait(self, address: str) -> int:
        """0, or the whole seconds before this address may do it again."""
        times = self._recent(address)
        return ceil(times[0] + _MINUTE - self._now()) if len(times) >= self._most else 0

    def add(self, address: str) -> int:
        """One more; returns how many there were in the last minute, from everywhere."""
        if len(self._times) >= _MOST_ADDRESSES:
            self._forget_the_quiet()
        times = self._recent(address)
        times.append(self._now())
        self._times[address] = times
        return sum(len(self._recent(known)) for known in self._times)

    def _recent(self, address: str) -> deque[float]:
        times = self._times.get(address) or deque(maxlen=self._most)
        while times and times[0] + _MINUTE <= self._now():
            times.popleft()
        return times

    def _forget_the_quiet(self) -> None:
        self._times = {address: times for address in self._times if (times := self._recent(address))}
