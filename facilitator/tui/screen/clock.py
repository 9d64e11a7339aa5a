"""The session's time on the room's screen, carried on between two views, and the hour as it is written."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from facilitator.engine.wording import clock_time
from facilitator.locale import language

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PublicView


@dataclass(slots=True)
class SessionClock:
    """The session's own time, carried on from the last view received."""

    _at: float = 0.0
    _speed: float = 1.0
    _heard: float = 0.0

    def hear(self, view: PublicView) -> None:
        """Set the clock by a view."""
        self._at, self._speed, self._heard = view["now"], view["speed"], time.time()

    def now(self) -> float:
        """The time now, in the session. The wall clock goes on while a laptop sleeps; the other one does not."""
        return self._at + max(0.0, time.time() - self._heard) * self._speed


def hour(moment: float) -> str:
    """A time of day as it is written: 16 h 44, or 16:44."""
    local = datetime.fromtimestamp(moment).astimezone()
    return clock_time(local.hour * 60 + local.minute, language())
