"""The only place that asks the time."""

from __future__ import annotations

import time
from typing import Final

# Counts the nights of a laptop, where the monotonic clock stands still, and ignores whoever sets the wall clock.
_BOOT: Final[int | None] = getattr(time, "CLOCK_BOOTTIME", None)


def wall_time() -> float:
    """Seconds since the epoch, as this machine believes."""
    return time.time()


def _steady() -> float:
    return time.time() if _BOOT is None else time.clock_gettime(_BOOT)


class Clock:
    """The session's time: the wall's, from the day the session was made, only quicker in a rehearsal.

    It is read off the wall once, at the start, then follows a clock that nobody sets: what is left never jumps.
    """

    def __init__(self, created: float, speed: float = 1.0, not_before: float = 0.0) -> None:
        self.speed = speed
        self._start = max(created + (wall_time() - created) * speed, not_before)
        self._started = _steady()
        self._awake = time.monotonic()

    def now(self) -> float:
        """The session's time, in seconds since the epoch."""
        return self._start + (_steady() - self._started) * self.speed

    def real_seconds(self, seconds: float) -> float:
        """How long to sleep for so many seconds of the session."""
        return seconds / self.speed

    def slept(self) -> float:
        """Seconds of the session during which the machine was asleep since this was last asked."""
        steady, awake = _steady(), time.monotonic()
        asleep = (steady - self._started) - (awake - self._awake)
        self._awake -= asleep
        return max(0.0, asleep) * self.speed
