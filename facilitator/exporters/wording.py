"""Dates, figures and quotations in the reader's words."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo
from typing import Final

from facilitator.engine import wording
from facilitator.exporters.outline.blocks import Cell, Count
from facilitator.locale import gettext as _
from facilitator.locale import language, ngettext
from facilitator.locale.turnout import out_of

_QUOTATION: Final = re.compile("«[^«»]*»")
_OPENING: Final = re.compile("«\\s?")
_CLOSING: Final = re.compile("\\s?»")


def date_text(at: float, zone: tzinfo | None) -> str:
    """Such as « mardi 24 novembre 2026 »."""
    moment = local(at, zone)
    days = (_("lundi"), _("mardi"), _("mercredi"), _("jeudi"), _("vendredi"), _("samedi"), _("dimanche"))
    months = (
        _("janvier"), _("février"), _("mars"), _("avril"), _("mai"), _("juin"),
        _("juillet"), _("août"), _("septembre"), _("octobre"), _("novembre"), _("décembre"),
    )  # fmt: skip
    return _("{weekday} {day} {month} {year}").format(
        weekday=days[moment.weekday()],
        day=moment.day if moment.day > 1 else _("1er"),
        month=months[moment.month - 1],
        year=moment.year,
    )


def time_text(at: float, zone: tzinfo | None) -> str:
    """Such as « 16 h 05 »."""
    moment = local(at, zone)
    return wording.clock_time(moment.hour * 60 + moment.minute, language())


def duration_text(seconds: float) -> str:
    """Such as « 5 min 30 »."""
    return wording.duration(seconds, language())


def mean_text(value: float | None) -> str:
    """A mean with one decimal."""
    return "–" if value is None else wording.mean(value, language())


def people_text(n: int, present: int | None = None) -> str:
    """So many people, out of those present when they were counted."""
    return ngettext("{n} personne", "{n} personnes", n).format(n=n) + out_of(n, present)


def contributions_text(n: int) -> str:
    """So many contributions."""
    return ngettext("{n} contribution", "{n} contributions", n).format(n=n)


def quoted(words: str) -> str:
    """Somebody's words between quotation marks; theirs are those of a quotation inside another, or the only ones."""
    if _QUOTATION.fullmatch(words):
        return words
    return _("« {words} »").format(words=_CLOSING.sub("”", _OPENING.sub("“", words)))


def labelled(label: str) -> str:
    """A label with its colon, for what follows it."""
    return _("{name} : ").format(name=label)


def ended(sentence: str) -> str:
    """The sentence with its full stop, unless it ends on a quotation that has its own."""
    return sentence if sentence.rstrip("»” \u00a0").endswith((".", "!", "?", "…")) else f"{sentence}."


def local(at: float, zone: tzinfo | None) -> datetime:
    """A time on a clock of that zone; None is this machine's."""
    return datetime.fromtimestamp(at, zone).astimezone(zone)


def typeset(text: str) -> str:
    """The text with its reader's spaces."""
    return wording.typeset(text, language())


def on_one_line(text: str) -> str:
    """The rows of a text one after the other, told apart."""
    rows = typeset(text).split("\n")
    return " / ".join(told for row in rows if (told := row.strip()))


def region() -> str:
    """The language spoken now, as spelling checkers want it."""
    return {"fr": "fr-FR", "en": "en-GB"}[language()]


def cell_text(cell: Cell) -> str:
    """What a cell of a table says."""
    return _("{n} sur {of}").format(n=cell.n, of=cell.of) if isinstance(cell, Count) else cell
