"""A clock that nobody sets: it counts the nights of a laptop, where the monotonic one stands still."""

from __future__ import annotations

import time
from typing import Final

_BOOT: Final[int | None] = getattr(time, "CLOCK_BOOTTIME", None)


def steady() -> float:
    """Seconds since some moment of the past, the same for as long as this process lives."""
    return time.time() if _BOOT is None else time.clock_gettime(_BOOT)
