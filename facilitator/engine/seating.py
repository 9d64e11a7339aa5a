"""How many groups the people in the room make, and how they find them: a number called aloud, no name."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.engine.feasibility import PEOPLE, group_size
from facilitator.engine.script import Phase
from facilitator.engine.state import SessionState
from facilitator.engine.wording import NBSP, Language, number

_TABLE = 5


@dataclass(frozen=True, slots=True)
class Seating:
    """So many groups of one size, and some of one more."""

    people: int
    groups: int
    size: int
    """Of the smaller groups."""
    larger: int
    """How many groups have one person more."""


def form_of(state: SessionState, phase: Phase) -> str:
    """How the room sits now: as the round says, else as the phase does."""
    run = state.runs[phase.id]
    return (phase.round[run.round].form if phase.round else "") or phase.form


def seating(people: int, size: int, groups: int = 0) -> Seating:
    """The people in groups of about that size, or in so many groups: sizes that differ by one person at most."""
    if not groups:
        groups = max(1, people // size)
        groups += people - groups * size > groups
    return Seating(people, groups, people // groups, people % groups)


def seating_now(state: SessionState, phase: Phase) -> Seating | None:
    """The groups of a phase, from the people counted, else the phones; None without groups, or without anybody."""
    form = form_of(state, phase)
    size = group_size(form)
    people = state.head_count or len(state.participants)
    if size is None or size < 2 or people <= size:
        return None
    return seating(people, size, tables_of(phase, form))


def in_words(made: Seating, form: str, lang: Language) -> str:
    """What is said to the room: « 19 personnes : 5 groupes de 3 et 1 de 4. Comptez de 1 à 6. »."""
    unit = form if form in ("pairs", "tables") else "groups"
    sizes = [(made.groups - made.larger, made.size), (made.larger, made.size + 1)]
    told = [_said(count, size, unit, lang) for count, size in sizes if count]
    if len(told) == 2 and unit != "pairs":
        told[1] = _FEWER[lang].format(count=made.larger, size=made.size + 1)
    whole = f"{number(made.people, lang)}{NBSP}{_PEOPLE[lang]} {_AND[lang].join(told)}."
    return whole if unit == "pairs" else f"{whole} {_COUNT[lang].format(last=made.groups)}"


def _said(count: int, size: int, unit: str, lang: Language) -> str:
    one, several = _TRIO[lang] if (unit, size) == ("pairs", 3) else _UNITS[unit][lang]
    name = one if count == 1 else several
    return f"{number(count, lang)}{NBSP}{name.format(size=size)}"


_PEOPLE: dict[Language, str] = {"fr": f"personnes{NBSP}:", "en": "people:"}
_AND: dict[Language, str] = {"fr": " et ", "en": " and "}
_COUNT: dict[Language, str] = {"fr": "Comptez de 1 à {last}.", "en": "Count off from 1 to {last}."}
_FEWER: dict[Language, str] = {"fr": "{count} de {size}", "en": "{count} of {size}"}
_TRIO: dict[Language, tuple[str, str]] = {"fr": ("trio", "trios"), "en": ("trio", "trios")}
_UNITS: dict[str, dict[Language, tuple[str, str]]] = {
    "pairs": {"fr": ("binôme", "binômes"), "en": ("pair", "pairs")},
    "groups": {"fr": ("groupe de {size}", "groupes de {size}"), "en": ("group of {size}", "groups of {size}")},
    "tables": {"fr": ("table de {size}", "tables de {size}"), "en": ("table of {size}", "tables of {size}")},
}


def tables_of(phase: Phase, form: str) -> int:
    """The tables a phase needs: one for each row that tables answer; 0 when the number of people decides."""
    return len(phase.rows) if form == "tables" and phase.kind == "respond" else 0


def tables(state: SessionState, phase: Phase) -> int:
    """How many groups the room makes now: of the people counted, else of those expected."""
    found = seating_now(state, phase)
    return found.groups if found else group_numbers(state, phase)


def group_numbers(state: SessionState, phase: Phase) -> int:
    """How many groups or tables one may say one is in; none in pairs, which need no number to be counted by."""
    form = form_of(state, phase)
    size = group_size(form)
    if phase.one_result_per_group and size is None:
        form, size = "tables", _TABLE
    if phase.kind not in ("collect", "respond", "group") or size is None or size < 3:
        return 0
    people = state.head_count or state.script.workshop.seats or max(len(state.participants), PEOPLE)
    return seating(people, size, tables_of(phase, form)).groups
