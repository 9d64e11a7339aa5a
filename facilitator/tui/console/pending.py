"""A gesture that waits for a yes: its consequence is on the screen, Entrée does it, Échap leaves it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from facilitator.locale import gettext as _
from facilitator.tui.console.messages import Ask
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.times import hour, lateness_words, minutes, stopwatch


@dataclass(frozen=True, slots=True)
class Pending:
    """What is asked, and what each answer does."""

    question: str
    yes: Message | None
    no: Message | None = None
    gesture: str = ""
    """The key that also says yes when it is typed again."""
    seconds: float = 0
    """Time added so far, while it accumulates."""


def added_time(shown: Snapshot, seconds: float) -> Pending | None:
    """Minutes more or less on this phase, and what they cost."""
    phase, numbers = shown.view["phase"], shown.numbers()
    if phase is None or numbers.left is None or not seconds:
        return None
    left = numbers.left + seconds
    end = numbers.projected_end + max(0.0, left) - max(0.0, numbers.left)
    late = None if numbers.lateness is None else numbers.lateness + end - numbers.projected_end
    question = _("{change} → reste {left}, fin {end}, {lateness}. Entrée applique, Échap laisse.").format(
        change=f"{'+' if seconds > 0 else '−'}{minutes(seconds)}",
        left=stopwatch(left),
        end=hour(end),
        lateness=lateness_words(late),
    )
    said = _("Temps ajouté.") if seconds > 0 else _("Temps repris.")
    return Pending(question, Ask("add-time", said, seconds=seconds, phase=phase["id"]), gesture="time", seconds=seconds)


LATE = 120.0
"""Seconds after the planned start from which starting is a question."""


def late_start(shown: Snapshot) -> Pending | None:
    """Starting late: keep the end, or move it."""
    view = shown.view
    start, end = view["time"]["planned_start"], view["time"]["planned_end"]
    if view["status"] != "lobby" or start is None or end is None or shown.now - start < LATE:
        return None
    late = shown.now - start
    question = _("{late} de retard. Entrée : on garde la fin à {end}. Échap : on la décale à {moved}.").format(
        late=minutes(60 * round(late / 60)), end=hour(end), moved=hour(end + late)
    )
    return Pending(question, Ask("start-phase", shift_end=False), no=Ask("start-phase", shift_end=True))


def slept(seconds: float) -> Pending:
    """The machine was asleep: count that time, or not."""
    question = _("L'ordinateur a dormi {time}. Entrée : ce temps compte. Échap : il ne compte pas.").format(
        time=minutes(seconds)
    )
    return Pending(question, None, no=Ask("skip-time", _("Ce temps n'est pas compté."), seconds=seconds))
