"""The first page of proceedings: for each workshop a line for its leaders to write, then only what its room decided.

Nothing is chosen here: every sentence that the room judged is there, every statement that it disputed, and of a vote
what the room itself put first, ties included.
"""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.engine.synthesis.compendium import Compendium
from facilitator.engine.synthesis.shapes import Conclusion, Finding, Ranking, Report
from facilitator.exporters.outline.blocks import (
    Blanks,
    Block,
    Bullets,
    Count,
    Entry,
    Heading,
    Paragraph,
    Run,
    aside,
    line,
)
from facilitator.exporters.outline.conclusions import status_text
from facilitator.exporters.outline.opening import full_title
from facilitator.exporters.wording import cell_text, contributions_text, ended, people_text, quoted
from facilitator.locale import gettext as _
from facilitator.locale import ngettext


def essentials_blocks(made: Compendium) -> Iterator[Block]:
    """Every workshop in a few lines, in the order of the programme."""
    yield Heading(2, _("L’essentiel"), on_new_page=True)
    yield Paragraph(
        line(_("Pour chaque atelier, une phrase de ceux qui l’ont animé, puis ce que la salle a elle-même décidé.")),
        "note",
    )
    for report in made.reports:
        yield Heading(3, full_title(report))
        yield Blanks((_("En une phrase"),))
        sentences = (*report.conclusions, *report.disagreements)
        if sentences:
            yield Bullets(tuple(map(_sentence, sentences)))
        else:
            yield Paragraph(line(_("La salle n’a pas encore relu de conclusion.")))
        yield Paragraph((Run(f"{' · '.join(_figures(report))}. "), *_disputed(report), *_wanted(report)), "note")


def _figures(report: Report) -> Iterator[str]:
    if report.present is not None:
        yield people_text(report.present)
    yield contributions_text(report.contributions)
    for promises in report.promises:
        if promises.total:
            yield ngettext("{n} engagement pris", "{n} engagements pris", promises.total).format(n=promises.total)


def _sentence(conclusion: Conclusion) -> Entry:
    status = () if conclusion.verdict == "agreed" else (aside(status_text(conclusion)),)
    return Entry((Run(conclusion.text), *status))


def _disputed(report: Report) -> Iterator[Run]:
    if report.debates:
        statements = ", ".join(dict.fromkeys(quoted(debate.statement) for debate in report.debates))
        yield from (Run(_("En débat : "), "strong"), Run(f"{ended(statements)} "))


def _wanted(report: Report) -> Iterator[Run]:
    """What each vote put first."""
    for finding in (*report.struggles, *report.practices):
        if isinstance(finding.content, Ranking) and (first := _first(finding.content)):
            yield from (Run(f"{_asked(finding)} ", "strong"), Run(f"{first}. "))


def _asked(finding: Finding) -> str:
    return finding.question or f"{finding.heading}\u00a0:"


def _first(ranking: Ranking) -> str:
    """The items of most points, all of them when they tie."""
    if ranking.voters is None:
        return ""
    points = [given or 0 for _text, given in ranking.items]
    most, of = max(points, default=0), sum(points)
    first = ", ".join(
        quoted(text) for (text, _given), given in zip(ranking.items, points, strict=True) if given == most
    )
    told = _("{items} ({points} points)").format(items=first, points=cell_text(Count(most, of)))
    return told if most else ""
