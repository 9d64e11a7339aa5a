"""What the remote says of the time to come: who would pay, what is proposed, what is asked; each answer is a form."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Final

from facilitator.engine.agenda import closing_due, slots_left
from facilitator.engine.public_time import NOTICE, public_time
from facilitator.engine.replan import Change, Proposal, Slot, Wish, cost, propose, to_cut, to_lengthen, to_win_back
from facilitator.engine.state import SessionState
from facilitator.engine.timebox import LATE_START, lateness
from facilitator.engine.views import ConsoleView
from facilitator.engine.views.shapes import PhaseLine
from facilitator.engine.wording import Language, priority_name, short
from facilitator.locale import spoken

Fields = dict[str, str]

_WORTH_IT: Final = 60
"""Seconds of lateness, or of advance, for which it is worth proposing something."""
_MINUTE: Final = 60.0
_MOST_TOLD: Final = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A phase that would change."""

    title: str
    priority: str
    change: Change


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that may be done, and the form that asks for it."""

    words: str
    fields: Fields


@dataclass(frozen=True, slots=True)
class Timing:
    """What a page says beside the numbers."""

    lines: tuple[Line, ...]
    """What winning the lateness back would change."""
    missing: int
    offers: tuple[Offer, ...]
    """To apply that, to cut, to move the end: one form each."""
    price: str
    """Who pays for a minute more; empty when nobody does."""
    minute: Fields
    """A minute more, with its price."""
    starts_late: float
    """Seconds; 0 when starting is no question."""
    closing: PhaseLine | None
    """Where to go, when a firm end is near."""
    round: Round | None
    """The round that ends by itself; None when nothing follows it."""


@dataclass(frozen=True, slots=True)
class Round:
    """What is left of a round, and what is said of the next one."""

    left: float
    words: str
    later: str
    """JSON, as in `timing.PageTime`."""


def timing_of(view: ConsoleView, state: SessionState, lang: Language) -> Timing:
    """Everything about time that is more than a number."""
    slots, now = slots_left(state), view["now"]
    late = to_win_back(lateness(state, now)) if state.status == "running" else 0
    found = propose(slots, late if late >= _WORTH_IT else 0)
    titles = {phase.id: phase.title for phase in state.script.phase}
    paid = cost(slots, lateness(state, now), _MINUTE)
    start = state.planned_start
    waited = now - start if state.status == "lobby" and start is not None else 0.0
    return Timing(
        lines=tuple(Line(titles[c.id], priority_name(c.priority, lang), c) for c in found.moved),
        missing=found.missing,
        offers=tuple(_offers(state, slots, late, found, lang)),
        price=_told(paid.moved, titles, lang),
        minute=_fields(state, paid, added=_MINUTE),
        starts_late=waited if waited >= LATE_START else 0.0,
        closing=closing_due(view, now),
        round=_round(view, lang),
    )


def _round(view: ConsoleView, lang: Language) -> Round | None:
    """The next one is told when it is near: it begins by itself, and somebody must say so aloud."""
    phase = view["phase"]
    current = phase["round"] if phase else None
    if phase is None or current is None or not current["following"]:
        return None
    _, left = spoken(lang).gettext, public_time(phase, view["now"]).left
    then = _("puis {title}").format(title=current["following"])
    soon = _("«\u00a0{title}\u00a0» commence tout seul.").format(title=current["following"])
    if current["announced"]:
        soon += _(" Dites-le : {change}.").format(change=current["announced"])
    sayings = [(ceil(left), "", then)] if left > NOTICE else []
    sayings.append((int(NOTICE), "soon", soon))
    return Round(left, sayings[0][2], json.dumps(sayings, ensure_ascii=False))


def _offers(
    state: SessionState, slots: tuple[Slot, ...], late: int, found: Proposal, lang: Language
) -> Iterable[Offer]:
    _, titles = spoken(lang).gettext, {phase.id: phase.title for phase in state.script.phase}
    if not found.is_empty:
        yield Offer(_("Appliquer ce découpage"), _fields(state, found))
    if found.missing and (victim := to_cut(slots, found)):
        without = propose(slots, late, Wish(dropped=frozenset({victim})))
        yield Offer(_("Supprimer « {title} »").format(title=titles[victim]), _fields(state, without))
    if late >= _WORTH_IT:
        moved = _whole_minutes(found.missing or late)
        rest = propose(slots, late, Wish(moved=moved))
        words = _("Finir {n} min plus tard").format(n=moved // 60)
        yield Offer(words, _fields(state, rest, moved=moved))
    if late <= -_WORTH_IT and (receiver := to_lengthen(slots)):
        words = _("Donner l’avance à « {title} »").format(title=titles[receiver])
        yield Offer(words, _fields(state, propose(slots, late, Wish(added={receiver: -late}))))


def _whole_minutes(seconds: float) -> int:
    return 60 * round(-(-seconds // 60))


def _told(changes: tuple[Change, ...], titles: dict[str, str], lang: Language) -> str:
    told = [f"{titles[c.id]} {short(c.before)} → {short(c.after)}" for c in changes[:_MOST_TOLD]]
    return ", ".join([*told, "…"] if len(changes) > _MOST_TOLD else told)


def _fields(state: SessionState, found: Proposal, *, added: float = 0, moved: int = 0) -> Fields:
    """The form of a re-plan; of the phases, only those that change."""
    fields = {"added": f"{added:g}"} if added else {}
    fields |= {"end_moves": f"{moved / 60:g}"} if moved else {}
    for change in found.moved:
        if change.dropped:
            fields[f"dropped.{change.id}"] = "true"
            continue
        fields[f"granted.{change.id}"] = str(change.after + round(state.runs[change.id].spent))
        if change.rounds:
            fields[f"rounds.{change.id}"] = " ".join(map(str, change.rounds))
        if change.cases is not None:
            fields[f"cases.{change.id}"] = str(change.cases)
    return fields
