"""The proceedings of several workshops, as the organisers publish them once they have added their words.

The machine gathers; the sentence that says a workshop, and what the workshops say together, are left to people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import tzinfo
from itertools import count
from typing import Final

from facilitator.engine.synthesis.compendium import Compendium, Remark, Shared
from facilitator.engine.synthesis.shapes import Card, Debate, Report
from facilitator.exporters.outline.account import chapter_blocks
from facilitator.exporters.outline.annex import annex_blocks
from facilitator.exporters.outline.blocks import (
    Blanks,
    Block,
    Bullets,
    Columns,
    Contents,
    Count,
    Entry,
    Heading,
    Line,
    Outline,
    Paragraph,
    Run,
    Table,
    line,
    warning,
    without_empty_columns,
)
from facilitator.exporters.outline.essentials import essentials_blocks
from facilitator.exporters.outline.findings import card_line
from facilitator.exporters.outline.opening import capital, full_title, hosts_text, read_by, short_title
from facilitator.exporters.wording import cell_text, contributions_text, date_text, quoted, time_text
from facilitator.locale import gettext as _
from facilitator.locale import ngettext

_ONE_LINE: Final = 50


def proceedings(made: Compendium, zone: tzinfo | None) -> Outline:
    """The whole document."""
    body = tuple(_parted(_body(made, zone)))
    parts = tuple(block for block in body if isinstance(block, Heading) and block.part)
    contents = (Heading(2, _("Sommaire")), Contents(parts))
    return Outline(made.title, made.language, (*_cover(made, zone), *contents, *body))


def _body(made: Compendium, zone: tzinfo | None) -> Iterator[Block]:
    yield from essentials_blocks(made)
    yield from _programme(made, zone)
    for report in made.reports:
        yield from map(_demoted, chapter_blocks(report, zone))
    yield from _crossing(made)
    yield from _index(made)
    yield from _method(made, zone)
    for report in made.reports:
        yield from _annex(report, zone)


def _demoted(block: Block) -> Block:
    """A block of an account as it stands in a chapter, whose title begins a page."""
    if isinstance(block, Columns):
        return replace(block, parts=tuple(tuple(map(_demoted, part)) for part in block.parts))
    if not isinstance(block, Heading):
        return block
    return replace(block, level=block.level + 1, on_new_page=block.level == 1)


def _parted(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every heading of the second level is that of a part."""
    number = count(1)
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            yield replace(block, part=f"part_{next(number)}")
        else:
            yield block


def _cover(made: Compendium, zone: tzinfo | None) -> Iterator[Block]:
    yield Heading(1, made.title)
    figures = [
        *map(capital, _days(made, zone)),
        ngettext("{n} atelier", "{n} ateliers", len(made.reports)).format(n=len(made.reports)),
        contributions_text(sum(report.contributions for report in made.reports)),
        *dict.fromkeys(report.hashtag for report in made.reports if report.hashtag),
    ]
    yield Paragraph(line(" · ".join(figures)))
    yield from _rules(made)
    yield Blanks((_("Licence de réutilisation"),))


def _days(made: Compendium, zone: tzinfo | None) -> tuple[str, ...]:
    started = (one.started_at for one in made.reports)
    return tuple(dict.fromkeys(date_text(at, zone) for at in sorted(at for at in started if at is not None)))


def _rules(made: Compendium) -> Iterator[Block]:
    """The rule that people spoke under, or each with its workshops."""
    rules = made.rules()
    if len(rules) == 1:
        yield Paragraph((Run(_("Règle de parole : "), "strong"), Run(rules[0].name)))
    elif rules:
        yield Paragraph(line(_("Règles de parole :"), "strong"))
        yield Bullets(tuple(_met(made, rule) for rule in rules))


def _programme(made: Compendium, zone: tzinfo | None) -> Iterator[Block]:
    one_day = len(_days(made, zone)) < 2
    yield Heading(2, _("Programme"))
    rows = tuple(
        (
            full_title(report),
            "–" if report.started_at is None else _when(report.started_at, zone, one_day=one_day),
            hosts_text(report) or "–",
            " ".join(report.problem.split()) or report.subtitle or "–",
        )
        for report in made.reports
    )
    heads = (_("Atelier"), _("Heure"), _("Intervenants"), _("La question posée"))
    yield without_empty_columns(Table(_("Les ateliers"), heads, rows))


def _when(at: float, zone: tzinfo | None, *, one_day: bool) -> str:
    time = time_text(at, zone)
    return time if one_day else f"{date_text(at, zone)}, {time}"


