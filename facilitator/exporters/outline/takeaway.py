"""The page that participants take home: one sheet, what to retain first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from facilitator.engine.synthesis.keepsake import Keepsake
from facilitator.engine.synthesis.shapes import Card, Conclusion, Debate, Promises, Report
from facilitator.exporters.outline.blocks import (
    Blanks,
    Block,
    Bullets,
    Entry,
    Heading,
    Line,
    Outline,
    Paragraph,
    Run,
    aside,
    line,
)
from facilitator.exporters.outline.conclusions import (
    conclusion_entry,
    evidence_line,
    links_blocks,
    questions_blocks,
    status_text,
    withheld_blocks,
)
from facilitator.exporters.outline.findings import card_line
from facilitator.exporters.outline.opening import full_title, opening_blocks
from facilitator.exporters.wording import labelled, people_text, quoted
from facilitator.locale import gettext as _


def takeaway(report: Report, zone: tzinfo | None) -> Outline:
    """The whole page."""
    return Outline(full_title(report), report.language, tuple(_blocks(report, zone)), one_sheet=True)


def personal(kept: Keepsake, zone: tzinfo | None) -> Outline:
    """The same page for one participant, with what they wrote."""
    return Outline(full_title(kept.report), kept.report.language, tuple(_personal_blocks(kept, zone)))


def _blocks(report: Report, zone: tzinfo | None) -> Iterator[Block]:
    yield from opening_blocks(report, zone)
    yield from _shared(report)
    for promises in report.promises:
        yield Heading(2, _("Mon engagement"))
        yield _to_fill_in(promises)
    yield from _rule(report)


def _personal_blocks(kept: Keepsake, zone: tzinfo | None) -> Iterator[Block]:
    report = kept.report
    if kept.is_whole:
        yield from opening_blocks(report, zone)
    else:
        yield Heading(1, full_title(report))
        yield Paragraph(line(_("L’atelier continue : ce que la salle retient s’ajoutera ici à la fin.")), "status")
    yield from _shared(report)
    if report.promises:
        yield Heading(2, _("Mon engagement"))
        if kept.promises:
            yield Bullets(tuple(map(_promise, kept.promises)), "box")
        else:
            yield from map(_to_fill_in, report.promises)
    if kept.written:
        yield Heading(2, _("Ce que j’ai écrit"))
    for pile in kept.written:
        yield Heading(3, pile.heading)
        yield Bullets(tuple(map(_own_card, pile.cards)))
    yield from _rule(report)
    told = _("Mon numéro dans cet atelier : {number}. Il sert à faire effacer tout ce que j’ai donné.")
    yield Paragraph(line(told.format(number=kept.number)), "note")


def _to_fill_in(promises: Promises) -> Blanks:
    return Blanks(promises.fields or (_("Lundi, je…"),))


def _promise(fields: tuple[tuple[str, str], ...]) -> Entry:
    first, *others = (_field(name, value) for name, value in fields if value)
    return Entry(first, tuple(others))


def _own_card(card: Card) -> Entry:
    if not card.fields:
        return Entry(line(card.text))
    first, *others = (_field(name, value) for name, value in card.fields)
    return Entry(first, tuple(others))


def _field(name: str, value: str) -> Line:
    return (*((Run(labelled(name), "soft"),) if name else ()), Run(value))


def _rule(report: Report) -> Iterator[Block]:
    if report.speaking_rule:
        yield Paragraph((Run(_("Règle de parole : "), "strong"), Run(report.speaking_rule)), "note")


def _shared(report: Report) -> Iterator[Block]:
    if report.conclusions:
        yield Heading(2, _("Ce que nous retenons"))
        yield Bullets(tuple(map(_retained, report.conclusions)), "number")
    if report.proposals:
        yield Heading(2, _("Proposition des animateurs, non relue"))
        yield Bullets(tuple(map(_retained, report.proposals)))
    shared = [_gesture(promises.fields, one) for promises in report.promises for one in promises.shared]
    if shared:
        yield Heading(2, _("À essayer dès lundi"))
        yield Bullets(tuple(map(Entry, shared)), "box")
    yield from _disputed(report)
    yield from withheld_blocks(report)
    yield from questions_blocks(report, _("À vérifier"))
    yield from links_blocks(report)


def _gesture(names: tuple[str, ...], values: tuple[str, ...]) -> Line:
    """What somebody will try: after the first field, each is named, for one of them may say what they stop."""
    told = [_field(name, value) for name, value in zip(("", *names[1:]), values, strict=True) if value]
    return tuple(run for i, field in enumerate(told) for run in ((Run(" · ", "soft"),) * bool(i) + field))


def _retained(conclusion: Conclusion) -> Entry:
    status = () if conclusion.verdict == "agreed" else (aside(status_text(conclusion)),)
    nuance = ((Run(conclusion.nuance),),) if conclusion.nuance else ()
    evidence = (evidence_line(conclusion),) if conclusion.evidence else ()
    return Entry((Run(conclusion.text, "strong"), *status), (*nuance, *evidence))


def _disputed(report: Report) -> Iterator[Block]:
    if report.debates or report.disagreements:
        yield Heading(2, _("Ce qui fait débat"))
        yield Bullets((*map(_debate, report.debates), *map(conclusion_entry, report.disagreements)))


def _debate(debate: Debate) -> Entry:
    under: list[Line] = []
    if debate.before is not None or debate.after is not None:
        under.append(line(_places(debate)))
    for heading, cards in ((_("D’accord : "), debate.for_), (_("Pas d’accord : "), debate.against)):
        if cards:
            under.append((Run(heading, "soft"), *card_line(cards[0])))
    return Entry(line(quoted(debate.statement), "strong"), tuple(under))


def _places(debate: Debate) -> str:
    moments = [moment for moment in (debate.before, debate.after) if moment is not None]
    places = " · ".join(
        f"{place} {' → '.join(str(moment[i]) for moment in moments)}".replace(" ", "\u00a0")
        for i, place in enumerate(debate.scale)
    )
    turnouts = [sum(moment) for moment in moments]
    people = people_text(turnouts[-1])
    if len(moments) == 1:
        return _("{places} (sur {people})").format(places=places, people=people)
    if turnouts[0] != turnouts[1]:
        return _("{places} (avant → après, sur {before} puis {people})").format(
            places=places, before=turnouts[0], people=people
        )
    return _("{places} (avant → après, sur {people})").format(places=places, people=people)
