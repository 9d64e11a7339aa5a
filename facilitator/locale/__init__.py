"""What users read: French is the source, every other language is a catalogue beside this file.

French is typeset as it is spoken, so that the source may be typed with ordinary spaces. The catalogues are read through
the package's resources, so that they also speak from inside a single-file `.pyz`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from typing import Literal

Language = Literal["fr", "en"]

LANGUAGES: tuple[Language, ...] = ("fr", "en")
_KNOWN: dict[str, Language] = {name: name for name in LANGUAGES}

_NARROW = re.compile(r"(?<=«) | (?=[»:;!?])")


@lru_cache(maxsize=4096)
def typeset_french(text: str) -> str:
    """French text whose spaces inside « » and before : ; ! ? no longer break a line."""
    return _NARROW.sub("\u00a0", text)


class _Source(NullTranslations):
    """French as it is written in the code: nothing to look up, but zero is singular."""

    def gettext(self, message: str) -> str:
        return typeset_french(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return typeset_french(msgid1 if abs(n) < 2 else msgid2)


_language: Language = "fr"
_for_now: ContextVar[Language | None] = ContextVar("_for_now", default=None)


def catalogue(language: str, domain: str) -> NullTranslations:
    """The compiled catalogue of one language, as shipped."""
    from importlib.resources import files  # French needs no catalogue, and no face waits for what opens one

    with files(__name__).joinpath(language, "LC_MESSAGES", f"{domain}.mo").open("rb") as compiled:
        return GNUTranslations(compiled)


@lru_cache
def spoken(language: Language) -> NullTranslations:
    """What a language says, for a page that speaks the workshop's whatever this process speaks."""
    return _Source() if language == "fr" else catalogue(language, "facilitator")


def use(language: str) -> None:
    """Speak this language from now on, in the whole process. Raises ValueError for one we do not have."""
    global _language
    if language not in _KNOWN:
        raise ValueError(language)
    _language = _KNOWN[language]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a workshop's language while something of its room is drawn, whatever the rest of the process speaks.

    One that we do not have changes nothing: a Report may come from elsewhere.
    """
    before = _for_now.set(_KNOWN.get(language))
    try:
        yield
    finally:
        _for_now.reset(before)


def language() -> Language:
    """The language spoken now."""
    return _for_now.get() or _language


def gettext(message: str) -> str:
    """The message in the language spoken now."""
    return spoken(language()).gettext(message) if message else ""


def ngettext(singular: str, plural: str, n: int) -> str:
    """The message for a number of things; in French zero and one are singular."""
    return spoken(language()).ngettext(singular, plural, n)


def deferred(message: str) -> str:
    """Marks a message that is translated later, where it is shown (imported as `N_`)."""
    return message
