"""What is cut and handed out: cards, ballots and stance cards, for those who have no phone in their hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from facilitator.engine.script import Phase, Script
from facilitator.engine.stances import scale
from facilitator.printing.occasion import Occasion
from facilitator.printing.page import page

COLLECTING: Final = ("collect", "respond", "commit")
MANY: Final = 2
FEW: Final = 4
"""Copies of a slip on a sheet of A4: one that says more takes more room."""
MOST_WORDS: Final = 400
"""Characters that a quarter of A4 holds, beside the lines to write on."""
MOST_LINES: Final = 8
"""Lines of a ballot that a quarter of A4 holds."""
BLANK_LINES: Final = 6
"""Lines of a ballot whose items only the workshop will say."""
MOST_DOTS: Final = 5
"""Points that are ticked; beyond, their number is written."""
SHADES: Final = ("#9b2226", "#b45f06", "#5f6368", "#1f6f8b", "#1b5e20")
"""From one end of a scale to the other."""
BORDERS: Final = ("solid", "dashed", "ridge", "dotted", "double")
"""The same, for a printer without colours."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One card or ballot, as many times as its sheet holds it."""

    phase: Phase
    copies: int


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a scale, told by its words, its rank, its border and its colour."""

    words: str
    rank: int
    of: int
    shade: str
    border: str


def cards(script: Script, occasion: Occasion) -> bytes | None:
    """A card for each phase that gathers words: its columns to tick, its lines or its form to fill in."""
    found = [phase for phase in script.phase if phase.kind in COLLECTING and phase.capture == "all"]
    slips = [Slip(phase, FEW if _length(phase) <= MOST_WORDS else MANY) for phase in found]
    return page("cards.html", script=script, slips=slips) if slips else None


def ballots(script: Script, occasion: Occasion) -> bytes | None:
    """A ballot for each vote: its lines where the script knows them, else lines to fill in."""
    found = [phase for phase in script.phase if phase.kind == "vote"]
    slips = [Slip(phase, FEW if len(phase.options) <= MOST_LINES else MANY) for phase in found]
    return page("ballots.html", script=script, slips=slips, blank_lines=BLANK_LINES, most=MOST_DOTS) if slips else None


def stance_cards(script: Script, occasion: Occasion) -> bytes | None:
    """One card for each place of a debate's scale: a set for one person, to hold up or to put down."""
    debates: dict[tuple[str, ...], list[str]] = {}
    for phase in script.phase:
        if phase.kind == "position":
            debates.setdefault(scale(phase), []).append(phase.title)
    sets = [(titles, tuple(_places(words))) for words, titles in debates.items()]
    return page("stance_cards.html", script=script, sets=sets) if sets else None


def _length(phase: Phase) -> int:
    """How much there is to read, a field to fill in counting as a line of it."""
    said = (phase.title, phase.question, *phase.columns, *phase.rows, *phase.fields)
    return sum(len(text) for text in said) + 60 * max(0, len(phase.fields) - 3)


def _places(words: tuple[str, ...]) -> Iterator[Place]:
    for rank, place in enumerate(words):
        nearest = round(rank * (len(SHADES) - 1) / max(1, len(words) - 1))
        yield Place(place, rank + 1, len(words), SHADES[nearest], BORDERS[nearest])
