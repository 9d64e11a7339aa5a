"""Whether a room full of people can do in the time given what a script asks of them: rules of thumb of facilitators."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from facilitator.engine.script import Phase, Script
from facilitator.engine.wording import duration
from facilitator.locale import gettext as _
from facilitator.locale import language

PEOPLE = 20
"""In the room when the script does not say how many seats there are."""

TURN = 30
SHOW_OF_HANDS = 15
READING = 5
SORTING = 10
VOTING, VOTING_EACH = 60, 4
RATING = 15
CASE = 4 * 60
ROW_IN_PLENARY, ROW_AT_TABLE = 120, 300
ANSWER = 60
SENTENCE, SENTENCES_END = 40, 120
CARDS_EACH = 1.5
"""What a person writes on average, when allowed more."""

_SIZES = {"solo": 1, "pairs": 2, "trios": 3, "tables": 5}
_LISTED = 4
_COMFORTABLE = 10


@dataclass(frozen=True, slots=True)
class Concern:
    """Something that will probably not fit."""

    phase: str
    """Its id."""
    sentence: str


def concerns(script: Script, people: int | None = None) -> tuple[Concern, ...]:
    """Everything that will probably not fit, phase by phase, for that many people (else the seats)."""
    room = _Room(script, people or script.workshop.seats or PEOPLE)
    return tuple(
        Concern(phase.id, sentence) for phase in script.phase for rule in _RULES for sentence in rule(phase, room)
    )


def group_size(form: str) -> int | None:
    """How many people make a group in this form; None in plenary."""
    numbered = re.fullmatch(r"groups of (\d+)", form)
    return int(numbered[1]) if numbered else _SIZES.get(form)


class _Room:
    """The people, and what the phases before will have produced."""

    def __init__(self, script: Script, people: int) -> None:
        self.people = people
        self._script = script

    def groups(self, form: str) -> int:
        return max(1, self.people // (group_size(form) or self.people))

    def items(self, phase: Phase, depth: int = 0) -> int:
        """How many items a phase will probably have produced."""
        if phase.kind == "vote" and phase.keep:
            return phase.keep
        if phase.kind in ("collect", "respond") or depth > len(self._script.phase):
            return self._written(phase)
        given = phase.options or phase.cards or phase.rows
        return len(given) if given else self.received(phase, depth)

    def received(self, phase: Phase, depth: int = 0) -> int:
        """How many items a phase receives from its source."""
        for source in self._script.phase:
            if source.id == phase.source:
                return self.items(source, depth + 1)
        return 0

    def _written(self, phase: Phase) -> int:
        if phase.max_per_group:
            return self.groups(phase.form) * phase.max_per_group
        each = min(phase.max_per_person or CARDS_EACH, CARDS_EACH)
        return round(self.people * each)


def _said(seconds: float) -> str:
    return duration(seconds, language())


def _too_long(needed: float, granted: float, sentence: str, **words: object) -> Iterator[str]:
    if needed > granted:
        yield sentence.format(needed=_said(needed), granted=_said(granted), **words)


def _talk(phase: Phase, room: _Room) -> Iterator[str]:
    if phase.kind != "talk":
        return
    seconds = phase.minutes * 60
    size = group_size(phase.form)
    if phase.per_item_minutes or phase.round:
        return
    if size is None and phase.prompts:
        yield from _too_long(
            len(phase.prompts) * SHOW_OF_HANDS,
            seconds,
            _("{n} relances à main levée demandent {needed}, pour {granted}."),
            n=len(phase.prompts),
        )
    elif size is None or size > 1:
        n = size or room.people
        yield from _too_long(
            n * TURN,
            seconds,
            _(
                "Un tour de parole de {n} personnes × 30 s demande {needed}, pour {granted} : passez par deux ou à main levée."
            ),
            n=n,
        )


def _collect(phase: Phase, room: _Room) -> Iterator[str]:
    if phase.kind != "collect" or phase.fields:
        return
    n = room.items(phase)
    granted = phase.reading_minutes or phase.minutes - phase.silent_minutes
    yield from _too_long(
        n * READING,
        granted * 60,
        _("Lire {n} cartes × 5 s demande {needed}, pour {granted} : lisez-en quelques-unes, ou demandez-en moins."),
        n=n,
    )


def _respond(phase: Phase, room: _Room) -> Iterator[str]:
    if phase.kind != "respond":
        return
    n = len(phase.rows) or room.received(phase)
    if phase.form == "plenary":
        each = ROW_IN_PLENARY if phase.rows else ANSWER
        yield from _too_long(
            n * each, phase.minutes * 60, _("{n} lignes à traiter ensemble demandent {needed}, pour {granted}."), n=n
        )
        return
    if phase.form != "tables":
        return
    if phase.round and len(phase.round) < n:
        yield (
            _("{rounds} tours pour {n} tables : chacun en manquera, dites-le d’emblée.").format(
                rounds=len(phase.round), n=n
            )
            if n - len(phase.round) > 1
            else ""
        )
    for one in phase.round:
        yield from _too_long(
            ROW_AT_TABLE,
            one.minutes * 60,
            _("« {title} » : un tour de table demande {needed}, pour {granted}."),
            title=one.title,
        )


def _group(phase: Phase, room: _Room) -> Iterator[str]:
    if phase.kind != "group":
        return
    n = len(phase.cards) or room.received(phase)
    granted = phase.round[0].minutes if phase.round else phase.minutes
    yield from _too_long(
        n * SORTING, granted * 60, _("Ranger {n} cartes × 10 s demande {needed}, pour {granted}."), n=n
    )


def _vote(phase: Phase, room: _Room) -> Iterator[str]:
    if phase.kind != "vote":
        return
    n = len(phase.options) or room.received(phase)
    yield from _too_long(
        VOTING + n * VOTING_EACH,
        phase.minutes * 60,
        _("Voter sur {n} éléments demande {needed}, pour {granted} : regroupez avant, ou gardez-en moins."),
        n=n,
    )


def _position(phase: Phase, _room: _Room) -> Iterator[str]:
    if phase.kind != "position":
        return
    cases = phase.case[: phase.max_cases]
    for case in cases:
        seconds = (case.minutes or phase.minutes / len(cases)) * 60
        yield from _too_long(
            CASE,
            seconds,
            _("« {title} » : se placer, débattre, se replacer demande {needed}, pour {granted}."),
            title=case.title,
        )


def _matrix(phase: Phase, room: _Room) -> Iterator[str]:
    if phase.kind != "matrix":
        return
    axes = max(1, bool(phase.x_axis) + bool(phase.y_axis))
    n = min(phase.max_items, room.received(phase) or phase.max_items)
    yield from _too_long(
        n * axes * RATING, phase.minutes * 60, _("Noter {n} éléments demande {needed}, pour {granted}."), n=n
    )
    if n > _COMFORTABLE:
        yield _("{n} éléments à noter : au-delà de dix, on ne réfléchit plus.").format(n=n)


def _validate(phase: Phase, _room: _Room) -> Iterator[str]:
    if phase.kind == "validate":
        yield from _too_long(
            phase.max_sentences * SENTENCE + SENTENCES_END,
            phase.minutes * 60,
            _("Relire {n} phrases × 40 s, puis conclure, demande {needed}, pour {granted}."),
            n=phase.max_sentences,
        )


def _moves(phase: Phase, room: _Room) -> Iterator[str]:
    rotations = sum(one.rotation == "next_table" for one in phase.round)
    if rotations and phase.moving_minutes * 60 < ANSWER:
        yield _(
            "{n} changements de table pour {tables} tables, et moins d’une minute pour chacun : ajoutez moving_minutes = 1."
        ).format(n=rotations, tables=len(phase.rows) or room.groups(phase.form))


_RULES: tuple[Callable[[Phase, _Room], Iterator[str]], ...] = (
    _talk, _collect, _respond, _group, _vote, _position, _matrix, _validate, _moves,
)  # fmt: skip