def _crossing(made: Compendium) -> Iterator[Block]:
    """What the organisers read across: gathered here, said by them."""
    yield Heading(2, _("Lecture croisée"), on_new_page=True)
    yield warning(_("À écrire par les organisateurs, à partir de ce qui suit."))
    common = [theme for theme in made.themes() if len(theme.reports) > 1]
    if common:
        yield Heading(3, _("Thèmes nommés dans plusieurs ateliers"))
        yield Bullets(tuple(_met(made, theme) for theme in common))
    if debates := made.debates():
        yield Heading(3, _("Les controverses, côte à côte"))
        yield Table(
            _("Où se plaçaient les salles, avant et après"),
            (_("Atelier"), _("Affirmation"), _("Avant → après")),
            tuple(
                (
                    capital(short_title(made.reports[i])),
                    "\n".join((quoted(debate.statement), *filter(None, (debate.title,)))),
                    "\n".join(_places(debate)) or "–",
                )
                for i, debate in debates
            ),
        )
    yield from _gathered(made, _("Ce qui a raté"), made.failures())
    yield from _gathered(made, _("Questions laissées ouvertes"), made.questions())


def _places(debate: Debate) -> Iterator[str]:
    """How many stood at each place, each time out of how many."""
    moments = [moment for moment in (debate.before, debate.after) if moment is not None]
    for i, place in enumerate(debate.scale if moments else ()):
        counts = " → ".join(cell_text(Count(moment[i], sum(moment))) for moment in moments)
        told = _("{place} : {count}").format(place=place, count=counts)
        # A place and its count stand on one line, unless the place is a sentence.
        yield told.replace(" ", "\u00a0") if len(told) <= _ONE_LINE else told


def _gathered(made: Compendium, heading: str, cards: tuple[tuple[int, Card], ...]) -> Iterator[Block]:
    """What was said, each once with every workshop that said it in the same words."""
    said: dict[Line, dict[int, None]] = {}
    for i, card in cards:
        said.setdefault(card_line(card), {})[i] = None
    if said:
        yield Heading(3, heading)
        yield Bullets(tuple(Entry((*words, _where(made, where))) for words, where in said.items()))


def _index(made: Compendium) -> Iterator[Block]:
    links, themes = made.links(), made.themes()
    if not links and not themes:
        return
    yield Heading(2, _("Index"))
    if links:
        yield Heading(3, _("Outils et liens cités"))
        yield Paragraph(line(_("Cités par les participants, ce qui ne veut pas dire recommandés.")), "note")
        yield Bullets(tuple(_met(made, link) for link in links))
    if themes:
        yield Heading(3, _("Thèmes"))
        yield Bullets(tuple(_met(made, theme) for theme in sorted(themes, key=lambda theme: theme.name.casefold())))


def _met(made: Compendium, shared: Shared) -> Entry:
    return Entry((Run(shared.name), _where(made, shared.reports)))


def _where(made: Compendium, reports: Iterable[int]) -> Run:
    return Run(f" ({', '.join(short_title(made.reports[i]) for i in reports)})", "soft")


def _method(made: Compendium, zone: tzinfo | None) -> Iterator[Block]:
    yield Heading(2, _("Note de méthode"))
    yield Table(
        _("Ce que vaut chaque compte rendu"),
        (_("Atelier"), _("Présents"), _("Contributions"), _("Réponses au bilan"), _("Relecture")),
        tuple(_worth(report, zone) for report in made.reports),
    )
    if made.remarks:
        yield Heading(3, _("À vérifier avant de publier"))
        yield Bullets(tuple(Entry(line(remark_text(remark))) for remark in made.remarks))


def _worth(report: Report, zone: tzinfo | None) -> tuple[str, ...]:
    feedback = report.method.feedback
    answers = "–" if feedback is None or feedback.answers is None else str(feedback.answers)
    return (
        full_title(report),
        "–" if report.present is None else str(report.present),
        str(report.contributions),
        answers,
        read_by(report.signature, zone),
    )


def remark_text(remark: Remark) -> str:
    """What an organiser should look at, in words."""
    name = _named(remark)
    kept, _sign, left = remark.detail.partition(" > ")
    return {
        "duplicate": _("{name} : le même export est là plusieurs fois, il n’est compté qu’une."),
        "other-version": _("{name} : la version {kept} est gardée ; la version {left} est laissée de côté."),
        "missing": _("{name} : aucun export."),
        "unvalidated": _("{name} : la salle n’a pas relu la synthèse."),
        "same-number": _("{name} : « {other} » porte le même numéro ; les deux sont là."),
    }[remark.kind].format(name=name, kept=kept, left=left, other=remark.detail)


def _named(remark: Remark) -> str:
    if remark.number is None:
        return remark.title
    if not remark.title:
        return _("Atelier {number}").format(number=remark.number)
    return _("Atelier {number}, {title}").format(number=remark.number, title=quoted(remark.title))


def _annex(report: Report, zone: tzinfo | None) -> Iterable[Block]:
    blocks = list(annex_blocks(report, zone))
    if blocks:
        # The annex of one workshop begins by its own title, not by what they all say.
        yield Heading(2, _("Annexe : {title}").format(title=full_title(report)), on_new_page=True)
        yield from blocks[1:]
