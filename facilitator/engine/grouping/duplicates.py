"""Near-duplicates: ideas that say almost the same with almost the same words. Flagged with a reason, never merged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from math import log, sqrt
from typing import Final

from facilitator.engine.grouping.opposites import are_opposed
from facilitator.engine.grouping.table import word_table
from facilitator.engine.grouping.words import STEM, Language, grammar, language_of, plain_words, subject_words
from facilitator.engine.text import fold

ALIKE: Final = 0.35
"""From here on two ideas are shown side by side: nine times in ten they speak of the same subject."""
_WORDS: Final = 0.30
"""What whole words weigh beside pieces of them."""
_SURELY: Final = 0.75
"""So much alike that no word of the subject need be the very same."""
_PIECES: Final = (3, 4, 5)
"""Letters in a row that are compared, so that a slip of the finger costs little."""

_COMMON: Final = 100
"""What more ideas than that have in common says little of any of them."""
_MET: Final = 60
"""Ideas that a new one is compared with, at most: those that share the most with it."""
_TOLD: Final = 10

_NUMBER: Final = re.compile(r"\d+")

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Profile:
    """A text as it is compared: its words, rare ones first of all, and pieces of them."""

    words: Weights
    pieces: Weights
    subject: frozenset[str]
    """The stems that say what it is about."""
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two ideas may be one: what they share, and what only one of them says."""

    shared: tuple[str, ...]
    first_only: tuple[str, ...]
    other_only: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lookalike:
    """An idea that is like another."""

    id: str
    score: float


def similarity(one: str, other: str) -> float:
    """From 0 to 1 how much two texts say the same; 0 when they go opposite ways."""
    if are_opposed(one, other):
        return 0.0
    language = language_of((one, other))
    mine, theirs = _profile(one, language), _profile(other, language)
    score = _resemblance(mine, theirs)
    return score if _same_subject(mine, theirs, score) else 0.0


def _resemblance(mine: _Profile, theirs: _Profile) -> float:
    return _WORDS * _product(mine.words, theirs.words) + (1 - _WORDS) * _product(mine.pieces, theirs.pieces)


def likeness(one: str, other: str) -> Likeness:
    """The words that two texts share and those that differ, as they were written."""
    language = language_of((one, other))
    mine, theirs = _written(one, language), _written(other, language)
    return Likeness(
        shared=tuple(word for stem, word in mine.items() if stem in theirs),
        first_only=tuple(word for stem, word in mine.items() if stem not in theirs),
        other_only=tuple(word for stem, word in theirs.items() if stem not in mine),
    )


class Lookalikes:
    """The ideas of a room by what they are made of, so that a new one meets only those that share something with it."""

    def __init__(self, language: Language = "fr") -> None:
        self._language: Language = language
        self._texts: dict[str, str] = {}
        self._words: dict[str, dict[str, float]] = {}
        self._pieces: dict[str, dict[str, float]] = {}

    def put(self, idea: str, text: str) -> None:
        """Adds an idea, or changes its words."""
        self.discard(idea)
        self._texts[idea] = text
        for by_key, key, weight in self._places(text):
            by_key.setdefault(key, {})[idea] = weight

    def discard(self, idea: str) -> None:
        """Forgets an idea."""
        text = self._texts.pop(idea, None)
        if text is not None:
            for by_key, key, _ in self._places(text):
                del by_key[key][idea]

    def like(self, idea: str) -> list[Lookalike]:
        """A few ideas that one is like, the likest first."""
        text = self._texts[idea]
        mine = _profile(text, self._language)
        scores = {other: _resemblance(mine, _profile(self._texts[other], self._language)) for other in self._met(idea)}
        near = sorted((-score, other) for other, score in scores.items() if score >= ALIKE)
        told = (Lookalike(other, -score) for score, other in near if self._may_be_one(text, self._texts[other], -score))
        return list(islice(told, _TOLD))

    def _met(self, idea: str) -> Collection[str]:
        """The ideas worth a comparison: a wall may hold thousands, of which hundreds say the very same."""
        sharing = sorted((by_key[key] for by_key, key, _ in self._places(self._texts[idea])), key=len)
        met = Counter(chain.from_iterable(ideas for ideas in sharing if len(ideas) <= _COMMON))
        del met[idea]
        if not met and sharing:
            return [other for other in islice(reversed(sharing[0]), _MET) if other != idea]
        return [other for other, _ in met.most_common(_MET)]

    def _may_be_one(self, one: str, other: str, score: float) -> bool:
        mine, theirs = _profile(one, self._language), _profile(other, self._language)
        return _same_subject(mine, theirs, score) and not are_opposed(one, other)

    def _places(self, text: str) -> Iterator[tuple[dict[str, dict[str, float]], str, float]]:
        profile = _profile(text, self._language)
        for stem, weight in profile.words.items():
            yield self._words, stem, weight
        for piece, weight in profile.pieces.items():
            yield self._pieces, piece, weight


def _same_subject(mine: _Profile, theirs: _Profile, score: float) -> bool:
    """« Supprimer ceci » and « supprimer cela » share only a gesture, « phase 2 » and « phase 3 » all but the number;
    words that are misspelt share only pieces.
    """
    if mine.numbers and theirs.numbers and mine.numbers.isdisjoint(theirs.numbers):
        return False
    return score >= _SURELY or not mine.subject.isdisjoint(theirs.subject)


def _written(text: str, language: Language) -> dict[str, str]:
    """Each stem of a text with its word as it was first written."""
    small = grammar(language)
    found: dict[str, str] = {}
    for word in plain_words(text):
        folded = fold(word)
        if folded not in small:
            found.setdefault(folded[:STEM], word)
    return found


@lru_cache(maxsize=4096)
def _profile(text: str, language: Language) -> _Profile:
    table, small = word_table(language), grammar(language)
    words: dict[str, float] = {}
    pieces: Counter[str] = Counter()
    for word in plain_words(text):
        folded = fold(word)
        if folded in small:
            continue
        if len(folded) > 1:
            words[folded[:STEM]] = -log(table.frequency(folded[:STEM]))
        framed = f" {folded} "
        for size in _PIECES:
            pieces.update(framed[i : i + size] for i in range(len(framed) - size + 1))
    subject = frozenset(word.stem for word in subject_words(text, language))
    numbers = frozenset(_NUMBER.findall(text))
    return _Profile(_unit(words), _unit({piece: 1 + log(n) for piece, n in pieces.items()}), subject, numbers)


def _unit(weights: Weights) -> Weights:
    length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {key: weight / length for key, weight in weights.items()}


def _product(mine: Weights, theirs: Weights) -> float:
    few, many = sorted((mine, theirs), key=len)
    return sum(weight * many[key] for key, weight in few.items() if key in many)
