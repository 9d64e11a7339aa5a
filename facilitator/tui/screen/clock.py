"""What the room may know of the time: never a lateness, never a negative figure."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from facilitator.engine.wording import clock_time, remaining
from facilitator.locale import gettext as _
from facilitator.locale import language

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PhaseView, PublicView

Moment = Literal["waiting", "paused", "going", "warning", "last_call", "over"]

_NOTICE = 10.0
"""Seconds before the end of a round at which the next one is announced."""


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


@dataclass(frozen=True, slots=True)
class PublicTime:
    """How the current time box stands, as the room sees it."""

    moment: Moment
    left: float
    granted: float
    following: str = ""
    """The round about to begin."""


def public_time(phase: PhaseView, now: float) -> PublicTime:
    """The round's time where there are rounds, else the phase's."""
    clock, current = phase["clock"], phase["round"]
    spent = clock["spent"] + (max(0.0, now - clock["since"]) if clock["since"] is not None else 0.0)
    left, granted, following = clock["granted"] - spent, clock["granted"], ""
    if current is not None:
        granted = current["seconds"]
        left = min(left, current["starts"] + current["seconds"] - spent)
        following = current["following"] if 0 < left <= _NOTICE else ""
    return PublicTime(_moment(phase, left, granted), max(0.0, left), granted, following)


def _moment(phase: PhaseView, left: float, granted: float) -> Moment:
    """The phase's warnings, in proportion for a round."""
    clock = phase["clock"]
    share = granted / clock["granted"] if clock["granted"] > 0 else 1.0
    if not clock["started"]:
        return "waiting"
    if clock["since"] is None:
        return "paused"
    if left <= 0:
        return "over"
    if left <= clock["last_call"] * share:
        return "last_call"
    return "warning" if left <= clock["warning"] * share else "going"


def in_words(standing: PublicTime, phase: PhaseView, *, rounded: bool = False) -> str:
    """The time left, as one would say it to the room; rounded to the minute where words are drawn very large."""
    if standing.moment == "over" and phase["kind"] == "break":
        return _("On reprend")
    if standing.moment == "waiting":
        return _("On commence dans un instant")
    if standing.moment == "paused":
        return _("En pause")
    if standing.moment == "over":
        return _("On termine sa phrase")
    left = standing.left
    return remaining(round(left / 60) * 60 if rounded and left >= 50 else left, language())


def hour(moment: float) -> str:
    """A time of day as it is written: 16 h 44, or 16:44."""
    local = datetime.fromtimestamp(moment).astimezone()
    return clock_time(local.hour * 60 + local.minute, language())
