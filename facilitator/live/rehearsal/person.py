"""Somebody simulated: when they come and go, how they are, and what they make of their phone's page."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final, Literal

Character = Literal["usual", "quiet", "flooding", "rude"]

MINUTE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Nature:
    """How somebody is."""

    arrives: float
    """Seconds after the doors open."""
    stays: float
    """Seconds; for ever, mostly."""
    pace: float
    """Seconds between two looks at the phone."""
    writes: float
    """How likely they are to write when they could."""
    naps: float
    """How likely they are to put the phone away for some minutes, at each look."""
    character: Character


def nature(chance: Random, number: int) -> Nature:
    """Mostly usual people; the third is late, the fifth leaves early, one floods, one is rude, some say nothing."""
    late, leaving = number % 8 == 3, number % 12 == 5
    character: Character = "flooding" if number % 24 == 7 else "rude" if number % 24 == 11 else "usual"
    if number % 6 == 4:
        character = "quiet"
    return Nature(
        arrives=chance.uniform(8, 15) * MINUTE if late else chance.uniform(1, 80),
        stays=chance.uniform(35, 50) * MINUTE if leaving else float("inf"),
        pace=chance.uniform(14, 28),
        writes=0.1 if character == "quiet" else chance.uniform(0.35, 0.8),
        naps=0.02,
        character=character,
    )


class Person:
    """One participant, and what they remember."""

    def __init__(self, number: int, seed: str) -> None:
        self.number = number
        self.id = f"simulated{number:03}"
        """Their participant's."""
        self.chance = Random(f"{seed}:{number}")
        self.nature = nature(self.chance, number)
        self.stood: dict[tuple[str, int], int] = {}
        """Where they stood before the arguments, by phase and case."""
        self.fed_up: set[str] = set()
        """Phases where they were told no."""
        self._quotas: dict[str, int] = {}
        self._written = 0

    def likely(self, share: float) -> bool:
        """True so often."""
        return self.chance.random() < share

    def new_id(self) -> str:
        """An identity for something they send: the same one in every rehearsal with this seed."""
        self._written += 1
        return f"{self.id}-{self._written}"

    def wants_to_write(self, phase: str, most: int) -> bool:
        """Whether they have something left to say in this phase."""
        left = self._quotas.setdefault(phase, self.chance.randint(1, most))
        if not left or not self.likely(self.nature.writes):
            return False
        self._quotas[phase] = left - 1
        return True

    def wrote_all(self, phase: str) -> bool:
        """Whether they have said what they had to say."""
        return self._quotas.get(phase) == 0
