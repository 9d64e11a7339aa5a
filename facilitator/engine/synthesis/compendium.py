"""Several Reports made one set of proceedings: which are there, which are not, and what they have in common.

The same Reports give the same set, whatever the order in which their files were found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from facilitator.engine.synthesis.shapes import AnnexPart, Card, Debate, Pile, Report
from facilitator.engine.text import fold

RemarkKind = Literal["duplicate", "other-version", "missing", "unvalidated", "same-number"]

_FAILURES = ("rate", "echec", "echoue", "abandonne", "failed", "failure", "did not work", "didn't work")


@dataclass(frozen=True, slots=True)
class Remark:
    """What an organiser should look at before publishing."""

    kind: RemarkKind
    number: int | None
    title: str = ""
    """Of the workshop; empty for one that is missing."""
    detail: str = ""
    """The version kept and those left out; the other workshop of the same number."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Something met in several workshops."""

    name: str
    reports: tuple[int, ...]
    """Places in the programme, counted from 0."""


@dataclass(frozen=True, slots=True)
class Compendium:
    """The proceedings of several workshops."""

    title: str
    reports: tuple[Report, ...]
    """In the order of the programme: by number, then by start."""
    remarks: tuple[Remark, ...]

    @property
    def language(self) -> str:
        """That of the first workshop."""
        return self.reports[0].language

    def themes(self) -> tuple[Shared, ...]:
        """Themes that people named, each under its first wording, with the workshops where it was met."""
        found = [(pile.heading, i) for i, report in enumerate(self.reports) for pile in _piles(report) if pile.theme]
        return _shared(found)

    def links(self) -> tuple[Shared, ...]:
        """Tools and addresses that people cited, those of most workshops first."""
        found = [(link, i) for i, report in enumerate(self.reports) for link in report.links]
        return tuple(sorted(_shared(found), key=lambda one: -len(one.reports)))

    def rules(self) -> tuple[Shared, ...]:
        """The speaking rules, with the workshops that kept each."""
        return _shared((one.speaking_rule, i) for i, one in enumerate(self.reports) if one.speaking_rule)

    def debates(self) -> tuple[tuple[int, Debate], ...]:
        """Every controversy with the place of its workshop."""
        return tuple((i, debate) for i, report in enumerate(self.reports) for debate in report.debates)

    def failures(self) -> tuple[tuple[int, Card], ...]:
        """What people filed under a heading that speaks of failure."""
        return tuple(
            (i, card)
            for i, report in enumerate(self.reports)
            for pile in _piles(report)
            if any(word in fold(f"{pile.heading} {pile.column}") for word in _FAILURES)
            for card in pile.cards
        )

    def questions(self) -> tuple[tuple[int, Card], ...]:
        """What was put aside, to verify or to ask elsewhere."""
        return tuple((i, card) for i, report in enumerate(self.reports) for card in report.questions)


def compendium(reports: Iterable[Report], title: str, expected: int = 0) -> Compendium:
    """The proceedings of these workshops, each once; `expected` is how many numbered ones there should be.

    Raises ValueError when there is none.
    """
    remarks: list[Remark] = []
    # Equal Reports have equal texts: the order of their files says nothing.
    ordered = sorted(reports, key=lambda report: (report.session, _rank(report), repr(report)))
    kept = [_best(list(same), remarks) for _session, same in groupby(ordered, key=lambda report: report.session)]
    if not kept:
        raise ValueError("no report")
    kept.sort(key=lambda report: (_number(report), report.started_at or 0, report.session))
    remarks.extend(_gaps(kept, expected))
    remarks.extend(_namesakes(kept))
    remarks.extend(Remark("unvalidated", one.number, one.title) for one in kept if one.signature is None)
    remarks.sort(key=lambda remark: (remark.number is None, remark.number or 0, remark.kind))
    return Compendium(title, tuple(kept), tuple(remarks))


def _rank(report: Report) -> tuple[int, float, int]:
    version = report.signature.version if report.signature else 0
    return version, report.ended_at or 0, report.contributions


def _best(same: list[Report], remarks: list[Remark]) -> Report:
    """The most advanced version of one session; says once that it came twice, and which versions are left out."""
    best = same[-1]
    others = [report for report in same[:-1] if report != best]
    if len(same) - len(others) > 1:
        remarks.append(Remark("duplicate", best.number, best.title))
    if others:
        versions = sorted({_rank(report)[0] for report in others})
        remarks.append(
            Remark("other-version", best.number, best.title, f"{_rank(best)[0]} > {', '.join(map(str, versions))}")
        )
    return best


def _number(report: Report) -> float:
    return float("inf") if report.number is None else report.number


def _gaps(kept: list[Report], expected: int) -> Iterator[Remark]:
    numbers = {report.number for report in kept if report.number is not None}
    last = max((*numbers, expected), default=0)
    return (Remark("missing", number) for number in range(1, last + 1) if number not in numbers)


def _namesakes(kept: list[Report]) -> Iterator[Remark]:
    numbered = [report for report in kept if report.number is not None]
    for before, after in zip(numbered, numbered[1:], strict=False):
        if before.number == after.number:
            yield Remark("same-number", after.number, before.title, after.title)


def _piles(report: Report) -> Iterator[Pile]:
    parts: tuple[AnnexPart, ...] = report.annex
    return (pile for part in parts for pile in part.piles)


def _shared(found: Iterable[tuple[str, int]]) -> tuple[Shared, ...]:
    names: dict[str, str] = {}
    places: dict[str, list[int]] = {}
    for name, place in found:
        names.setdefault(fold(name), name)
        places.setdefault(fold(name), []).append(place)
    reports: Mapping[str, tuple[int, ...]] = {key: tuple(dict.fromkeys(met)) for key, met in places.items()}
    return tuple(Shared(names[key], met) for key, met in reports.items())
