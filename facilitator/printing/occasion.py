"""When and where a workshop is held, as far as it is known on the day of printing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Occasion:
    """One running of a workshop."""

    start: int
    """Minutes after midnight."""
    join: str = ""
    """Where phones join; empty until the computer is on the room's network."""
