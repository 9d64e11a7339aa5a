"""The only place that asks the time."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from datetime import time as time_of_day
from typing import Final

from facilitator.steady import steady

NEAR: Final = timedelta(hours=1)
"""How far a time may be to be thought of as now."""
_LONG_PAST: Final = timedelta(hours=12)


def time_meant(minutes: int, now: datetime) -> datetime:
    """The moment meant by a time of day: today's, tomorrow's when today's is long past, yesterday's when it is near."""
    hour = time_of_day(minutes // 60, minutes % 60)
    # Made on its own day: not all are as far from UTC.
    days = (now.date() + timedelta(days=days) for days in (0, -1, 1))
    today, yesterday, tomorrow = (datetime.combine(day, hour).astimezone() for day in days)
    if near := [day for day in (today, yesterday, tomorrow) if abs(day - now) <= NEAR]:
        return near[0]
    return today if now - today <= _LONG_PAST else tomorrow


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
