"""The sheets there are; each is made from the script and the occasion, and left out when it would be empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from facilitator.engine.script import Script
from facilitator.printing.occasion import Occasion
from facilitator.printing.run_sheet import run_sheet
from facilitator.printing.slips import ballots, cards, stance_cards
from facilitator.printing.walls import poster, speaking_rule

SHEETS: Final[Mapping[str, Callable[[Script, Occasion], bytes | None]]] = MappingProxyType(
    {
        "run-sheet": run_sheet,
        "poster": poster,
        "speaking-rule": speaking_rule,
        "cards": cards,
        "ballots": ballots,
        "stance-cards": stance_cards,
    }
)
"""Each sheet by the name of its file: a page, or None where the workshop has no use for it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file to print."""

    name: str
    page: bytes


def print_pack(script: Script, start: int | None = None, join: str = "") -> tuple[Sheet, ...]:
    """Every sheet of a workshop; it begins when its script says, unless told otherwise."""
    occasion = Occasion(script.workshop.start if start is None else start, join)
    return tuple(_sheets(script, occasion))


def _sheets(script: Script, occasion: Occasion) -> Iterator[Sheet]:
    for name, make in SHEETS.items():
        page = make(script, occasion)
        if page is not None:
            yield Sheet(f"{script.workshop.code}-{name}.html", page)
