"""What the room may know of the time: never a lateness, never a negative figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from facilitator.engine.wording import remaining

if TYPE_CHECKING:  # a first paint need not wait for what shapes stand on
    from facilitator.engine.views.shapes import Clock, PhaseView, SubjectView
    from facilitator.engine.wording import Language

Moment = Literal["waiting", "paused", "going", "warning", "last_call", "over"]

NOTICE: Final = 10.0
"""Seconds before the end of a round at which the next one is announced."""
TURN: Final = 60.0
"""Seconds that a turn to speak may take before the bar is empty."""
LAST_CARD: Final = 60.0
"""Seconds before the end of a time for writing at which a last card is asked for."""
LAST_POINTS: Final = 30.0
"""Seconds before the end of a vote at which its closing is announced."""
_CARDS: Final = ("collect", "respond")
"""The kinds in which people give cards."""
_WRITTEN: Final = ("collect", "respond", "commit")
"""The kinds in which a silence is for writing."""


@dataclass(frozen=True, slots=True)
class PublicTime:
    """How the current time box stands, as the room sees it."""

    moment: Moment
    left: float
    granted: float
    following: str = ""
    """The round about to begin, and what turns then."""
    silence: float = 0.0
    """Seconds left of the silence announced at the start of the phase."""


def spent(clock: Clock, now: float) -> float:
    """Seconds spent in a time box."""
    return clock["spent"] + (0.0 if clock["since"] is None else max(0.0, now - clock["since"]))


def public_time(phase: PhaseView, now: float) -> PublicTime:
    """The time of the round or of the subject where there is one, else the phase's."""
    clock, current, subject = phase["clock"], phase["round"], subject_of(phase)
    gone = spent(clock, now)
    left, granted, following = clock["granted"] - gone, clock["granted"], ""
    if current is not None:
        left_of_round = current["starts"] + current["seconds"] - gone
        if left_of_round > 0 or current["following"]:  # after the last round, what is left is the phase's
            granted, left = current["seconds"], min(left, left_of_round)
        told = [current["following"], current["announced"]]
        following = ", ".join(part for part in told if part) if current["following"] and 0 < left <= NOTICE else ""
    elif subject is not None:
        granted, left = subject["seconds"], min(left, subject["starts"] + subject["seconds"] - gone)
    moment = _moment(phase, left, granted)
    silence = max(0.0, phase["silent"] - gone) if moment == "going" else 0.0
    return PublicTime(moment, max(0.0, left), granted, following, silence)


def turn_left(phase: PhaseView, now: float) -> float | None:
    """Seconds left to whoever in the room speaks, by the minute that everybody has; None while nobody does."""
    talk = phase.get("talk")
    if talk is None or talk["turn_since"] is None:
        return None
    return max(0.0, TURN - max(0.0, now - talk["turn_since"]))


def last_call(phase: PhaseView, now: float) -> Literal["", "card", "points"]:
    """What the room is asked near the end, in the place of prompts: a last card, the last points of an open vote."""
    clock = phase["clock"]
    if clock["since"] is None:
        return ""
    gone = spent(clock, now)
    left = clock["granted"] - gone
    if phase["kind"] in _CARDS and 0 < left <= LAST_CARD < clock["granted"] and gone >= phase["silent"]:
        return "card"
    return "points" if phase["kind"] == "vote" and phase["veiled"] and 0 < left <= LAST_POINTS else ""


def subject_of(phase: PhaseView) -> SubjectView | None:
    """The subject before the room, where subjects have a time of their own."""
    talk = phase.get("talk")
    return talk["subject"] if talk is not None else None


def _moment(phase: PhaseView, left: float, granted: float) -> Moment:
    """The phase's warnings, in proportion for a part of it."""
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


def in_words(
    standing: PublicTime, phase: PhaseView, lang: Language, _: Callable[[str], str], *, rounded: bool = False
) -> str:
    """The time left, as one would say it to the room; in fewer words where they are drawn very large."""
    if standing.moment == "over" and phase["kind"] == "break":
        return _("On reprend")
    if standing.moment == "waiting":
        return _("On commence dans un instant")
    if standing.moment == "paused":
        return _("En pause")
    if standing.moment == "over":
        return _("On termine sa phrase")
    if standing.silence > 0:
        told = _("Silence, on écrit") if phase["kind"] in _WRITTEN else _("Silence, on réfléchit")
        return told if rounded else f"{told} {remaining(standing.silence, lang)}"
    left = standing.left
    return remaining(round(left / 60) * 60 if rounded and left >= 50 else left, lang)
