"""The phases to come, re-planned from what the console knows: what would change, in words, and what to ask for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from facilitator.engine.replan import Change, Proposal, Slot, to_win_back
from facilitator.engine.wording import kept_of, priority_name, short
from facilitator.locale import gettext as _
from facilitator.locale import language, ngettext
from facilitator.tui.console.messages import Ask
from facilitator.tui.console.picklist import Pick
from facilitator.tui.console.times import Numbers, stopwatch
from facilitator.tui.hours import hour, minutes

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import ConsoleView, PhaseLine

ON_TIME = 30.0
"""Seconds that nobody notices."""
MOST_TOLD = 3
"""Phases named on one line."""


def slots_of(view: ConsoleView) -> tuple[Slot, ...]:
    """The time of the phases to come."""
    return tuple(
        Slot(
            slot["id"],
            slot["seconds"],
            slot["floor"],
            slot["priority"],
            tuple((length, floor) for length, floor in slot["rounds"]),
            tuple(slot["cases"]),
            slot["feeds"],
        )
        for slot in view["time"]["slots"]
    )


def late_of(numbers: Numbers) -> int:
    """Seconds to win back, or to give back; none where the workshop is on time."""
    return to_win_back(numbers.lateness or 0.0)


def lines_of(view: ConsoleView) -> dict[str, PhaseLine]:
    """The run-of-show by phase."""
    return {line["id"]: line for line in view["phases"]}


def ask_for(view: ConsoleView, proposal: Proposal, said: str, *, added: float = 0, moved: float = 0) -> Ask:
    """One gesture that makes the proposal true, with what is given to the current phase and how far the end moves."""
    lines, moving = lines_of(view), proposal.moved
    fields: dict[str, Any] = {
        "granted": [[c.id, c.after + lines[c.id]["spent"]] for c in moving if not c.dropped],
        "dropped": [c.id for c in moving if c.dropped],
        "rounds": [[c.id, list(c.rounds)] for c in moving if c.rounds],
        "cases": [[c.id, c.cases] for c in moving if c.cases is not None],
        "added": added,
        "end_moves": moved / 60,
    }
    return Ask("apply-replan", said, **{name: value for name, value in fields.items() if value})


def told(view: ConsoleView, proposal: Proposal) -> str:
    """Who pays, on one line: « Vote 5 → 3, Débat 10 → 7:30 »; empty when nobody does."""
    lines = lines_of(view)
    moving = [f"{lines[c.id]['title']} {short(c.before)} → {short(c.after)}" for c in proposal.moved]
    more = len(moving) - MOST_TOLD
    if more > 0:
        others = ngettext("et {n} autre étape", "et {n} autres étapes", more).format(n=more)
        moving = [*moving[:MOST_TOLD], others]
    return ", ".join(moving)


def picks(view: ConsoleView, changes: Iterable[Change]) -> list[Pick]:
    """Each phase before → after."""
    lines, cases = lines_of(view), {slot["id"]: len(slot["cases"]) for slot in view["time"]["slots"]}
    return [_pick(lines[change.id], change, cases[change.id]) for change in changes]


def _pick(line: PhaseLine, change: Change, cases: int) -> Pick:
    """One phase, its priority in a word and a shape."""
    times = f"{stopwatch(change.before)} → {stopwatch(change.after)}"
    kind = priority_name(change.priority, language())
    words, tail = line["title"] + _inside(line, change, cases), f"{times}  {kind:<11} {_mark(change)}"
    return Pick(line["id"], words, "", tail, muted=not change.moves)


def _mark(change: Change) -> str:
    if change.dropped:
        return "×"
    if change.moves:
        return "▼" if change.after < change.before else "▲"
    return {"protected": "■", "reserve": "○"}.get(change.priority, "·")


def _inside(line: PhaseLine, change: Change, cases: int) -> str:
    """What becomes of the rounds and cases of a shortened phase."""
    if change.dropped:
        return _(" · supprimée")
    if change.cases is not None:
        return " · " + kept_of(line["kind"], change.cases, cases, language())
    if change.rounds:
        return " · " + _("tours de {lengths}").format(lengths=", ".join(short(each) for each in change.rounds))
    return ""


def causes(view: ConsoleView) -> str:
    """Where the lateness comes from, as far as it is known."""
    time, told = view["time"], []
    if time["started_at"] is not None and time["planned_start"] is not None:
        if time["started_at"] - time["planned_start"] >= ON_TIME:
            told.append(_("départ à {hour}").format(hour=hour(time["started_at"])))
    for line in view["phases"]:
        over = line["spent"] - line["minutes"] * 60
        if line["state"] == "done" and over >= ON_TIME:
            told.append(_("{title} : {time} de plus").format(title=line["title"], time=minutes(over)))
    return " · ".join(told[:MOST_TOLD])
