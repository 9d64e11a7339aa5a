"""What the remote's templates know: the facilitators' view, and the numbers that a person with two seconds reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any, Final

from facilitator.engine.running_order import ADDABLE
from facilitator.engine.state import SessionState
from facilitator.engine.timebox import lateness, later_phases, pace, projected_end, remaining
from facilitator.engine.views import ConsoleView
from facilitator.engine.views.shapes import IdeaView
from facilitator.engine.wording import Language, kind_name
from facilitator.engine.wording import lateness as late_words
from facilitator.locale import spoken
from facilitator.locale.gestures import gesture_name
from facilitator.locale.likeness import pair_reason, theme_reason
from facilitator.web.control_time import timing_of

SHOWN: Final = 40
"""Ideas on the page at once, the last given first."""
_EARLY: Final = 0.25
"""Share of a phase's time that should not be left without a word."""


def context_of(view: ConsoleView, state: SessionState, lang: Language, *, everything: bool) -> dict[str, Any]:
    """Everything but the address of the page and what it is told."""
    ideas = _ideas(view, state)
    shown = ideas if everything else ideas[:SHOWN]
    return {
        "view": view,
        "phase": view["phase"],
        "revealed": bool(state.current and state.runs[state.phase].revealed),
        "numbers": _numbers(view, state, lang),
        "timing": timing_of(view, state, lang),
        "waiting": [idea for idea in view["ideas"]["items"] if idea["status"] == "pending"],
        "ideas": shown,
        "more": len(ideas) - len(shown),
        "visible": sum(idea["status"] == "visible" for idea in ideas),
        "masked": sum(idea["status"] == "masked" for idea in ideas),
        "said": _said,
        "words": {idea["id"]: _said(idea) for idea in view["ideas"]["items"]} if _compares(view) else {},
        "pair_reason": partial(pair_reason, translate=spoken(lang).gettext),
        "theme_reason": partial(theme_reason, translate=spoken(lang).gettext),
        "orders": _orders(view),
        "kinds": [(kind, kind_name(kind, lang)) for kind in ADDABLE],
        "undoes": gesture_name(view["undo"][0], spoken(lang).gettext) if view["undo"] else "",
    }


def _compares(view: ConsoleView) -> bool:
    """Whether the page speaks of ideas by their id: pairs that look alike, groups proposed."""
    return bool(view["twins"] or view["sorting"])


@dataclass(frozen=True, slots=True)
class Numbers:
    """The head of the page."""

    left: float
    """Seconds; negative in overtime."""
    speed: float
    """Of the clock; 0 while it stands still."""
    pace: str
    end: float
    lateness: str
    following: str
    """The title of the next phase."""
    warning: str
    """Why one would not leave this phase yet; empty when one may."""


def _numbers(view: ConsoleView, state: SessionState, lang: Language) -> Numbers:
    now, current = view["now"], state.current
    run = state.runs[current.id] if current else None
    left = remaining(run, now) if run else 0.0
    later = later_phases(state)
    return Numbers(
        left=left,
        speed=view["speed"] if run and run.since is not None else 0.0,
        pace=_paces(lang)[pace(run, now)] if run else "",
        end=projected_end(state, now),
        lateness=late_words(lateness(state, now), lang) if state.planned_end is not None else "",
        following=later[0].title if later else "",
        warning=_warning(view, left, lang),
    )


def _paces(lang: Language) -> dict[str, str]:
    _ = spoken(lang).gettext
    return {
        "waiting": _("pas encore commencée"),
        "paused": _("en pause"),
        "on_time": "",
        "warning": _("bientôt la fin"),
        "last_call": _("derniers instants"),
        "grace": _("on termine sa phrase"),
        "overtime": _("temps dépassé"),
    }


def _warning(view: ConsoleView, left: float, lang: Language) -> str:
    _ = spoken(lang).gettext
    phase = view["phase"]
    if phase is None:
        return ""
    if phase["veiled"] and (view["counts"]["ideas"] or phase["kind"] in ("vote", "position", "matrix")):
        return _("Tout est encore voilé : la salle n’a rien vu de cette étape.")
    if phase["clock"]["started"] and left > _EARLY * phase["clock"]["granted"]:
        return _("Il reste plus d’un quart du temps de cette étape.")
    return ""


def _ideas(view: ConsoleView, state: SessionState) -> Sequence[IdeaView]:
    """Those of the phase before the room and of what it works on, the last one first; in the lobby and at the end, all
    of them.
    """
    phases = set(_sources(view, state)) or set(state.runs)
    here = [
        idea
        for idea in view["ideas"]["items"]
        if idea["status"] not in ("withdrawn", "merged", "pending") and idea["phase"] in phases
    ]
    return here[::-1]


def _sources(view: ConsoleView, state: SessionState) -> Iterator[str]:
    """The phase before the room, the one that feeds it, the one that feeds that one, and so on."""
    phase = view["phase"]["id"] if view["phase"] and view["status"] == "running" else ""
    while phase:
        yield phase
        phase = state.script.find(phase).source


def _orders(view: ConsoleView) -> dict[str, dict[str, dict[str, str]]]:
    """For each phase to come, the forms that bring it earlier or later among them."""
    later = [line["id"] for line in view["phases"] if line["state"] == "next"]
    found: dict[str, dict[str, dict[str, str]]] = {phase: {} for phase in later}
    for at, (phase, following) in enumerate(pairwise(later)):
        swapped = {f"order.{one}": "true" for one in (*later[:at], following, phase, *later[at + 2 :])}
        found[phase]["later"] = found[following]["earlier"] = swapped
    return found


def _said(idea: IdeaView) -> str:
    """The words of an idea on one line."""
    return idea["text"] or " · ".join(text for _name, text in idea["fields"] if text)
