"""The room's time on a page: what is said now, and all that will be said if the clock runs on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from math import ceil
from typing import Final

from facilitator.engine.public_time import PublicTime, in_words, public_time, turn_left
from facilitator.engine.views.shapes import PhaseView
from facilitator.engine.wording import Language
from facilitator.locale import spoken

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


def page_time(phase: PhaseView, now: float, speed: float, language: Language) -> PageTime:
    """The time of a phase at this moment of the session."""
    standing = public_time(phase, now)
    running = phase["clock"]["since"] is not None
    later = list(_sayings(phase, now, standing.left, language)) if running else []
    words = _said(standing, phase, language)
    told = json.dumps(later, ensure_ascii=False)
    return PageTime(standing, words, speed if running else 0.0, told, turn_left(phase, now))


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
