"""The only place that asks the time."""

from __future__ import annotations

import time

from facilitator.steady import steady


def wall_time() -> float:
    """Seconds since the epoch, as this machine believes."""
    return time.time()


class Clock:
    """The session's time: the wall's, from the day the session was made, only quicker in a rehearsal.

    It is read off the wall once, at the start, then follows a clock that nobody sets: what is left never jumps.
    """

    def __init__(self, created: float, speed: float = 1.0, not_before: float = 0.0) -> None:
        self.speed = speed
        self._start = max(created + (wall_time() - created) * speed, not_before)
        self._started = steady()
        self._awake = time.monotonic()

    def now(self) -> float:
        """The session's time, in seconds since the epoch."""
        return self._start + (steady() - self._started) * self.speed

    def real_seconds(self, seconds: float) -> float:
        """How long to sleep for so many seconds of the session."""
        return seconds / self.speed

    def slept(self) -> float:
        """Seconds of the session during which the machine was asleep since this was last asked."""
        asleep = (steady() - self._started) - (time.monotonic() - self._awake)
        self._awake -= asleep
        return max(0.0, asleep) * self.speed
