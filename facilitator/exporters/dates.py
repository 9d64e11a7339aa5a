"""Days that people name in a few words, counted from the day when they wrote them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from facilitator.engine.text import fold

_MONTHS: Final = (
    ("janvier", "january"), ("fevrier", "february"), ("mars", "march"), ("avril", "april"), ("mai", "may"),
    ("juin", "june"), ("juillet", "july"), ("aout", "august"), ("septembre", "september"), ("octobre", "october"),
    ("novembre", "november"), ("decembre", "december"),
)  # fmt: skip
_WEEKDAYS: Final = (
    ("lundi", "monday"), ("mardi", "tuesday"), ("mercredi", "wednesday"), ("jeudi", "thursday"),
    ("vendredi", "friday"), ("samedi", "saturday"), ("dimanche", "sunday"),
)  # fmt: skip
_MONTH_OF: Final = {name: i for i, names in enumerate(_MONTHS, 1) for name in names}
_WEEKDAY_OF: Final = {name: i for i, names in enumerate(_WEEKDAYS) for name in names}
_DAYS_OF: Final = {"jour": 1, "day": 1, "semaine": 7, "week": 7}

_ISO: Final = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_SLASHED: Final = re.compile(r"(?<!/)\b(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?\b(?!/)")
_SPOKEN: Final = re.compile(rf"\b(\d{{1,2}})(?:er|st|nd|rd|th)? (?:of )?({'|'.join(_MONTH_OF)})(?: (\d{{4}}))?\b")
_AMERICAN: Final = re.compile(rf"\b({'|'.join(_MONTH_OF)}) (\d{{1,2}})(?:st|nd|rd|th)?(?:,? (\d{{4}}))?\b")
_IN: Final = re.compile(r"\b(?:dans|in|sous) (\d{1,2}) (jour|semaine|day|week)s?\b")
_TOMORROW: Final = re.compile(r"\b(?:demain|tomorrow)\b")
_WEEKDAY: Final = re.compile(rf"\b({'|'.join(_WEEKDAY_OF)})\b")


def day_named(text: str, written: date) -> date | None:
    """The day that a text names, on or after the one it was written; None when it names none that exists.

    « vendredi » is the next one, « 15 décembre » the next time it comes; « en mars » is no day.
    """
    words = fold(text)
    if found := _ISO.search(words):
        return _day(written, int(found[3]), int(found[2]), found[1])
    if found := _SLASHED.search(words):
        return _day(written, int(found[1]), int(found[2]), found[3])
    if found := _SPOKEN.search(words):
        return _day(written, int(found[1]), _MONTH_OF[found[2]], found[3])
    if found := _AMERICAN.search(words):
        return _day(written, int(found[2]), _MONTH_OF[found[1]], found[3])
    if found := _IN.search(words):
        return written + timedelta(days=int(found[1]) * _DAYS_OF[found[2]])
    if _TOMORROW.search(words):
        return written + timedelta(days=1)
    if found := _WEEKDAY.search(words):
        return written + timedelta(days=(_WEEKDAY_OF[found[1]] - written.weekday() - 1) % 7 + 1)
    return None


def _day(written: date, day: int, month: int, year: str | None) -> date | None:
    if year:
        return _existing(int(year) + (2000 if len(year) == 2 else 0), month, day)
    # Up to a leap year away: there is a 29 February every four years only.
    for ahead in range(5):
        found = _existing(written.year + ahead, month, day)
        if found is not None and found >= written:
            return found
    return None


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
