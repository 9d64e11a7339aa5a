"""The words of a theme: what its ideas share, in the participants' own spelling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import Final, NamedTuple

from facilitator.engine.grouping.words import NEGATIONS, Word

_TERMS: Final = 3
_FAR: Final = 24
"""Letters between the words of an expression (« taxe sur le kérosène »), at most."""
_EXPRESSION: Final = 1.3
"""An expression says more than a word."""
_LONGEST_QUOTE: Final = 48


class Term(NamedTuple):
    """A word or an expression, and how many of the theme's ideas have it."""

    text: str
    ideas: int


@dataclass(frozen=True, slots=True)
class Wording:
    """A text with the words that say what it is about."""

    text: str
    words: Sequence[Word]


_Key = tuple[str, ...]


class Background:
    """How many of all the ideas have each word and expression."""

    def __init__(self, everything: Iterable[Wording]) -> None:
        self._found = Counter(key for wording in everything for key in terms_of(wording))

    def weight(self, key: _Key, here: int, size: int) -> float:
        """How telling it is that so many of a theme's ideas have it."""
        return here / size * log(1 + 4 * here / self._found[key]) * (_EXPRESSION if len(key) > 1 else 1.0)


def shared_terms(theme: Sequence[Wording], background: Background) -> list[Term]:
    """What at least two of a theme's texts say and the others seldom do, the most telling first."""
    spellings: dict[_Key, Counter[str]] = {}
    for wording in theme:
        for key, spelling in terms_of(wording).items():
            spellings.setdefault(key, Counter())[spelling] += 1
    telling = {
        key: background.weight(key, found.total(), len(theme)) for key, found in spellings.items() if found.total() > 1
    }
    chosen: list[Term] = []
    used: set[str] = set()
    for key in sorted(telling, key=lambda key: (-telling[key], key)):
        if used.isdisjoint(key) and len(chosen) < _TERMS:
            used.update(key)
            chosen.append(Term(_spelling(spellings[key]), spellings[key].total()))
    return chosen


def terms_of(wording: Wording) -> dict[_Key, str]:
    """Words, and expressions of two neighbours, by their stems."""
    return dict(_terms(wording))


def _terms(wording: Wording) -> Iterator[tuple[_Key, str]]:
    for word in wording.words:
        if word.stem not in NEGATIONS:
            yield (word.stem,), _lowered(wording.text[word.start : word.end])
    for one, other in zip(wording.words, wording.words[1:], strict=False):
        if one.stem != other.stem and other.start - one.end <= _FAR and _in_one_breath(wording.text, one, other):
            yield (one.stem, other.stem), " ".join(_lowered(wording.text[one.start : other.end]).split())


def _in_one_breath(text: str, one: Word, other: Word) -> bool:
    return not any(mark in ".,;:!?()/«»\n" for mark in text[one.end : other.start])


def _lowered(text: str) -> str:
    """In lower case, except for what looks like an acronym or a name."""
    return text if len(text) <= 5 and text.isupper() else text.lower()


def _spelling(found: Counter[str]) -> str:
    return min(found, key=lambda spelling: (-found[spelling], spelling))


def label_of(terms: Collection[Term], central: str) -> str:
    """A name to start from: the shared terms, else the first words of the idea that is nearest to all of them."""
    if terms:
        name = " · ".join(term.text for term in terms)
        return name[:1].upper() + name[1:]
    line = " ".join(central.split())
    if len(line) <= _LONGEST_QUOTE:
        return line
    return line[:_LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
