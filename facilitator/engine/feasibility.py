"""Whether a room of people can do, in the time given, what a script asks of them: facilitators' rules of thumb."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from facilitator.engine.script import Phase, Script

Rule = Literal["turns", "hands", "reading", "rows", "tables", "table_round", "moves", "sorting", "voting", "case",
               "rating", "many", "sentences", "alone"]  # fmt: skip

PEOPLE = 20
"""In the room when the script does not say how many seats there are."""

TURN = 30
HAND = 15
CARD_READ = 5
CARD_SORTED = 10
VOTE, VOTE_EACH = 60, 4
RATING = 15
CASE = 4 * 60
ROW_TOGETHER, SHOWING = 120, 60
TABLE_ROUND, MOVE = 5 * 60, 60
SENTENCE, CONCLUDING = 40, 120
WRITING_ALONE = 3 * 60
CARDS_EACH = 1.5
"""What a person writes on average when allowed more."""
COMFORTABLE_ITEMS = 10

_SIZES = {"solo": 1, "pairs": 2, "trios": 3, "tables": 5}


@dataclass(frozen=True, slots=True)
class Concern:
    """Something that will probably not fit; the faces have a sentence for each rule."""

    phase: str
    """Its id."""
    rule: Rule
    n: int
    """How many people, cards, rows, items …"""
    needed: float = 0
    """Seconds."""
    granted: float = 0
    """Seconds."""
    title: str = ""
    """The round's or the case's, where there is one."""


def concerns(script: Script, people: int | None = None) -> tuple[Concern, ...]:
    """Everything that will probably not fit, phase by phase, for that many people (else the seats)."""
    room = _Room(script, people or script.workshop.seats or PEOPLE)
    return tuple(
        concern for phase in script.phase if phase.kind in _RULES for concern in _RULES[phase.kind](phase, room)
    )


def group_size(form: str) -> int | None:
    """How many people make a group in this form; None in plenary."""
    numbered = re.fullmatch(r"groups of (\d+)", form)
    return int(numbered[1]) if numbered else _SIZES.get(form)


class _Room:
    """The people, and what the phases before will have produced."""

    def __init__(self, script: Script, people: int) -> None:
        self.people = people
        self._phases = {phase.id: phase for phase in script.phase}

    def groups(self, form: str) -> int:
        """How many groups the people make."""
        return max(1, self.people // (group_size(form) or self.people))

    def received(self, phase: Phase) -> int:
        """How many items a phase will probably receive from its source."""
        source = self._phases.get(phase.source)
        if source is None:
            return 0
        if source.kind == "vote" and source.keep:
            return source.keep
        if source.kind in ("collect", "respond"):
            return self.written(source)
        return len(source.options or source.cards) or self.received(source)

    def written(self, phase: Phase) -> int:
        """How many items people will probably write."""
        if phase.max_per_group:
            return self.groups(phase.form) * phase.max_per_group
        return round(self.people * min(phase.max_per_person or CARDS_EACH, CARDS_EACH))


def _over(phase: Phase, rule: Rule, n: int, needed: float, minutes: float, title: str = "") -> Iterator[Concern]:
    if needed > minutes * 60:
        yield Concern(phase.id, rule, n, needed, minutes * 60, title)


def _talk(phase: Phase, room: _Room) -> Iterator[Concern]:
    size = group_size(phase.form)
    if phase.per_item_minutes or phase.round or phase.roles or size == 1:
        return
    if size is None and phase.prompts:
        yield from _over(phase, "hands", len(phase.prompts), len(phase.prompts) * HAND, phase.minutes)
    else:
        people = size or room.people
        yield from _over(phase, "turns", people, people * TURN, phase.minutes)


def _collect(phase: Phase, room: _Room) -> Iterator[Concern]:
    if phase.fields:
        return
    cards = room.written(phase)
    granted = phase.reading_minutes or phase.minutes - phase.silent_minutes
    yield from _over(phase, "reading", cards, cards * CARD_READ, granted)


def _respond(phase: Phase, room: _Room) -> Iterator[Concern]:
    rows = len(phase.rows) or room.received(phase)
    if phase.form == "plenary":
        yield from _over(phase, "rows", rows, rows * (ROW_TOGETHER if phase.rows else SHOWING), phase.minutes)
    if phase.form != "tables" or not phase.round:
        return
    if len(phase.round) < rows:
        yield Concern(phase.id, "tables", rows)
    for one in phase.round:
        yield from _over(phase, "table_round", rows, TABLE_ROUND, one.minutes, one.title)
    moves = sum(one.rotation == "next_table" for one in phase.round)
    if moves:
        yield from _over(phase, "moves", moves, MOVE, phase.moving_minutes)


def _group(phase: Phase, room: _Room) -> Iterator[Concern]:
    cards = len(phase.cards) or room.received(phase)
    granted = phase.round[0].minutes if phase.round else phase.minutes
    yield from _over(phase, "sorting", cards, cards * CARD_SORTED, granted)


def _vote(phase: Phase, room: _Room) -> Iterator[Concern]:
    items = len(phase.options) or room.received(phase)
    yield from _over(phase, "voting", items, VOTE + items * VOTE_EACH, phase.minutes)


def _position(phase: Phase, _room: _Room) -> Iterator[Concern]:
    cases = phase.case[: phase.max_cases]
    for case in cases:
        yield from _over(phase, "case", 1, CASE, case.minutes or phase.minutes / len(cases), case.title)


def _matrix(phase: Phase, room: _Room) -> Iterator[Concern]:
    axes = max(1, bool(phase.x_axis) + bool(phase.y_axis))
    # With rounds, cards are passed on and each person rates the one they hold.
    items = len(phase.round) or min(phase.max_items, room.received(phase) or phase.max_items)
    yield from _over(phase, "rating", items, items * axes * RATING, phase.minutes)
    if items > COMFORTABLE_ITEMS:
        yield Concern(phase.id, "many", items)


def _commit(phase: Phase, _room: _Room) -> Iterator[Concern]:
    yield from _over(phase, "alone", 1, WRITING_ALONE, phase.minutes)


def _validate(phase: Phase, _room: _Room) -> Iterator[Concern]:
    sentences = phase.max_sentences
    yield from _over(phase, "sentences", sentences, sentences * SENTENCE + CONCLUDING, phase.minutes)


_RULES: dict[str, Callable[[Phase, _Room], Iterator[Concern]]] = {
    "talk": _talk, "collect": _collect, "respond": _respond, "group": _group, "vote": _vote, "position": _position,
    "matrix": _matrix, "commit": _commit, "validate": _validate,
}  # fmt: skip
