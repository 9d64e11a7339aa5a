"""What a synthesis lacks before it is published: ten criteria of a good account, each worth 0, 1 or 2.

They are those that facilitators judge by; only what a program can see of each is seen here, so a good mark is no praise
and a bad one is a reason to look. Sixteen out of twenty is enough to publish.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from facilitator.engine.synthesis.shapes import Conclusion, Report

Criterion = Literal[
    "faithful", "validated", "actionable", "contradictory", "self-contained", "protective", "sober", "honest",
    "accessible", "reusable",
]  # fmt: skip
ENOUGH: Final = 16

_ACTIONS: Final = 3
_VOICES: Final = 2
_WORDS: Final = 25
"""A sentence has fewer."""
_FEW: Final = 20
"""Respondents under which a percentage says more than is known."""
_ACRONYM: Final = re.compile(r"\b[A-ZÀ-Ý]{3,}\b")
_EXPLAINED: Final = re.compile(r"\b([A-ZÀ-Ý]{3,})\b\s*\(|\(([A-ZÀ-Ý]{3,})\)")
_PERSONAL: Final = re.compile(
    r"[\w.+-]+@[\w-]+\.\w+|(?<!\w)@\w{2,}|(?:\+33|\b0)[ .]?[1-9](?:[ .]?\d{2}){4}\b|\b(?:M\.|Mme|Mr\.?|Mrs\.?) [A-ZÀ-Ý]"
)
_PERCENTAGE: Final = re.compile(r"\d\s?%|pour cent\b|per ?cent\b")
_MIDDLE_DOT: Final = re.compile(r"\w[·•‧]\w")
_SENTENCE_END: Final = re.compile(r"[.!?…]+\s")


@dataclass(frozen=True, slots=True)
class Mark:
    """How one criterion is met."""

    criterion: Criterion
    score: Literal[0, 1, 2]


def appraise(report: Report) -> tuple[Mark, ...]:
    """The ten marks, in the order of the criteria."""
    return tuple(Mark(criterion, judge(report)) for criterion, judge in _JUDGES)


def total(marks: Iterable[Mark]) -> int:
    """Out of twenty."""
    return sum(mark.score for mark in marks)


def _retained(report: Report) -> tuple[Conclusion, ...]:
    """Everything that is said as a conclusion, read by the room or not."""
    return (*report.conclusions, *report.proposals)


def _share(met: Iterable[bool]) -> Literal[0, 1, 2]:
    """Two when all do, one when half do; none is not met."""
    found = list(met)
    if not found or 2 * sum(found) < len(found):
        return 0
    return 2 if all(found) else 1


def _faithful(report: Report) -> Literal[0, 1, 2]:
    return _share(sum(card.voices for card in one.evidence) >= _VOICES for one in _retained(report))


def _validated(report: Report) -> Literal[0, 1, 2]:
    if report.signature is None or not (report.conclusions or report.disagreements):
        return 0
    return 1 if report.proposals or report.signature.amended else 2


def _actionable(report: Report) -> Literal[0, 1, 2]:
    actions = sum(len(promises.shared) for promises in report.promises)
    return 2 if actions >= _ACTIONS else 1 if actions else 0


def _contradictory(report: Report) -> Literal[0, 1, 2]:
    both_sides = any(debate.for_ and len(debate.for_) == len(debate.against) for debate in report.debates)
    if report.disagreements or both_sides:
        return 2
    return 1 if any(one.verdict == "nuanced" for one in report.conclusions) else 0


def _self_contained(report: Report) -> Literal[0, 1, 2]:
    said = " ".join((report.title, report.problem, *(one.text for one in _retained(report))))
    explained = {name for found in _EXPLAINED.findall(said) for name in found if name}
    clear = set(_ACRONYM.findall(said)) <= explained
    return _both(bool(report.problem), clear and bool(_retained(report)))


def _protective(report: Report) -> Literal[0, 1, 2]:
    named = any(_PERSONAL.search(text) for text in _published(report))
    return _both(not named, report.method.min_group_size > 1 and not named)


def _sober(report: Report) -> Literal[0, 1, 2]:
    texts = [one.text for one in _retained(report)]
    return _share(len(part.split()) < _WORDS for text in texts for part in _SENTENCE_END.split(text))


def _honest(report: Report) -> Literal[0, 1, 2]:
    counted = report.present is not None
    few = report.present is None or report.present < _FEW
    inflated = few and any(_PERCENTAGE.search(text) for text in _published(report))
    return 0 if inflated else _both(counted, True)


def _accessible(report: Report) -> Literal[0, 1, 2]:
    # Headings, table headers and text beside drawings are the exporters': their tests see to them.
    return _share(not _MIDDLE_DOT.search(one.text) for one in _retained(report))


def _reusable(report: Report) -> Literal[0, 1, 2]:
    return _both(report.started_at is not None, bool(report.speaking_rule))


def _both(one: bool, other: bool) -> Literal[0, 1, 2]:
    return 2 if one and other else 1 if one or other else 0


def _published(report: Report) -> Iterator[str]:
    """What readers of the first pages see."""
    for one in (*_retained(report), *report.disagreements):
        yield one.text
        yield one.nuance
        yield from (card.text for card in one.evidence[:1])
    for promises in report.promises:
        yield from (text for shared in promises.shared for text in shared)


_JUDGES: Final[tuple[tuple[Criterion, Callable[[Report], Literal[0, 1, 2]]], ...]] = (
    ("faithful", _faithful),
    ("validated", _validated),
    ("actionable", _actionable),
    ("contradictory", _contradictory),
    ("self-contained", _self_contained),
    ("protective", _protective),
    ("sober", _sober),
    ("honest", _honest),
    ("accessible", _accessible),
    ("reusable", _reusable),
)
