"""The account of a workshop in the form its organisers publish, every contribution in its annex."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from facilitator.engine.synthesis.shapes import Conclusion, Poll, Promises, Report
from facilitator.exporters.outline.annex import annex_blocks
from facilitator.exporters.outline.blocks import (
    Block,
    Bullets,
    Count,
    Heading,
    Outline,
    Paragraph,
    Run,
    Table,
    line,
    warning,
)
from facilitator.exporters.outline.conclusions import (
    conclusion_entry,
    links_blocks,
    questions_blocks,
    withheld_blocks,
)
from facilitator.exporters.outline.findings import afterwards_blocks, debate_blocks, findings_blocks
from facilitator.exporters.outline.method import method_blocks
from facilitator.exporters.outline.opening import full_title, opening_blocks
from facilitator.exporters.wording import people_text
from facilitator.locale import gettext as _
from facilitator.locale import ngettext


def account(report: Report, zone: tzinfo | None) -> Outline:
    """The whole document."""
    return Outline(full_title(report), report.language, (*chapter_blocks(report, zone), *annex_blocks(report, zone)))


def chapter_blocks(report: Report, zone: tzinfo | None) -> Iterator[Block]:
    """The account without its annex."""
    yield from opening_blocks(report, zone)
    if report.problem:
        yield Paragraph(line(" ".join(report.problem.split())), "lead")
    yield from _context(report)
    for heading, found in (
        (_("Ce qui coince"), report.struggles),
        (_("Ce qui marche, ce qui a raté"), report.practices),
    ):
        if found:
            yield Heading(2, heading)
        yield from findings_blocks(found, report.present)
    if report.debates:
        yield Heading(2, ngettext("Le point de controverse", "Les points de controverse", len(report.debates)))
    for debate in report.debates:
        yield from debate_blocks(debate, report.present)
    yield from _conclusions(report)
    yield from withheld_blocks(report)
    yield from questions_blocks(report, _("Questions ouvertes"))
    for promises in report.promises:
        yield from _promises(promises)
    yield from links_blocks(report)
    yield from method_blocks(report, zone)


def _context(report: Report) -> Iterator[Block]:
    yield Heading(2, _("Le contexte"))
    yield Paragraph(line(_who_was_there(report)))
    if report.speaking_rule:
        rule = Run(_("Règle de parole : "), "strong")
        yield Paragraph((rule, Run(report.speaking_rule)))
    if report.poll is not None:
        yield from _poll(report.poll)


def _who_was_there(report: Report) -> str:
    phones = report.method.phones
    if report.present is None:
        if phones is None:
            return _("L’effectif de la salle n’a pas été compté.")
        return _("L’effectif de la salle n’a pas été compté ; {phones} avec un téléphone.").format(
            phones=people_text(phones)
        )
    people = people_text(report.present)
    if not phones:
        return _("{people} dans la salle.").format(people=people)
    if phones >= report.present:
        return _("{people} dans la salle, toutes avec un téléphone.").format(people=people)
    return _("{people} dans la salle, dont {phones} avec un téléphone.").format(people=people, phones=phones)


def _poll(poll: Poll) -> Iterator[Block]:
    if poll.counts is None:
        return
    total = sum(poll.counts)
    rows = tuple((choice, Count(n, total)) for choice, n in zip(poll.choices, poll.counts, strict=True))
    caption = _("{question} ({people})").format(question=poll.question, people=people_text(total))
    yield Table(caption, (_("Réponse"), _("Personnes")), rows)


def _conclusions(report: Report) -> Iterator[Block]:
    if report.conclusions:
        yield Heading(2, _("Conclusions partagées"))
    by_section: dict[str, list[Conclusion]] = {}
    for conclusion in report.conclusions:
        by_section.setdefault(conclusion.section, []).append(conclusion)
    start = 1
    for section, conclusions in by_section.items():
        if section:
            yield Heading(3, section)
        yield Bullets(tuple(map(conclusion_entry, conclusions)), "number", start)
        start += len(conclusions)
    if report.disagreements:
        yield Heading(2, _("Désaccords"))
        yield Bullets(tuple(map(conclusion_entry, report.disagreements)))
    if report.proposals:
        yield Heading(2, _("Proposition des animateurs, non relue"))
        yield warning(_("La salle n’a pas eu le temps de se prononcer sur ces phrases."))
        yield Bullets(tuple(map(conclusion_entry, report.proposals)))


def _promises(promises: Promises) -> Iterator[Block]:
    if not promises.shared and promises.total is None:
        return
    yield Heading(2, promises.heading or _("Ce que les participants vont essayer"))
    if promises.total is not None:
        told = ngettext("{n} engagement pris", "{n} engagements pris", promises.total).format(n=promises.total)
        shared = len(promises.shared)
        consented = ngettext(
            "{n} publié avec l’accord de son auteur, sans son nom",
            "{n} publiés avec l’accord de leurs auteurs, sans leurs noms",
            shared,
        ).format(n=shared)
        yield Paragraph(
            line(
                _("{promises}, dont {consented}.").format(promises=told, consented=consented) if shared else f"{told}."
            )
        )
    if promises.shared:
        yield Table(_("Engagements publiés"), promises.fields or (_("Engagement"),), promises.shared)
    yield from afterwards_blocks(promises.afterwards)
