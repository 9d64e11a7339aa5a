"""A gesture that waits for a yes: its consequence is on the screen, Entrée does it, Échap leaves it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

from textual.message import Message

from facilitator.engine.agenda import closing_due
from facilitator.engine.replan import cost
from facilitator.locale import gettext as _
from facilitator.tui.console.messages import Ask
from facilitator.tui.console.replanning import ask_for, slots_of, told
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.times import lateness_words, stopwatch
from facilitator.tui.hours import hour, minutes

HEARING: Final = 1.5
"""Seconds before a question that comes by itself listens: what was already under way was not its answer."""


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
    heard_from: float = 0
    """When it begins to listen, on this machine's steady clock."""

    @property
    def listens(self) -> bool:
        """Whether Entrée and Échap are its own by now."""
        return time.monotonic() >= self.heard_from


def added_time(shown: Snapshot, seconds: float) -> Pending | None:
    """Minutes more or less on this phase, and who pays for them: later phases, never the closing."""
    phase, numbers = shown.view["phase"], shown.numbers()
    if phase is None or numbers.left is None or not seconds:
        return None
    left = numbers.left + seconds
    more = max(0.0, left) - max(0.0, numbers.left)
    paid = cost(slots_of(shown.view), numbers.lateness or 0.0, more)
    later = more - sum(change.before - change.after for change in paid.changes)
    consequence = [
        told(shown.view, paid),
        _("reste {left}").format(left=stopwatch(left)),
        _("fin {end}").format(end=hour(numbers.projected_end + later)),
        lateness_words(None if numbers.lateness is None else numbers.lateness + later),
    ]
    question = _("{change} → {consequence}. Entrée applique, Échap laisse.").format(
        change=signed(seconds), consequence=", ".join(part for part in consequence if part)
    )
    said = _("Temps ajouté.") if seconds > 0 else _("Temps repris.")
    ask = Ask("add-time", said, seconds=seconds, phase=phase["id"])
    if paid.moved:
        ask = ask_for(shown.view, paid, said, added=seconds)
    return Pending(question, ask, gesture="time", seconds=seconds)


def signed(seconds: float) -> str:
    """A duration given or taken: +2 min, −1 min."""
    return f"{'+' if seconds > 0 else '−'}{minutes(seconds)}"


def slept(seconds: float) -> Pending:
    """The machine was asleep: count that time, or not."""
    question = _("L’ordinateur a dormi {time} : compter ce temps ? Entrée le compte, Échap non.").format(
        time=minutes(seconds)
    )
    return Pending(question, None, no=Ask("skip-time", _("Ce temps n’est pas compté."), seconds=seconds))


def closing(shown: Snapshot) -> Pending | None:
    """Near a firm end: go to the closing, before it is too late for it; None while there is nothing to ask."""
    due = closing_due(shown.view, shown.now)
    if due is None:
        return None
    question = _("Fin à {end} : passer à la clôture, « {title} » ? Entrée y va, Échap : pas encore.").format(
        end=hour(shown.view["time"]["planned_end"] or shown.now), title=due["title"]
    )
    return Pending(question, Ask("go-to-phase", _("C’est la clôture."), phase=due["id"]))
