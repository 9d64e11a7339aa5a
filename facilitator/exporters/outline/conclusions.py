"""What the room signed, what it left open and what it cited, as blocks."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.engine.synthesis.shapes import Conclusion, Report
from facilitator.exporters.outline.blocks import Block, Bullets, Entry, Heading, Line, Paragraph, Run, aside, line
from facilitator.exporters.outline.findings import card_line
from facilitator.exporters.wording import contributions_text, quoted
from facilitator.locale import gettext as _
from facilitator.locale import ngettext


def conclusion_entry(conclusion: Conclusion) -> Entry:
    """A sentence with its status, what was said against it, and what it stands on."""
    under: list[Line] = []
    if conclusion.nuance:
        told = _("Nuance : ") if conclusion.verdict == "nuanced" else _("Objection : ")
        under.append((Run(told, "strong"), Run(conclusion.nuance)))
    if conclusion.original:
        under.append(line(_("D’abord écrite : {words}").format(words=quoted(conclusion.original)), "soft"))
    if conclusion.evidence:
        under.append(evidence_line(conclusion))
    return Entry((Run(conclusion.text, "strong"), aside(status_text(conclusion))), tuple(under))


def evidence_line(conclusion: Conclusion) -> Line:
    """One contribution behind a sentence, and how many there are."""
    voices = sum(card.voices for card in conclusion.evidence)
    return (*card_line(conclusion.evidence[0]), Run(f" ({contributions_text(voices)})", "soft"))


def status_text(conclusion: Conclusion) -> str:
    """What the room said of a sentence."""
    return {
        "agreed": _("validée"),
        "nuanced": _("nuancée"),
        "disagreed": _("refusée"),
        "draft": _("non relue"),
    }[conclusion.verdict]


def in_short(conclusion: Conclusion) -> str:
    """A sentence alone, and what the room said of it unless it agreed: a nuance is never left out."""
    if conclusion.verdict == "agreed":
        return conclusion.text
    return _("{sentence} ({status})").format(sentence=conclusion.text, status=status_text(conclusion))


def withheld_blocks(report: Report) -> Iterator[Block]:
    """How many sentences are missing, because somebody asked: never which."""
    if report.withheld:
        told = ngettext(
            "{n} phrase n’est pas publiée : quelqu’un l’a demandé dans la salle.",
            "{n} phrases ne sont pas publiées : quelqu’un l’a demandé dans la salle.",
            report.withheld,
        )
        yield Paragraph(line(told.format(n=report.withheld)), "note")


def questions_blocks(report: Report, heading: str) -> Iterator[Block]:
    """What was put aside."""
    if report.questions:
        yield Heading(2, heading)
        yield Bullets(tuple(Entry(line(card.text)) for card in report.questions))


def links_blocks(report: Report) -> Iterator[Block]:
    """The addresses that people cited, as text: a hostile one must not be one click away."""
    if report.links:
        yield Heading(2, _("Voir aussi"))
        yield Paragraph(line(_("Cités par les participants, ce qui ne veut pas dire recommandés.")), "note")
        yield Bullets(tuple(Entry(line(link)) for link in report.links))
