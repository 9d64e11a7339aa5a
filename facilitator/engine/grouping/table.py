"""The word table of each language: how common a stem is, and a vector that is near those of words of like sense."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Final

from facilitator.engine.grouping.words import Language

UNKNOWN: Final = 1e-6
"""Share of what is written taken by a stem that the table does not know."""


class WordTable:
    """What is known of one language's words; read once, the one file that the engine opens."""

    def __init__(self, content: bytes) -> None:
        head, names, body = content.split(b"\n", 2)
        about = json.loads(head)
        self.width: int = about["width"]
        count: int = about["stems"]
        self._number = {name: number for number, name in enumerate(names.decode().split())}
        self._rarity = body[:count]
        self._vectors = memoryview(body[count:]).cast("b")

    def frequency(self, stem: str) -> float:
        """The share of all that is written that this stem takes."""
        number = self._number.get(stem)
        return UNKNOWN if number is None else float(2.0 ** (-self._rarity[number] / 8))

    def vector(self, stem: str) -> memoryview | None:
        """Where the stem stands among the others; None when it is unknown."""
        number = self._number.get(stem)
        return None if number is None else self._vectors[number * self.width : (number + 1) * self.width]


@cache
def word_table(language: Language) -> WordTable:
    """The table of a language."""
    return WordTable(resources.files(__package__).joinpath(f"words.{language}.bin").read_bytes())
