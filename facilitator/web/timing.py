"""The room's time on a page: what is said now, and all that will be said if the clock runs on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from math import ceil
from typing import Final

from facilitator.engine.public_time import (
    LAST_CARD,
    LAST_POINTS,
    PublicTime,
    in_words,
    last_call,
    public_time,
    turn_left,
)
from facilitator.engine.views.shapes import PhaseView
from facilitator.engine.wording import Language
from facilitator.locale import spoken
from facilitator.locale.calls import call_words

_CLOSE: Final = 60
"""Seconds left under which every one of them counts."""
_STEP: Final = 5


@dataclass(frozen=True, slots=True)
class PageTime:
    """How the time box stands, for a template."""

    standing: PublicTime
    words: str
    speed: float
    """Of the clock; 0 while it stands still."""
    later: str
    """JSON: under how many seconds left, in what manner, what is said."""
    turn: float | None
    """Seconds left to whoever in the room speaks; None while nobody does."""
    call: str
    """What the room is asked near the end."""
    call_left: float
    call_later: str
    """JSON: what it will be asked, by the seconds left in the phase."""


def page_time(phase: PhaseView, now: float, speed: float, language: Language) -> PageTime:
    """The time of a phase at this moment of the session."""
    standing = public_time(phase, now)
    running = phase["clock"]["since"] is not None
    later = list(_sayings(phase, now, standing.left, language)) if running else []
    words = _said(standing, phase, language)
    told = json.dumps(later, ensure_ascii=False)
    clock = phase["clock"]
    left = clock["granted"] - clock["spent"] - (max(0.0, now - clock["since"]) if clock["since"] is not None else 0.0)
    calls = (
        [[at, "", _called(phase, now + left - at, language)] for at in (LAST_CARD, LAST_POINTS, 0)] if running else []
    )
    return PageTime(
        standing=standing,
        words=words,
        speed=speed if running else 0.0,
        later=told,
        turn=turn_left(phase, now),
        call=_called(phase, now, language),
        call_left=left,
        call_later=json.dumps(calls, ensure_ascii=False) if any(said for *_at, said in calls) else "",
    )


def _called(phase: PhaseView, now: float, language: Language) -> str:
    return call_words(last_call(phase, now), spoken(language).gettext)


def _sayings(phase: PhaseView, now: float, left: float, language: Language) -> Iterator[tuple[int, str, str]]:
    """Each change of words or manner on the way to the end."""
    whole, told = ceil(left), ("", "")
    for seconds in chain(range(whole // _STEP * _STEP, _CLOSE, -_STEP), range(min(whole, _CLOSE), -1, -1)):
        standing = public_time(phase, now + left - seconds)
        saying = (standing.moment, _said(standing, phase, language))
        if saying != told:
            told = saying
            yield seconds, *saying


def _said(standing: PublicTime, phase: PhaseView, language: Language) -> str:
    _ = spoken(language).gettext
    if standing.following:
        return _("Dans un instant : {title}").format(title=standing.following)
    return in_words(standing, phase, language, _)
