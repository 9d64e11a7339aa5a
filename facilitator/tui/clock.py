"""The session's time on a face, and when the face must look at it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from facilitator.steady import steady

LOOK: Final = 0.25
"""Seconds between two looks at the clock when nothing is about to change."""
_SOON: Final = 0.02
"""Seconds that a face takes at least between two looks."""
_PAST: Final = 0.001
"""Seconds after which a change is there for certain."""
_SLIP: Final = 0.001
"""Seconds a second by which two machines' clocks may part."""
_JUMP: Final = 1.0
"""Seconds too many for a delay: it is another clock that speaks."""


@dataclass(slots=True)
class SessionClock:
    """The session's time, carried on between views by a clock that nobody sets.

    A view only ever comes late, so of all those heard the one that came soonest is believed.
    """

    _ahead: float = 0.0
    """The session's time less this machine's."""
    _speed: float = 0.0
    """0 where time stands still."""
    _heard: float = 0.0

    def hear(self, now: float, speed: float) -> None:
        """Take what a view says on arrival: the session's time, and how quickly it goes."""
        here = steady()
        told, believed = now - here * speed, self._ahead - _SLIP * speed * (here - self._heard)
        if speed == self._speed and told < believed < told + _JUMP * speed:
            told = believed
        self._ahead, self._speed, self._heard = told, speed, here

    def now(self) -> float:
        """The session's time."""
        return self._ahead + steady() * self._speed

    def until_change(self, left: Iterable[float]) -> float:
        """Seconds until one of these figures, which are running out, shows another second."""
        if not self._speed:
            return LOOK
        soonest = min((seconds % 1.0 / self._speed + _PAST for seconds in left), default=LOOK)
        return max(_SOON, min(LOOK, soonest))
