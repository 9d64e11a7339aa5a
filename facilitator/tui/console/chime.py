"""One soft signal when something is up, and only one: whoever leads looks at people, not at a clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from facilitator.engine.public_time import spent, subject_of
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.times import left

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PhaseView

BACK: Final = 120.0
"""Seconds before the end of a break at which people are called back."""


class Chime:
    """Remembers what has been signalled."""

    def __init__(self) -> None:
        self._phase = ""
        self._past: set[str] = set()

    def rings(self, shown: Snapshot) -> bool:
        """Whether something came up since this was last asked: never for what was so when one arrived."""
        phase = shown.view["phase"]
        if phase is None or shown.view["status"] != "running":
            return False
        past, before = _past(phase, shown.now), self._past
        arrived = phase["id"] != self._phase
        self._phase, self._past = phase["id"], past
        return not arrived and shown.view["sound"] and bool(past - before)


def _past(phase: PhaseView, now: float) -> set[str]:
    """What is up already: the time of the phase, that of a break nearly, that of a subject, the rounds begun."""
    remaining, subject = left(phase["clock"], now), subject_of(phase)
    past = {"end"} if remaining <= 0 else set()
    if phase["kind"] == "break" and remaining <= BACK < phase["clock"]["granted"]:
        past.add("back")
    if subject is not None and subject["starts"] + subject["seconds"] <= spent(phase["clock"], now):
        past.add(f"subject {phase['focus']} {subject['seconds']}")
    return past | {f"round {index}" for index in range(1, phase["round"]["index"] + 1 if phase["round"] else 1)}
