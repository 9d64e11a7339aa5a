"""The hour as the room's screen writes it."""

from __future__ import annotations

from datetime import datetime

from facilitator.engine.wording import clock_time
from facilitator.locale import language


def hour(moment: float) -> str:
    """A time of day as it is written: 16 h 44, or 16:44."""
    local = datetime.fromtimestamp(moment).astimezone()
    return clock_time(local.hour * 60 + local.minute, language())
