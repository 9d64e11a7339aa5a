"""The sheets there are; each is made from the script and the hour at which it begins."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from facilitator.engine.script import Script
from facilitator.printing.run_sheet import run_sheet

SHEETS: Final[Mapping[str, Callable[[Script, int], bytes]]] = MappingProxyType({"run-sheet": run_sheet})
"""Each sheet by the name of its file: from a script and its start, in minutes after midnight, to a page."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file to print."""

    name: str
    page: bytes


def print_pack(script: Script, start: int | None = None) -> tuple[Sheet, ...]:
    """Every sheet of a workshop; it begins when its script says, unless told otherwise."""
    begins = script.workshop.start if start is None else start
    return tuple(Sheet(f"{script.workshop.code}-{name}.html", make(script, begins)) for name, make in SHEETS.items())
