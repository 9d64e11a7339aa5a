"""What a room does when a round begins: tables, roles or sheets that turn, said in the workshop's words."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.engine.script import Phase, Rotation
from facilitator.engine.wording import Language

_SHORT: dict[Rotation, dict[Language, str]] = {
    "next_table": {"fr": "on change de table", "en": "we change tables"},
    "next_role": {"fr": "on change de rôle", "en": "we change roles"},
    "sheet_to_neighbour": {"fr": "on passe sa feuille à droite", "en": "we pass our sheet to the right"},
}
_LONG: dict[Rotation, dict[Language, str]] = {
    "next_table": {
        "fr": "Changez de table : on passe à la suivante, et de la dernière à la 1.",
        "en": "Change tables: go to the next one, and from the last one to 1.",
    },
    "next_role": {
        "fr": "Changez de rôle : chacun prend le suivant.",
        "en": "Change roles: everyone takes the next one.",
    },
    "sheet_to_neighbour": {
        "fr": "Passez votre feuille à la personne assise à votre droite.",
        "en": "Pass your sheet to the person on your right.",
    },
}
_BECOMES: dict[Language, str] = {"fr": "« {one} » devient « {other} »", "en": "“{one}” becomes “{other}”"}
_TURN: dict[Language, str] = {"fr": "Changez de rôle : {turns}.", "en": "Change roles: {turns}."}
_STAYS: dict[Language, str] = {"fr": "Reste en place : {role}.", "en": "Stays in place: {role}."}


@dataclass(frozen=True, slots=True)
class Sitting:
    """A table during one round; tables and rows are counted from 0."""

    table: int
    row: int
    came_from: int
    """The table at which the people who sit there began."""


def sittings(phase: Phase, index: int, tables: int, rows: int) -> tuple[Sitting, ...]:
    """Which table answers which row: people who turn leave the rows behind, sheets that turn bring them along."""
    turns = [one.rotation for one in phase.round[1 : index + 1]]
    moved, passed = turns.count("next_table"), turns.count("sheet_to_neighbour")
    return tuple(
        Sitting(table, (table - passed) % max(tables, rows) % rows, (table - moved) % tables)
        for table in range(tables if rows else 0)
    )


def announcement(phase: Phase, index: int, lang: Language) -> str:
    """What turns when that round begins, in a few words; empty when nothing does."""
    rotation = phase.round[index].rotation
    return _SHORT[rotation][lang] if rotation else ""


def gesture(phase: Phase, index: int, lang: Language) -> str:
    """What each does when that round begins, in a sentence; empty when nobody moves."""
    rotation = phase.round[index].rotation
    if rotation is None:
        return ""
    told = _roles(phase.roles, lang) if rotation == "next_role" and len(phase.roles) > 1 else _LONG[rotation][lang]
    return f"{told} {_STAYS[lang].format(role=phase.fixed_role)}" if phase.fixed_role else told


def _roles(roles: tuple[str, ...], lang: Language) -> str:
    following = (*roles[1:], roles[0])
    turns = ", ".join(_BECOMES[lang].format(one=a, other=b) for a, b in zip(roles, following, strict=True))
    return _TURN[lang].format(turns=turns)
