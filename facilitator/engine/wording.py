"""How times, durations and numbers are said, and how French is typeset: plain functions of a language.

Public faces speak the workshop's language, whatever the console speaks: hence a language in every signature.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # words are wanted at a first paint, which need not wait for the script's dataclasses
    from facilitator.engine.script import Kind, Priority

Language = Literal["fr", "en"]

NBSP = "\u00a0"

# Each way begins with the space itself, so that the search skips from one to the next.
_FRENCH_SPACES = re.compile(r"[ \u202f](?:(?<=«.)|(?=[»:;!?%€]))| (?<=\d )(?=(?:min|s|h|\d{3})\b)")


def typeset(text: str, lang: Language) -> str:
    """The text with the spaces that must not break a line; nothing is added where the author put no space."""
    return _FRENCH_SPACES.sub(NBSP, text) if lang == "fr" else text


def count(n: int, singular: str, plural: str, lang: Language) -> str:
    """A number and its noun, agreed: in French zero and one are singular."""
    alone = abs(n) < 2 if lang == "fr" else n == 1
    return f"{number(n, lang)} {singular if alone else plural}"


def number(n: float, lang: Language) -> str:
    """A number as people write it: « 1 250,5 », “1,250.5”."""
    written = f"{n:,.2f}".rstrip("0").rstrip(".") if n % 1 else f"{n:,.0f}"
    return written.replace(",", "\u202f").replace(".", ",") if lang == "fr" else written


def mean(value: float, lang: Language) -> str:
    """A mean among others in a column, always with its decimal: « 3,0 », “3.0”."""
    return f"{value:.1f}".replace(".", ",") if lang == "fr" else f"{value:.1f}"


def clock_time(minutes: float, lang: Language) -> str:
    """A time of day, given in minutes after midnight: « 16 h 44 », “16:44”."""
    hours, rest = divmod(int(minutes) % 1440, 60)
    return f"{hours}{NBSP}h{NBSP}{rest:02}" if lang == "fr" else f"{hours}:{rest:02}"


def digits(seconds: float) -> str:
    """A duration as a clock shows it: 01:20, −00:45, 1:05:00."""
    sign = "\u2212" if seconds <= -1 else ""
    minutes, rest = divmod(abs(int(seconds)), 60)
    hours, minutes_left = divmod(minutes, 60)
    return f"{sign}{hours}:{minutes_left:02}:{rest:02}" if hours else f"{sign}{minutes:02}:{rest:02}"


def duration(seconds: float, lang: Language) -> str:
    """A duration in the fewest words: « 45 s », « 1 min 30 », « 1 h 05 »."""
    whole = abs(round(seconds))
    minutes, rest = divmod(whole, 60)
    hours, minutes_left = divmod(minutes, 60)
    if hours:
        return _joined(f"{hours} h {minutes_left:02}" if minutes_left else f"{hours} h")
    if not minutes and rest:
        return _joined(f"{rest} s")
    if not rest:
        return _joined(f"{minutes} min")
    return _joined(f"{minutes} min {rest:02}" if lang == "fr" else f"{minutes} min {rest} s")


def short(seconds: float) -> str:
    """A length on a line full of them: minutes alone when they are whole, else 2:30."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}" if rest else f"{minutes}"


def _joined(text: str) -> str:
    return text.replace(" ", NBSP)


def remaining(seconds: float, lang: Language) -> str:
    """What is left of a phase, the way one says it to a room: « encore un peu plus d’une minute »."""
    if seconds <= 0:
        return "on termine sa phrase" if lang == "fr" else "finish your sentence"
    if seconds < 15:
        return "encore quelques secondes" if lang == "fr" else "a few seconds left"
    if seconds < 50:
        return "encore moins d’une minute" if lang == "fr" else "less than a minute left"
    minutes, rest = divmod(seconds, 60)
    if rest >= 50:
        minutes, rest = minutes + 1, 0
    return _remaining_french(int(minutes), rest) if lang == "fr" else _remaining_english(int(minutes), rest)


def _remaining_french(minutes: int, rest: float) -> str:
    whole = "une minute" if minutes == 1 else f"{minutes}{NBSP}minutes"
    if rest < 10:
        return f"encore {whole}"
    if rest <= 35 or minutes > 4:
        return f"encore un peu plus {'d’' if minutes == 1 else 'de '}{whole}"
    return f"encore presque {minutes + 1}{NBSP}minutes"


def _remaining_english(minutes: int, rest: float) -> str:
    if rest < 10:
        return f"{'one minute' if minutes == 1 else f'{minutes} minutes'} left"
    if rest <= 35 or minutes > 4:
        return f"a little over {'a minute' if minutes == 1 else f'{minutes} minutes'} left"
    return f"almost {minutes + 1} minutes left"


def lateness(seconds: float, lang: Language) -> str:
    """How the workshop stands, to the minute: « 6 min de retard », « à l’heure »."""
    minutes = round(abs(seconds) / 60)
    if not minutes:
        return "à l’heure" if lang == "fr" else "on time"
    said = duration(minutes * 60, lang)
    if lang == "fr":
        return f"{said} de retard" if seconds > 0 else f"{said} d’avance"
    return f"{said} late" if seconds > 0 else f"{said} ahead"


def kind_name(kind: Kind, lang: Language) -> str:
    """What a kind of phase is called."""
    return _KINDS[kind][lang]


def priority_name(priority: Priority, lang: Language) -> str:
    """What a priority is called, said of a phase."""
    return _PRIORITIES[priority][lang]


def kept_of(kind: Kind, kept: int, total: int, lang: Language) -> str:
    """How many cases, rows or subjects a shortened phase keeps: « 2 cas sur 3 »."""
    said = _PARTS.get(kind, _PARTS["respond"])[lang]
    return said.format(n=kept, total=total).replace(" ", NBSP)


_PARTS: dict[Kind, dict[Language, str]] = {
    "position": {"fr": "{n} cas sur {total}", "en": "{n} of {total} cases"},
    "respond": {"fr": "{n} lignes sur {total}", "en": "{n} of {total} rows"},
    "talk": {"fr": "{n} sujets sur {total}", "en": "{n} of {total} subjects"},
}
_KINDS: dict[Kind, dict[Language, str]] = {
    "talk": {"fr": "échanger", "en": "talk"},
    "collect": {"fr": "écrire", "en": "write"},
    "respond": {"fr": "répondre", "en": "respond"},
    "group": {"fr": "ranger", "en": "sort"},
    "vote": {"fr": "voter", "en": "vote"},
    "position": {"fr": "se placer", "en": "take a stand"},
    "matrix": {"fr": "noter", "en": "rate"},
    "commit": {"fr": "s’engager", "en": "commit"},
    "validate": {"fr": "valider", "en": "sign off"},
    "break": {"fr": "souffler", "en": "break"},
}
_PRIORITIES: dict[Priority, dict[Language, str]] = {
    "core": {"fr": "essentielle", "en": "core"},
    "flexible": {"fr": "souple", "en": "flexible"},
    "droppable": {"fr": "facultative", "en": "droppable"},
    "protected": {"fr": "protégée", "en": "protected"},
    "reserve": {"fr": "réserve", "en": "reserve"},
}
