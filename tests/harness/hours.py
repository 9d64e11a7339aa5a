"""The hour at which a test begins."""

from __future__ import annotations

import time

_MORNING = 6


def in_the_morning() -> dict[str, str]:
    """The environment of a place where it is six o'clock: no shipped workshop is near its hour, so none begins late.

    POSIX writes zones west of Greenwich as positive hours.
    """
    return {"TZ": f"<test>{time.gmtime().tm_hour - _MORNING:+d}"}
