"""Find words again in what past sessions gave: accents and capitals do not count, every word must be there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from facilitator.engine.text import clean_line, fold
from facilitator.store.library import SessionCard, sessions
from facilitator.store.outside import read_json
from facilitator.store.paths import DataFolder

_SHOWN: Final = ("visible", "merged")
_AROUND: Final = 60
"""Characters of a text shown on each side of what was found."""
_QUOTED: Final = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """A session where the words are."""

    card: SessionCard
    excerpts: tuple[str, ...]
    """The first texts that hold them, on one line each; empty where only the title does."""
    count: int
    """How many texts hold them."""


def search(data: DataFolder, words: str) -> tuple[Hit, ...]:
    """The sessions whose title, contributions, themes, sentences or commitments hold every word; newest first.

    What was masked or withdrawn is not there to be found. Blocks: call it off the loop.
    """
    wanted = fold(words).split()
    if not wanted:
        return ()
    hits = []
    for card in sessions(data):
        found = [text for text in _texts(data, card) if all(word in fold(text) for word in wanted)]
        if found or all(word in fold(card.title) for word in wanted):
            excerpts = tuple(_excerpt(text, wanted[0]) for text in found[:_QUOTED])
            hits.append(Hit(card, excerpts, len(found)))
    return tuple(hits)


def _texts(data: DataFolder, card: SessionCard) -> Iterator[str]:
    """What a session gave, as its TinyDB file tells it; one that cannot be read has nothing to find."""
    tables: Mapping[str, Mapping[str, Any]] = {}
    with suppress(OSError, ValueError):
        tables = read_json(data.session(card.id).results)
    with suppress(KeyError, TypeError, AttributeError):
        for idea in tables["ideas"].values():
            if idea["status"] in _SHOWN:
                yield from (text for text in (idea["text"], *idea["fields"].values()) if text)
        yield from (theme["name"] for theme in tables["themes"].values())
        yield from (sentence["text"] for sentence in tables["sentences"].values())
        for commitment in tables["commitments"].values():
            yield from commitment["fields"].values()


def _excerpt(text: str, word: str) -> str:
    """A text around a word that it holds, on one line."""
    line = clean_line(text)
    # Folding keeps most lengths; where it does not, the excerpt is a little off, never wrong.
    at = fold(line).find(word)
    start, end = max(0, at - _AROUND), at + len(word) + _AROUND
    return f"{'…' if start else ''}{line[start:end].strip()}{'…' if end < len(line) else ''}"
