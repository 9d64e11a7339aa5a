"""What to shorten when a workshop runs late: a proposal, never a decision.

Laws: a protected phase is never touched; no phase goes under its floor unless it is dropped whole, and only a droppable
one may be; what is taken and what is still missing add up to the lateness; everything moves by steps of 30 seconds.
Time is taken from the reserve first, then from flexible and droppable phases, then from the core.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from facilitator.engine.script import Phase, Priority

STEP = 30
"""Seconds: nobody plans finer."""

_ORDER: tuple[frozenset[Priority], ...] = (
    frozenset({"reserve"}),
    frozenset({"flexible", "droppable"}),
    frozenset({"core"}),
)


@dataclass(frozen=True, slots=True)
class Slot:
    """The time that a phase holds, or has left."""

    id: str
    seconds: int
    floor: int
    """What it may not go under."""
    priority: Priority

    @property
    def room(self) -> int:
        """What it can give."""
        return max(0, self.seconds - self.floor)


@dataclass(frozen=True, slots=True)
class Change:
    """One phase, before and after."""

    id: str
    before: int
    after: int
    priority: Priority
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the phases would become."""

    changes: tuple[Change, ...]
    """One per phase, in their order, the untouched ones too."""
    missing: int = 0
    """Seconds that cannot be found: to be said, and decided by people."""
    spare: int = 0
    """Seconds ahead of time, or freed by dropping a phase: to be given back, never filled."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing would move."""
        return all(change.before == change.after and not change.dropped for change in self.changes)


def slots(phases: Sequence[Phase]) -> tuple[Slot, ...]:
    """The time of phases that have not begun."""
    return tuple(
        Slot(phase.id, round(phase.minutes * 60), round(phase.floor_minutes * 60), phase.priority) for phase in phases
    )


def lateness(phases: Sequence[Slot], seconds_to_end: float) -> int:
    """Seconds by which what is left overruns the end; negative when ahead of time."""
    return math.ceil(sum(slot.seconds for slot in phases) - seconds_to_end)


def propose(phases: Sequence[Slot], late_seconds: float) -> Proposal:
    """What each phase would become to win the lateness back. A negative lateness is time to give back."""
    late = math.ceil(late_seconds / STEP) * STEP
    if late <= 0:
        return Proposal(tuple(_change(slot, slot) for slot in phases), spare=-math.ceil(late_seconds))
    kept = list(phases)
    dropped = 0
    while True:
        shrunk, missing = _shrink(kept, late - dropped)
        droppable = [slot for slot in kept if slot.priority == "droppable" and slot.seconds > 0]
        if missing <= 0 or not droppable:
            break
        victim = _victim(droppable, missing)
        dropped += victim.seconds
        kept.remove(victim)
    left = {slot.id: slot for slot in shrunk}
    changes = tuple(_change(slot, left.get(slot.id)) for slot in phases)
    return Proposal(changes, missing=max(0, missing), spare=max(0, dropped - late))


def _change(before: Slot, after: Slot | None) -> Change:
    seconds = after.seconds if after else 0
    return Change(before.id, before.seconds, seconds, before.priority, dropped=after is None)


def _victim(droppable: Sequence[Slot], missing: int) -> Slot:
    """The phase whose loss costs least: the shortest that is enough, else the longest; the later of two equals."""
    enough = [slot for slot in droppable if min(slot.floor, slot.seconds) >= missing]
    if enough:
        return min(reversed(enough), key=lambda slot: slot.seconds)
    return max(reversed(droppable), key=lambda slot: slot.seconds)


def _shrink(phases: Sequence[Slot], needed: int) -> tuple[list[Slot], int]:
    """Take what is needed tier by tier; what is left of the need comes back with the shortened phases."""
    given = dict.fromkeys((slot.id for slot in phases), 0)
    for tier in _ORDER:
        givers = [slot for slot in phases if slot.priority in tier and slot.room]
        if needed <= 0 or not givers:
            continue
        for slot, seconds in zip(givers, _shared(needed, [slot.room for slot in givers]), strict=True):
            given[slot.id] = seconds
            needed -= seconds
    return [replace(slot, seconds=slot.seconds - given[slot.id]) for slot in phases], max(0, needed)


def _shared(needed: int, rooms: Sequence[int]) -> list[int]:
    """Share a need in proportion to the room of each, in whole steps where it can be, largest remainders first."""
    steps = math.ceil(needed / STEP)
    total = sum(rooms)
    if steps * STEP >= total:
        return list(rooms)
    exact = [steps * room / total for room in rooms]
    shares = [min(math.floor(share), room // STEP) for share, room in zip(exact, rooms, strict=True)]
    by_remainder = sorted(range(len(rooms)), key=lambda i: shares[i] - exact[i])
    for i in by_remainder * 2:
        if sum(shares) < steps and shares[i] < rooms[i] // STEP:
            shares[i] += 1
    given = [share * STEP for share in shares]
    for i, room in enumerate(rooms):  # crumbs under a step, where a script counts finer than we do
        given[i] += min(room - given[i], max(0, needed - sum(given)))
    return given
