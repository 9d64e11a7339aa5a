"""The facilitator's numbers, computed from the view's timestamps each time they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from facilitator.engine.public_time import spent, subject_of
from facilitator.engine.timebox import GRACE, Pace
from facilitator.locale import gettext as _

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import Clock, ConsoleView, PhaseView


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a facilitator with two seconds must read."""

    left: float | None
    """Seconds left in the phase, negative in overtime; None outside of one."""
    pace: Pace
    projected_end: float
    lateness: float | None
    """Seconds past the planned end; None when no end is planned."""
    part_left: float | None
    """Of the round, or of the subject before the room."""


def left(clock: Clock, now: float) -> float:
    """Seconds left in a time box; negative in overtime."""
    return clock["granted"] - spent(clock, now)


def pace(clock: Clock, now: float) -> Pace:
    """How a time box stands, by its own thresholds."""
    if not clock["started"]:
        return "waiting"
    if clock["since"] is None:
        return "paused"
    remaining = left(clock, now)
    if remaining <= 0:
        return "overtime" if remaining <= -GRACE else "grace"
    if remaining <= clock["last_call"]:
        return "last_call"
    return "warning" if remaining <= clock["warning"] else "on_time"


def numbers(view: ConsoleView, now: float) -> Numbers:
    """Left in the phase, projected end, lateness."""
    phase = view["phase"]
    remaining = None if phase is None else left(phase["clock"], now)
    start = now
    if view["status"] == "lobby" and view["time"]["planned_start"] is not None:
        start = max(now, view["time"]["planned_start"])
    end = start + max(0.0, remaining or 0.0) + view["time"]["later"]
    planned = view["time"]["planned_end"]
    return Numbers(
        left=remaining,
        pace="waiting" if phase is None else pace(phase["clock"], now),
        projected_end=end,
        lateness=None if planned is None else end - planned,
        part_left=None if phase is None else _part_left(phase, now),
    )


def _part_left(phase: PhaseView, now: float) -> float | None:
    current = phase["round"] or subject_of(phase)
    return None if current is None else current["starts"] + current["seconds"] - spent(phase["clock"], now)


def stopwatch(seconds: float) -> str:
    """Minutes and seconds: 01:20, or +00:45 past zero."""
    whole = int(-(-seconds // 1)) if seconds > 0 else int(-seconds // 1)
    return f"{'' if seconds > 0 or whole == 0 else '+'}{whole // 60:02d}:{whole % 60:02d}"


def whole_minutes(seconds: float) -> float:
    """So many seconds as whole minutes, rounded up: an hour that is said aloud has no seconds."""
    return 60.0 * -(-seconds // 60)


def lateness_words(lateness: float | None) -> str:
    """Lateness in a few words; half a minute either way is « à l'heure »."""
    if lateness is None:
        return ""
    if abs(lateness) < 30:
        return _("à l’heure")
    whole = f"{max(1, round(abs(lateness) / 60))}\u00a0min"
    return _("retard {minutes}").format(minutes=whole) if lateness > 0 else _("avance {minutes}").format(minutes=whole)
