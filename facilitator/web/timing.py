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
    TURN,
    PublicTime,
    in_words,
    last_call,
    public_time,
    spent,
    turn_left,
)
from facilitator.engine.views.shapes import PhaseView
from facilitator.engine.wording import Language
from facilitator.locale import spoken
from facilitator.locale.calls import call_words, turn_words

_CLOSE: Final = 60
"""Seconds left under which every one of them counts."""
_STEP: Final = 5


@dataclass(frozen=True, slots=True)
class Turn:
    """The time of whoever in the room speaks."""

    left: float
    granted: float
    words: str
    later: str
    """JSON, as in `PageTime`."""


@dataclass(frozen=True, slots=True)
class Call:
    """What the room is asked near the end of a phase."""

    left: float
    words: str
    later: str
    """JSON, as in `PageTime`."""


@dataclass(frozen=True, slots=True)
class PageTime:
    """How the time box stands, for a template."""

    standing: PublicTime
    words: str
    speed: float
    """Of the clock; 0 while it stands still."""
    later: str
    """JSON: under how many seconds left, in what manner, what is said."""
    turn: Turn | None
    """None while nobody speaks."""
    call: Call | None
    """None while nothing will be asked."""


def page_time(phase: PhaseView, now: float, speed: float, language: Language) -> PageTime:
    """The time of a phase at this moment of the session."""
    standing = public_time(phase, now)
    running = phase["clock"]["since"] is not None
    later = list(_sayings(phase, now, standing.left, language)) if running else []
    return PageTime(
        standing=standing,
        words=_said(standing, phase, language),
        speed=speed if running else 0.0,
        later=json.dumps(later, ensure_ascii=False),
        turn=_turn(phase, now, language),
        call=_call(phase, now, language) if running else None,
    )


def _turn(phase: PhaseView, now: float, language: Language) -> Turn | None:
    left, _ = turn_left(phase, now), spoken(language).gettext
    if left is None:
        return None
    return Turn(left, TURN, turn_words(left, _), json.dumps([[0, "", turn_words(0, _)]], ensure_ascii=False))


def _call(phase: PhaseView, now: float, language: Language) -> Call | None:
    def said(at: float) -> str:
        return call_words(last_call(phase, at), spoken(language).gettext)

    left = phase["clock"]["granted"] - spent(phase["clock"], now)
    later = [[at, "", said(now + left - at)] for at in (LAST_CARD, LAST_POINTS, 0)]
    if not any(words for _at, _manner, words in later):
        return None
    return Call(left, said(now), json.dumps(later, ensure_ascii=False))


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
