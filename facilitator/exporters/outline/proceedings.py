"""The proceedings of several workshops, as the organisers publish them once they have added their words.

The machine gathers; the sentence that says a workshop, and what the workshops say together, are left to people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import tzinfo

from facilitator.engine.synthesis.compendium import Compendium, Remark, Shared
from facilitator.engine.synthesis.shapes import Card, Report
from facilitator.exporters.outline.account import chapter_blocks
from facilitator.exporters.outline.annex import annex_blocks
from facilitator.exporters.outline.blocks import (
    Blanks,
    Block,
    Bullets,
    Entry,
    Heading,
    Outline,
    Paragraph,
    Run,
    Table,
    line,
    warning,
)
from facilitator.exporters.outline.findings import card_line
from facilitator.exporters.outline.opening import full_title, hosts_text, read_by
from facilitator.exporters.wording import contributions_text, date_text, quoted, time_text
from facilitator.locale import gettext as _
from facilitator.locale import ngettext


def proceedings(made: Compendium, zone: tzinfo | None) -> Outline:
    """The whole document."""
    return Outline(made.title, made.language, tuple(_blocks(made, zone)))


def _blocks(made: Compendium, zone: tzinfo | None) -> Iterator[Block]:
    yield from _cover(made, zone)
    yield from _essentials(made)
    yield from _programme(made, zone)
    for report in made.reports:
        yield from map(_demoted, chapter_blocks(report, zone))
    yield from _crossing(made)
    yield from _index(made)
    yield from _method(made, zone)
    for report in made.reports:
        yield from _annex(report)


def _demoted(block: Block) -> Block:
    return replace(block, level=block.level + 1) if isinstance(block, Heading) else block


def _cover(made: Compendium, zone: tzinfo | None) -> Iterator[Block]:
    yield Heading(1, made.title)
    days = dict.fromkeys(date_text(one.started_at, zone) for one in made.reports if one.started_at is not None)
    figures = [
        *days,
        ngettext("{n} atelier", "{n} ateliers", len(made.reports)).format(n=len(made.reports)),
        contributions_text(sum(report.contributions for report in made.reports)),
        *dict.fromkeys(report.hashtag for report in made.reports if report.hashtag),
    ]
    yield Paragraph(line(" · ".join(figures)))
    for rule in dict.fromkeys(report.speaking_rule for report in made.reports if report.speaking_rule):
        yield Paragraph((Run(_("Règle de parole : "), "strong"), Run(rule)))


def _essentials(made: Compendium) -> Iterator[Block]:
    yield Heading(2, _("L’essentiel en une page"))
    yield Paragraph(line(_("Une phrase par atelier, écrite par ceux qui l’ont animé.")), "note")
    yield Blanks(tuple(_short(report)[:1].upper() + _short(report)[1:] for report in made.reports))


def _programme(made: Compendium, zone: tzinfo | None) -> Iterator[Block]:
    yield Heading(2, _("Programme"))
    yield Table(
        _("Les ateliers"),
        (_("Atelier"), _("Heure"), _("Intervenants"), _("La question posée")),
        tuple(
            (
                full_title(report),
                "–" if report.started_at is None else time_text(report.started_at, zone),
                hosts_text(report) or "–",
                " ".join(report.problem.split()) or report.subtitle or "–",
            )
            for report in made.reports
        ),
    )


def _crossing(made: Compendium) -> Iterator[Block]:
    """What the organisers read across: gathered here, said by them."""
    yield Heading(2, _("Lecture croisée"))
    yield warning(_("À écrire par les organisateurs, à partir de ce qui suit."))
    common = [theme for theme in made.themes() if len(theme.reports) > 1]
    if common:
        yield Heading(3, _("Thèmes nommés dans plusieurs ateliers"))
        yield Bullets(tuple(_met(made, theme) for theme in common))
    if debates := made.debates():
        yield Heading(3, _("Les controverses, côte à côte"))
        yield Table(
            _("Où se plaçaient les salles, avant et après"),
            (_("Atelier"), _("Affirmation"), _("Avant"), _("Après")),
            tuple(
                (
                    _short(made.reports[i]),
                    quoted(debate.statement),
                    _places(debate.scale, debate.before),
                    _places(debate.scale, debate.after),
                )
                for i, debate in debates
            ),
        )
    yield from _gathered(made, _("Ce qui a raté"), made.failures())
    yield from _gathered(made, _("Questions laissées ouvertes"), made.questions())


def _places(scale: tuple[str, ...], counts: tuple[int, ...] | None) -> str:
    if counts is None:
        return "–"
    return "\n".join(
        _("{place} : {n} sur {of}").format(place=place, n=n, of=sum(counts))
        for place, n in zip(scale, counts, strict=True)
    )


def _gathered(made: Compendium, heading: str, cards: tuple[tuple[int, Card], ...]) -> Iterator[Block]:
    if cards:
        yield Heading(3, heading)
        yield Bullets(
            tuple(Entry((*card_line(card), Run(f" ({_short(made.reports[i])})", "soft"))) for i, card in cards)
        )


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
    where = ", ".join(_short(made.reports[i]) for i in shared.reports)
    return Entry((Run(shared.name), Run(f" ({where})", "soft")))


def _short(report: Report) -> str:
    return report.title if report.number is None else _("atelier {number}").format(number=report.number)


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


def _annex(report: Report) -> Iterable[Block]:
    blocks = list(annex_blocks(report))
    if blocks:
        # The annex of one workshop begins by its own title, not by what they all say.
        yield Heading(2, _("Annexe : {title}").format(title=full_title(report)))
        yield from blocks[1:]
