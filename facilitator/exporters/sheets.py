"""The Report as sheets of a workbook: one for each kind of result, and every contribution in the first place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import tzinfo
from math import ceil
from typing import Final

from facilitator.engine.synthesis.shapes import (
    Answers,
    Card,
    Conclusion,
    Debate,
    Finding,
    Grid,
    Pile,
    Plane,
    Ranking,
    Report,
    Sorting,
    Subjects,
)
from facilitator.engine.wording import kind_name
from facilitator.exporters.outline.conclusions import status_text
from facilitator.exporters.outline.method import channel_text
from facilitator.exporters.outline.opening import full_title, read_by
from facilitator.exporters.wording import date_text, local, time_text
from facilitator.locale import gettext as _
from facilitator.locale import language

_NARROWEST: Final = 9
_WIDEST: Final = 60

Value = str | int | float | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: a name, headers, rows as wide as the headers. None is a figure that is not printed."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]


def sheets(report: Report, zone: tzinfo | None) -> tuple[Sheet, ...]:
    """Every sheet that has something to say; the workshop and its contributions always."""
    made = (
        Sheet(_("Atelier"), (_("Quoi"), _("Réponse")), tuple(_about(report, zone))),
        contributions(report, zone),
        _conclusions(report, zone),
        _votes(report),
        _debates(report),
        _ratings(report),
        _answers(report),
        _sortings(report),
        _subjects(report),
        _forms(report),
        _promises(report),
        _timeline(report, zone),
        _prompts(report, zone),
        _feedback(report),
    )
    return tuple(sheet for i, sheet in enumerate(made) if sheet.rows or i < 2)


def widths(sheet: Sheet) -> tuple[int, ...]:
    """How wide each column should be, in characters."""
    return tuple(
        min(max(max(len(line) for text in texts for line in text.split("\n")) + 2, _NARROWEST), _WIDEST)
        for column, header in enumerate(sheet.headers)
        for texts in [[header, *(str(row[column]) for row in sheet.rows if row[column] is not None)]]
    )


def rows_high(sheet: Sheet) -> tuple[int, ...]:
    """How many lines of text each row takes in columns of those widths: not every program works it out by itself."""
    across = widths(sheet)
    return tuple(
        max(_lines(value, width) if isinstance(value, str) else 1 for value, width in zip(row, across, strict=True))
        for row in sheet.rows
    )


def _lines(text: str, width: int) -> int:
    return sum(max(1, ceil(len(line) / (width - 1))) for line in text.split("\n"))


def _about(report: Report, zone: tzinfo | None) -> Iterator[Row]:
    yield _("Titre"), full_title(report)
    yield _("Sous-titre"), report.subtitle
    if report.started_at is not None:
        yield _("Date"), date_text(report.started_at, zone)
        yield _("Début"), time_text(report.started_at, zone)
    if report.ended_at is not None:
        yield _("Fin"), time_text(report.ended_at, zone)
    yield _("Personnes présentes"), report.present
    yield _("Contributions"), report.contributions
    yield _("Relecture"), read_by(report.signature, zone)
    yield _("Règle de parole"), report.speaking_rule
    yield _("Session"), report.session
    yield _("Format"), report.format
    for link in report.links:
        yield _("Lien cité"), link


def contributions(report: Report, zone: tzinfo | None) -> Sheet:
    """Every contribution of the annex, one a row, near-duplicates after the one they stand behind."""
    headers = (
        _("Étape"), _("Sous"), _("Texte"), _("Champs"), _("Canal"), _("Heure"), _("Gardée"), _("Après le dévoilement"),
        _("Saisie après coup"), _("Signature"), _("Regroupée avec"), _("Identifiant"),
    )  # fmt: skip
    rows = tuple(
        _contribution(part.title, heading, card, behind, zone)
        for part in report.annex
        for pile in part.piles
        for heading in [_heading(pile)]
        for card, behind in _all(pile)
    )
    aside = tuple(_contribution(_("Questions de côté"), "", card, "", zone) for card in report.questions)
    return Sheet(_("Contributions"), headers, rows + aside)


def _heading(pile: Pile) -> str:
    side = {"": "", "for": _("d’accord"), "against": _("pas d’accord")}[pile.side]
    return " — ".join(part for part in (pile.heading, pile.column, side) if part)


def _all(pile: Pile) -> Iterator[tuple[Card, str]]:
    for card in pile.cards:
        yield card, ""
        yield from ((behind, card.id) for behind in card.behind)


def _contribution(phase: str, heading: str, card: Card, behind: str, zone: tzinfo | None) -> Row:
    return (
        phase,
        heading,
        card.text,
        "\n".join(_("{name} : {value}").format(name=name, value=value) for name, value in card.fields),
        channel_text(card.channel),
        "" if card.at is None else f"{local(card.at, zone):%H:%M}",
        _yes(card.kept),
        _yes(card.late and not card.afterwards),
        _yes(card.afterwards),
        card.signature,
        behind,
        card.id,
    )


def _yes(fact: bool) -> str:
    return _("oui") if fact else ""


def _conclusions(report: Report, zone: tzinfo | None) -> Sheet:
    headers = (
        _("Phrase"), _("Statut"), _("Nuance ou objection"), _("Partie"), _("D’abord écrite"), _("Relue à"),
        _("Contributions"), _("S’appuie sur"),
    )  # fmt: skip
    every = (*report.conclusions, *report.disagreements, *report.proposals)
    return Sheet(_("Conclusions"), headers, tuple(_conclusion(one, zone) for one in every))


def _conclusion(one: Conclusion, zone: tzinfo | None) -> Row:
    return (
        one.text,
        status_text(one),
        one.nuance,
        one.section,
        one.original,
        "" if one.judged_at is None else time_text(one.judged_at, zone),
        sum(card.voices for card in one.evidence),
        "\n".join(card.id for card in one.evidence),
    )


def _of(report: Report, rows: Callable[[Finding], Iterator[Row]]) -> tuple[Row, ...]:
    return tuple(row for finding in (*report.struggles, *report.practices) for row in rows(finding))


def _votes(report: Report) -> Sheet:
    def rows(finding: Finding) -> Iterator[Row]:
        if isinstance(finding.content, Ranking):
            for text, points in finding.content.items:
                vote = finding.content
                yield (
                    finding.heading,
                    text,
                    points,
                    vote.voters,
                    report.present,
                    vote.points_each,
                    vote.afterwards or "",
                )

    return Sheet(
        _("Votes"),
        (
            _("Étape"),
            _("Sujet"),
            _("Points"),
            _("Votants"),
            _("Personnes présentes"),
            _("Points par personne"),
            _("Saisies après coup"),
        ),
        _of(report, rows),
    )


def _debates(report: Report) -> Sheet:
    def rows(debate: Debate) -> Iterator[Row]:
        for i, place in enumerate(debate.scale):
            yield (
                debate.statement,
                place,
                None if debate.before is None else debate.before[i],
                None if debate.after is None else debate.after[i],
                report.present,
                debate.afterwards or "",
            )

    return Sheet(
        _("Débats"),
        (_("Affirmation"), _("Position"), _("Avant"), _("Après"), _("Personnes présentes"), _("Saisies après coup")),
        tuple(row for debate in report.debates for row in rows(debate)),
    )


def _ratings(report: Report) -> Sheet:
    def rows(finding: Finding) -> Iterator[Row]:
        if isinstance(plane := finding.content, Plane):
            axes = [(axis[0], name) for axis, name in ((plane.x_axis, "x"), (plane.y_axis, "y")) if axis]
            for item in plane.items:
                for axis, name in axes:
                    mean = item.x if name == "x" else item.y
                    marks = mean and round(mean, 2), item.n, report.present, _yes(item.contested), _yes(item.decided)
                    yield finding.heading, item.text, axis, *marks, plane.afterwards or ""

    headers = (
        _("Étape"), _("Élément"), _("Axe"), _("Moyenne (1 à 5)"), _("Personnes"), _("Personnes présentes"),
        _("Avis partagés"), _("Décidé à voix haute"), _("Saisies après coup"),
    )  # fmt: skip
    return Sheet(_("Notes"), headers, _of(report, rows))


def _answers(report: Report) -> Sheet:
    def rows(finding: Finding) -> Iterator[Row]:
        if isinstance(answers := finding.content, Answers):
            for text, cells in answers.rows:
                for column, cards in zip(answers.columns, cells, strict=True):
                    yield from ((finding.heading, text, column, card.text) for card in cards)
            yield from ((finding.heading, text, "", "") for text in answers.unanswered)

    return Sheet(_("Réponses"), (_("Étape"), _("À propos de"), _("Colonne"), _("Réponse")), _of(report, rows))


def _sortings(report: Report) -> Sheet:
    def rows(finding: Finding) -> Iterator[Row]:
        if isinstance(sorting := finding.content, Sorting):
            for text, places in sorting.cards:
                for table, place in zip(sorting.tables, places, strict=True):
                    yield finding.heading, text, table or _("La salle"), place

    return Sheet(_("Tri"), (_("Étape"), _("Carte"), _("Table"), _("Case")), _of(report, rows))


def _subjects(report: Report) -> Sheet:
    def rows(finding: Finding) -> Iterator[Row]:
        if isinstance(subjects := finding.content, Subjects):
            for one in subjects.items:
                yield finding.heading, one.text, round(one.seconds / 60, 2), one.up, one.down, report.present

    headers = (
        _("Étape"), _("Sujet"), _("Durée (min)"), _("Pouces levés"), _("Pouces baissés"), _("Personnes présentes"),
    )  # fmt: skip
    return Sheet(_("Sujets"), headers, _of(report, rows))


def _forms(report: Report) -> Sheet:
    def rows(finding: Finding) -> Iterator[Row]:
        if isinstance(grid := finding.content, Grid):
            for i, line in enumerate(grid.lines, 1):
                yield from ((finding.heading, i, name, value) for name, value in zip(grid.fields, line, strict=True))

    return Sheet(_("Fiches"), (_("Étape"), _("Fiche"), _("Champ"), _("Réponse")), _of(report, rows))


def _promises(report: Report) -> Sheet:
    rows = tuple(
        (promises.heading, i, field or _("Engagement"), value, promises.afterwards or "")
        for promises in report.promises
        for i, shared in enumerate(promises.shared, 1)
        for field, value in zip(promises.fields or ("",), shared, strict=True)
    )
    headers = (_("Étape"), _("Engagement"), _("Champ"), _("Réponse"), _("Saisies après coup"))
    return Sheet(_("Engagements"), headers, rows)


def _timeline(report: Report, zone: tzinfo | None) -> Sheet:
    headers = (
        _("Étape"), _("Genre"), _("Début"), _("Prévu (min)"), _("Réel (min)"), _("Contributions"), _("Personnes"),
        _("Personnes présentes"),
    )  # fmt: skip
    rows = tuple(
        (
            one.title,
            kind_name(one.kind, language()),
            "" if one.started_at is None else f"{local(one.started_at, zone):%H:%M:%S}",
            round(one.planned / 60, 2),
            None if one.started_at is None else round(one.spent / 60, 2),
            one.contributions,
            one.people,
            None if one.people is None else report.present,
        )
        for one in report.method.phases
    )
    return Sheet(_("Déroulé"), headers, rows)


def _prompts(report: Report, zone: tzinfo | None) -> Sheet:
    rows = tuple(
        (one.text, one.phase, f"{local(one.shown_at, zone):%H:%M:%S}", one.contributions)
        for one in report.method.prompts
    )
    return Sheet(_("Relances"), (_("Relance"), _("Étape"), _("Heure"), _("Contributions")), rows)


def _feedback(report: Report) -> Sheet:
    feedback = report.method.feedback
    if feedback is None:
        return Sheet(_("Bilan"), (), ())
    given: tuple[Row, ...] = ()
    if feedback.counts is not None:
        scores = tuple((str(i), n, report.present) for i, n in enumerate(feedback.counts, 1))
        given = (*scores, (_("Réponses"), feedback.answers, report.present))
    words: tuple[Row, ...] = tuple((word, None, None) for word in feedback.words)
    return Sheet(_("Bilan"), (_("Note ou mot"), _("Personnes"), _("Personnes présentes")), given + words)
