"""How a participant is told to people: by a number that is shown to nobody but themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_LENGTH: Final = 8
"""Characters that tell any two phones of a room from each other."""


def number_of(participant: str) -> str:
    """The number of a participant."""
    return participant[:_LENGTH]


def with_number(number: str, participants: Iterable[str]) -> str | None:
    """The only participant who has this number, as people type it; None when there is none."""
    said = "".join(number.split()).lower()
    found = [participant for participant in participants if participant.startswith(said)]
    return found[0] if len(said) >= _LENGTH and len(found) == 1 else None
