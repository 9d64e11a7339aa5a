"""What to shorten when a workshop runs late: a proposal, never a decision.

Laws: a protected phase is never touched; no phase goes under its floor unless it is dropped whole; what is taken and
what is still missing add up to the lateness; everything moves by steps of 30 seconds. Time is taken from the reserve
first, then from flexible and droppable phases, then from the core, in proportion to what each can give. Inside a phase,
rounds shrink by the same rule, never under a minute; of cases and rows, the last is left out before all are squeezed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # faces load this, and need not wait for the script's dataclasses
    from facilitator.engine.script import Phase, Priority

STEP: Final = 30
"""Seconds: nobody plans finer."""
SHORTEST_ROUND: Final = 60
LEAST_OF_A_CASE: Final = 0.75
"""Share of the time meant for a case, or a row, under which it is better to leave one out."""

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
    rounds: tuple[tuple[int, int], ...] = ()
    """Seconds of each round, and what it may not go under."""
    cases: tuple[int, ...] = ()
    """Seconds that each case, or each row of a plenary, is meant to take."""
    feeds: bool = False
    """Whether a later phase works on what this one gathers."""

    @property
    def room(self) -> int:
        """What it can give."""
        return max(0, self.seconds - max(self.floor, sum(floor for _, floor in self.rounds)))


@dataclass(frozen=True, slots=True)
class Change:
    """One phase, before and after."""

    id: str
    before: int
    after: int
    priority: Priority
    dropped: bool = False
    rounds: tuple[int, ...] = ()
    """What its rounds become; empty when they stay as they are."""
    cases: int | None = None
    """How many cases or rows it keeps; None for all."""

    @property
    def moves(self) -> bool:
        """Whether the phase would be another one."""
        return self.dropped or self.after != self.before


@dataclass(frozen=True, slots=True)
class Wish:
    """What people settled by hand before anything is proposed."""

    dropped: frozenset[str] = frozenset()
    added: Mapping[str, int] = field(default_factory=dict)
    """Phase → seconds more, or fewer; the proposal leaves these phases alone."""
    moved: int = 0
    """Seconds by which the end itself moves."""


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
        return not self.moved

    @property
    def moved(self) -> tuple[Change, ...]:
        """The phases that would be other ones."""
        return tuple(change for change in self.changes if change.moves)


def slots(phases: Sequence[Phase]) -> tuple[Slot, ...]:
    """The time of phases that have not begun, as the script says."""
    return tuple(
        Slot(
            phase.id,
            _whole(phase.minutes),
            _whole(phase.floor_minutes),
            phase.priority,
            rounds_of(phase),
            cases_of(phase, len(phase.case[: phase.max_cases]) or len(phase.rows) or subjects_in(phase)),
            any(later.source == phase.id for later in phases),
        )
        for phase in phases
    )


def rounds_of(phase: Phase, granted: Iterable[float] = ()) -> tuple[tuple[int, int], ...]:
    """Each round of a phase and its floor: moves are walked, and cannot be shortened."""
    moving = _whole(phase.moving_minutes)
    seconds = [round(each) for each in granted] or [_whole(each.minutes) + moving for each in phase.round]
    return tuple((each, min(each, SHORTEST_ROUND + moving)) for each in seconds)


def one_by_one(phase: Phase) -> bool:
    """Whether the whole room takes cases, rows or subjects one after the other."""
    if phase.kind == "talk":
        return bool(phase.per_item_minutes)
    return phase.kind == "position" or (phase.kind == "respond" and phase.form == "plenary" and not phase.round)


def subjects_in(phase: Phase) -> int:
    """How many subjects a talk has the time for."""
    return int(phase.minutes // phase.per_item_minutes) if phase.per_item_minutes else 0


def cases_of(phase: Phase, count: int) -> tuple[int, ...]:
    """What each of so many cases, or of rows or subjects taken one by one, is meant to take."""
    if not one_by_one(phase) or not count:
        return ()
    if phase.per_item_minutes:
        return (_whole(phase.per_item_minutes),) * min(count, subjects_in(phase))
    told = [case.minutes for case in phase.case[:count]]
    even = _whole(phase.minutes) // count
    return tuple(_whole(minutes) if minutes else even for minutes in (*told, *[None] * (count - len(told))))


def _whole(minutes: float) -> int:
    return round(minutes * 60)


def lateness(phases: Sequence[Slot], seconds_to_end: float) -> int:
    """Seconds by which what is left overruns the end; negative when ahead of time."""
    return math.ceil(sum(slot.seconds for slot in phases) - seconds_to_end)


def to_win_back(late_seconds: float) -> int:
    """A lateness, or an advance, as people plan: to the nearest step."""
    return STEP * round(late_seconds / STEP)


def propose(phases: Sequence[Slot], late_seconds: float, wish: Wish = Wish()) -> Proposal:
    """What each phase would become to win the lateness back. A negative lateness is time to give back."""
    by_hand = {slot.id: replace(slot, seconds=max(0, slot.seconds + wish.added.get(slot.id, 0))) for slot in phases}
    spent = sum(by_hand[slot.id].seconds - slot.seconds for slot in phases if slot.id not in wish.dropped)
    freed = sum(slot.seconds for slot in phases if slot.id in wish.dropped)
    late = math.ceil((late_seconds + spent - freed - wish.moved) / STEP) * STEP
    kept = [_pinned(slot, wish) for slot in by_hand.values() if slot.id not in wish.dropped]
    if late <= 0:
        shrunk, missing, dropped = kept, 0, 0
        spare = -math.ceil(late_seconds + spent - freed - wish.moved)
    else:
        shrunk, missing, dropped = _won_back(kept, late)
        spare = max(0, dropped - late)
    left = {slot.id: slot for slot in shrunk}
    return Proposal(tuple(_change(slot, left.get(slot.id)) for slot in phases), max(0, missing), spare)


def _pinned(slot: Slot, wish: Wish) -> Slot:
    """A phase settled by hand gives nothing more."""
    return replace(slot, floor=slot.seconds) if slot.id in wish.added else slot


def _won_back(phases: Sequence[Slot], late: int) -> tuple[list[Slot], int, int]:
    """The phases that are left, what is missing still, and what the dropped ones held."""
    kept, dropped = list(phases), 0
    while True:
        shrunk, missing = _shrink(kept, late - dropped)
        droppable = [slot for slot in kept if slot.priority == "droppable" and slot.seconds > 0]
        if missing <= 0 or not droppable:
            return shrunk, missing, dropped
        victim = _victim(droppable, missing)
        dropped += victim.seconds
        kept.remove(victim)


def cost(phases: Sequence[Slot], late_seconds: float, added: float) -> Proposal:
    """Which phases pay for seconds given to the current one: none while they come out of an advance."""
    return propose(phases, max(0.0, min(added, late_seconds + added)))


def to_cut(phases: Sequence[Slot], proposal: Proposal) -> str:
    """The phase to do without when time is missing: soft ones and those that feed no other first; empty for none."""
    after = {change.id: change.after for change in proposal.changes}
    left = [replace(slot, seconds=after[slot.id], floor=after[slot.id]) for slot in phases if after[slot.id]]
    open_to_it = [slot for slot in left if slot.priority not in ("protected", "reserve")]
    alone = [slot for slot in open_to_it if not slot.feeds]
    soft = [slot for slot in alone if slot.priority != "core"]
    for candidates in (soft, alone, open_to_it):
        if any(slot.seconds >= proposal.missing for slot in candidates):
            return _victim(candidates, proposal.missing).id
    return _victim(open_to_it, proposal.missing).id if open_to_it else ""


def to_lengthen(phases: Sequence[Slot]) -> str:
    """The phase that an advance would serve best: what is flexible first, then what is core; empty for none."""
    for wanted in ("flexible", "droppable", "core"):
        for slot in phases:
            if slot.priority == wanted:
                return slot.id
    return ""


def _change(before: Slot, after: Slot | None) -> Change:
    if after is None:
        return Change(before.id, before.seconds, 0, before.priority, dropped=True)
    shorter = after.seconds < before.seconds
    rounds = _rounds(before, after.seconds) if shorter else ()
    cases = _cases(before, after.seconds) if shorter else None
    return Change(before.id, before.seconds, after.seconds, before.priority, rounds=rounds, cases=cases)


def _rounds(slot: Slot, seconds: int) -> tuple[int, ...]:
    """The rounds within that many seconds: they and the time after them give in proportion to what they can."""
    lengths = [length for length, _ in slot.rounds]
    rest = max(0, slot.seconds - sum(lengths))
    needed = sum(lengths) + rest - seconds
    given = _shared(needed, [*(length - floor for length, floor in slot.rounds), rest])
    shorter = tuple(length - less for length, less in zip(lengths, given, strict=False))
    return () if shorter == tuple(lengths) else shorter


def _cases(slot: Slot, seconds: int) -> int | None:
    """As many as have most of the time meant for them, one at least."""
    kept = len(slot.cases)
    while kept > 1 and LEAST_OF_A_CASE * sum(slot.cases[:kept]) > seconds:
        kept -= 1
    return None if kept == len(slot.cases) else kept


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
