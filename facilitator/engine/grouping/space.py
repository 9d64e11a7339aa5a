"""Where texts stand by what they are about: the words they share, and words of like sense."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log, sqrt
from operator import mul
from typing import Final

from facilitator.engine.grouping.table import WordTable

_SHARED_WORDS: Final = 2.0
"""What the same word is worth beside words of like sense."""
_COMMON: Final = 1e-3
"""Words that take a larger share of what is written say less and less."""

Stems = Sequence[str]
"""The stems of one text."""


@dataclass(slots=True)
class Point:
    """A direction: its length is 1, or 0 for a text that says nothing of any subject."""

    sense: list[float] = field(default_factory=list)
    words: dict[str, float] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.words)


def nearness(one: Point, other: Point) -> float:
    """The cosine of two points: 1 for the same text, about 0 for texts with nothing in common."""
    few, many = sorted((one.words, other.words), key=len)
    shared = sum([weight * many[stem] for stem, weight in few.items() if stem in many])
    return shared + sum(map(mul, one.sense, other.sense), 0.0)


def points(texts: Sequence[Stems], table: WordTable) -> list[Point]:
    """The points of texts that are compared with one another."""
    senses = _senses(texts, table)
    rarities = _rarities(texts)
    found = []
    for stems, sense in zip(texts, senses, strict=True):
        words = _unit_words({stem: (1 + log(n)) * rarities[stem] for stem, n in Counter(stems).items()})
        length = sqrt(any(sense) + bool(words) * _SHARED_WORDS**2) or 1.0
        share = _SHARED_WORDS / length
        found.append(Point([x / length for x in sense], {stem: weight * share for stem, weight in words.items()}))
    return found


def centre(members: Iterable[Point]) -> Point:
    """The direction in which several points lie together."""
    senses: list[list[float]] = []
    words: dict[str, float] = {}
    for member in members:
        senses.append(member.sense)
        for stem, weight in member.words.items():
            words[stem] = words.get(stem, 0.0) + weight
    sense = [sum(column) for column in zip(*senses, strict=True)]
    length = sqrt(sum(map(mul, sense, sense)) + sum([weight * weight for weight in words.values()])) or 1.0
    return Point([x / length for x in sense], {stem: weight / length for stem, weight in words.items()})


def _rarities(texts: Sequence[Stems]) -> Mapping[str, float]:
    found = Counter(stem for stems in texts for stem in set(stems))
    return {stem: log((1 + len(texts)) / (1 + n)) + 1 for stem, n in found.items()}


def _unit_words(weights: dict[str, float]) -> dict[str, float]:
    length = sqrt(sum([weight * weight for weight in weights.values()])) or 1.0
    return {stem: weight / length for stem, weight in weights.items()}


def _senses(texts: Sequence[Stems], table: WordTable) -> list[list[float]]:
    """The mean sense of each text's words, seen from the middle of all the texts: what they share tells nothing."""
    nowhere = [0.0] * table.width
    weighed: dict[str, list[float]] = {}
    for stem in {stem for stems in texts for stem in stems}:
        if (vector := table.vector(stem)) is not None:
            weight = _COMMON / (_COMMON + table.frequency(stem))
            weighed[stem] = [weight * x for x in vector]
    raw = [_unit(_added([weighed[stem] for stem in stems if stem in weighed]) or nowhere) for stems in texts]
    known = [sense for sense in raw if any(sense)]
    middle = [sum(column) / len(known) for column in zip(*known, strict=True)]
    return [_unit([x - y for x, y in zip(sense, middle, strict=True)]) if any(sense) else sense for sense in raw]


def _added(vectors: Sequence[Sequence[float]]) -> list[float]:
    return [sum(column) for column in zip(*vectors, strict=True)]


def _unit(vector: Sequence[float]) -> list[float]:
    length = sqrt(sum(map(mul, vector, vector))) or 1.0
    return [x / length for x in vector]
