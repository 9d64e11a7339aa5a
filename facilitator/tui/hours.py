"""Hours and lengths of time as both faces write them, in the language that they speak."""

from __future__ import annotations

from datetime import datetime

from facilitator.engine.wording import clock_time, duration
from facilitator.locale import language


def hour(moment: float) -> str:
    """A time of day where this machine is: 16 h 44, or 16:44."""
    local = datetime.fromtimestamp(moment).astimezone()
    return clock_time(local.hour * 60 + local.minute, language())


def minutes(seconds: float) -> str:
    """A length of time for reading, whatever its sign: 14 min, 1 min 30, 40 s."""
    return duration(seconds, language())
