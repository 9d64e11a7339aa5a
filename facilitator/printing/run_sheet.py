"""The facilitators' run sheet: real hours, what to say, what to do, who does it. One can lead with it alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from facilitator.engine import wording
from facilitator.engine.replan import propose, slots
from facilitator.engine.rotation import gesture
from facilitator.engine.script import Phase, Script
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import language
from facilitator.printing.duties import ARRIVING, EVERYWHERE, LEAVING, Duty, duty_of
from facilitator.printing.occasion import Occasion
from facilitator.printing.page import page

LATE_STARTS: Final = (5, 10, 15)
"""Minutes."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A round, with its hours."""

    begins: float
    title: str
    minutes: float
    instruction: str
    gesture: str


@dataclass(frozen=True, slots=True)
class Hour:
    """A phase, with its hours and everything that is said and done in it."""

    phase: Phase
    begins: float
    ends: float
    kind: str
    priority: str
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    """What the room fills in, under its name."""
    turns: tuple[Turn, ...]
    duty: Duty


@dataclass(frozen=True, slots=True)
class Late:
    """What a late start changes."""

    minutes: int
    changes: tuple[tuple[str, float, float], ...]
    """Title, minutes before, minutes after; zero when it is dropped."""
    missing: float


def run_sheet(script: Script, occasion: Occasion) -> bytes:
    """The page."""
    start = occasion.start
    return page(
        "run_sheet.html",
        script=script,
        start=start,
        end=start + script.workshop.minutes,
        hours=tuple(_hours(script, start)),
        lates=tuple(_late(script, minutes) for minutes in LATE_STARTS),
        leads=_named(script, "leads"),
        notes=_named(script, "notes"),
        everywhere=EVERYWHERE,
        arriving=ARRIVING,
        leaving=LEAVING,
    )


def _hours(script: Script, start: int) -> Iterator[Hour]:
    clock = float(start)
    for phase in script.phase:
        yield Hour(
            phase,
            clock,
            clock + phase.minutes,
            wording.kind_name(phase.kind, language()),
            wording.priority_name(phase.priority, language()),
            tuple((name, words) for name, words in _lists(script, phase) if words),
            tuple(_turns(phase, clock)),
            duty_of(phase),
        )
        clock += phase.minutes


def _lists(script: Script, phase: Phase) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield N_("On part de"), tuple(_from(script, phase))
    yield N_("Colonnes"), phase.columns
    yield N_("La fiche"), phase.fields
    yield N_("Lignes"), phase.rows
    yield N_("Choix"), phase.options
    yield N_("Bacs"), phase.bins
    yield N_("Listes"), phase.sections
    for axis in filter(None, (phase.x_axis, phase.y_axis)):
        yield N_("Axe"), (axis[0], " → ".join(axis[1:]))


def _from(script: Script, phase: Phase) -> Iterator[str]:
    """Where what the room works on comes from, and how the facilitators choose in it."""
    if not phase.source or phase.options or phase.cards or phase.rows:
        return
    source = script.find(phase.source)
    yield _("« {title} »").format(title=source.title)
    if source.kind in ("collect", "respond"):
        yield _("ce qui y est gardé (J), sinon tout")
    if phase.kind == "matrix":
        yield _("{n} au plus").format(n=phase.max_items)


def _named(script: Script, role: str) -> tuple[str, ...]:
    return tuple(host.name for host in script.workshop.hosts if host.role == role and host.is_named)


def _turns(phase: Phase, clock: float) -> Iterator[Turn]:
    for index, one in enumerate(phase.round):
        clock += phase.moving_minutes
        yield Turn(clock, one.title, one.minutes, one.instruction, gesture(phase, index, language()))
        clock += one.minutes


def _late(script: Script, minutes: int) -> Late:
    spare = script.workshop.minutes - sum(phase.minutes for phase in script.phase)
    proposal = propose(slots(script.phase), (minutes - spare) * 60)
    changes = tuple((script.find(change.id).title, change.before / 60, change.after / 60) for change in proposal.moved)
    return Late(minutes, changes, proposal.missing / 60)
