"""Every contribution, grouped, those that were not retained included."""

from __future__ import annotations

from collections.abc import Iterator

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
)
from facilitator.exporters.wording import contributions_text, quoted
from facilitator.locale import gettext as _


def annex_blocks(report: Report) -> Iterator[Block]:
    """One part for each phase that gathered something."""
    if not report.annex:
        return
    yield Heading(2, _("Annexe : toutes les contributions"), on_new_page=True)
    yield Paragraph(line(_("Telles qu’elles ont été écrites, non retenues comprises.")), "note")
    for part in report.annex:
        yield Heading(3, part.title)
        for pile in part.piles:
            if _is_table(pile):
                yield _forms(pile)
            else:
                yield Heading(4, _pile_heading(pile))
                yield _cards(pile)


def _pile_heading(pile: Pile) -> str:
    side = {"": "", "for": _("d’accord"), "against": _("pas d’accord")}[pile.side]
    heading = f"{quoted(pile.heading)}, {side}" if side else pile.heading
    total = contributions_text(pile.total)
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
