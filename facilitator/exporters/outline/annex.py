"""Every contribution, grouped, those that were not retained included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import tzinfo
from itertools import groupby

from facilitator.engine.synthesis.shapes import Card, Pile, Report
from facilitator.exporters.outline.blocks import (
    Block,
    Bullets,
    Entry,
    Heading,
    Line,
    Paragraph,
    Run,
    Table,
    aside,
    line,
    side_by_side,
)
from facilitator.exporters.outline.method import prompts_blocks
from facilitator.exporters.wording import contributions_text, quoted
from facilitator.locale import gettext as _
from facilitator.locale import ngettext


def annex_blocks(report: Report, zone: tzinfo | None) -> Iterator[Block]:
    """One part for each phase that gathered something, then what made people write."""
    if not report.annex:
        return
    yield Heading(2, _("Annexe : toutes les contributions"), on_new_page=True)
    yield Paragraph(line(" ".join(_said_of_all(report))), "note")
    for part in report.annex:
        yield Heading(3, part.title)
        for shared, piles in groupby(part.piles, key=_shared):
            if shared:
                yield Heading(4, shared)
            yield from _piles(piles, 5 if shared else 4)
    yield from prompts_blocks(report.method.prompts, zone)


def _said_of_all(report: Report) -> Iterator[str]:
    yield _("Telles qu’elles ont été écrites, non retenues comprises.")
    if aside := len(report.questions):
        yield ngettext(
            "{n} question mise de côté se lit sous « {heading} ».",
            "{n} questions mises de côté se lisent sous « {heading} ».",
            aside,
        ).format(n=aside, heading=_("Questions ouvertes"))


def _shared(pile: Pile) -> str:
    """What several piles answer: a row, or the statement of a debate."""
    if pile.side:
        return quoted(pile.heading)
    return pile.heading if pile.column else ""


def _piles(piles: Iterable[Pile], level: int) -> Iterator[Block]:
    """Tables are as wide as the page; lists stand side by side."""
    for is_table, alike in groupby(piles, key=_is_table):
        if is_table:
            yield from map(_forms, alike)
            continue
        parts = tuple((Heading(level, _pile_heading(pile)), _cards(pile)) for pile in alike)
        yield from (side_by_side(parts),) if len(parts) > 1 else parts[0]


def _pile_heading(pile: Pile) -> str:
    heading = {"": pile.column or pile.heading, "for": _("D’accord"), "against": _("Pas d’accord")}[pile.side]
    total = contributions_text(pile.total).replace(" ", "\u00a0")
    return _("{heading} ({total})").format(heading=heading, total=total) if heading else total


def _cards(pile: Pile) -> Block:
    return Bullets(tuple(_entry(card, debate=bool(pile.side)) for card in pile.cards))


def _entry(card: Card, *, debate: bool) -> Entry:
    mark = _("après le dévoilement") if card.late and not card.afterwards and not debate else ""
    return Entry((*_words(card), *_marked(mark)), tuple(map(_words, card.behind)))


def _words(card: Card) -> Line:
    """The words, who signed them, and whether they were typed in when all was over."""
    signed = (aside(card.signature),) if card.signature else ()
    return (*line(card.text), *signed, *_marked(_("saisie après coup") if card.afterwards else ""))


def _marked(mark: str) -> Line:
    return (Run(f" ({mark})", "soft"),) if mark else ()


def _is_table(pile: Pile) -> bool:
    return all(card.fields for card in _all(pile))


def _forms(pile: Pile) -> Block:
    cards = _all(pile)
    names = tuple(dict.fromkeys(name for card in cards for name, _value in card.fields))
    signed = any(card.signature for card in cards)
    later = any(card.afterwards for card in cards)
    heads = (*names, *((_("Signature"),) if signed else ()), *((_("Saisie après coup"),) if later else ()))
    rows = (
        (
            *(dict(card.fields).get(name, "") for name in names),
            *((card.signature,) if signed else ()),
            *((_("oui") if card.afterwards else "",) if later else ()),
        )
        for card in cards
    )
    return Table(_pile_heading(pile), heads, tuple(rows))


def _all(pile: Pile) -> tuple[Card, ...]:
    return tuple(one for card in pile.cards for one in (card, *card.behind))
