"""Which prompt comes next, and when one is worth suggesting: by rhythm, or because nobody writes any more.

Thinking is silent too: nothing is ever suggested while somebody writes, in an announced silence or in the last minute.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal, TypedDict

from facilitator.engine.timebox import silence

if TYPE_CHECKING:  # faces load this, and need not wait for the script's dataclasses
    from facilitator.engine.script import Phase
    from facilitator.engine.state import SessionState

Nudge = Literal["", "prompt", "spent", "pairs", "reveal", "last"]
"""Nothing; the next prompt; there is none left; « deux minutes à deux ? »; « dévoiler ? »; « dernière carte ? »."""

LAST_MINUTE: Final = 60.0
MOST_BY_ITSELF: Final = 3
"""Prompts that a phase may show without anybody asking."""

_MINUTE: Final = 60.0
_FLOOD: Final = 10
"""Contributions in a minute beyond which nobody needs a prompt."""
_SLOWER: Final = 1.5
"""Each prompt that came by itself makes the next wait longer."""
_UNANSWERED: Final = 2
"""Prompts that brought nothing, after which another would not help."""
_LULL: Final = 30.0
_LOOKED_AT: Final = 400
"""The last contributions tell the rhythm of a phase, however many there are."""


class Rhythm(TypedDict):
    """What decides when a prompt is due, as facts: seconds, and times since the epoch."""

    shows: bool
    """Whether a prompt that is due shows itself; else it is suggested."""
    first_after: float
    every: float
    silence: float
    hushed: float
    """Announced silence at the start of the phase."""
    off: bool
    """A message on the screen, a veiled vote: not now."""
    writes: bool
    """Whether the phase is for writing: elsewhere silence cannot be seen."""
    veiled: bool
    shown_at: float | None
    unanswered: int
    by_itself: int
    latest: list[float]
    """When the last contributions came, the latest first."""
    peak: int
    """Contributions in the busiest minute."""
    next: str
    prompts: int


def next_prompt(state: SessionState, phase: Phase) -> str:
    """The first prompt of the phase that was not shown; empty when all were."""
    return next((text for text in phase.prompts if (phase.id, text) not in state.prompts_used), "")


def table_prompts(state: SessionState, phase: Phase, tables: int) -> tuple[str, ...]:
    """The prompt of each table, from the one shown: neighbours never hold the same; empty when all share it."""
    if not phase.prompts_per_table or state.prompt not in phase.prompts or len(phase.prompts) < 2:
        return ()
    first = phase.prompts.index(state.prompt)
    return tuple(phase.prompts[(first + table) % len(phase.prompts)] for table in range(tables))


def prompt_leaves(state: SessionState) -> float | None:
    """When the prompt on the screen gives way to the last minute; None for one that was asked for in that minute."""
    if state.current is None or state.prompt_at is None:
        return None
    run = state.runs[state.phase]
    if run.since is None:
        return None
    last_minute = run.since + run.granted - run.spent - LAST_MINUTE
    return last_minute if state.prompt_at < last_minute else None


def rhythm(state: SessionState, phase: Phase) -> Rhythm:
    """The facts of a phase as they stand."""
    rules, run = state.script.prompts, state.runs[phase.id]
    newest_first = islice(reversed(state.ideas.values()), _LOOKED_AT)  # type: ignore[call-overload]
    came = [idea.at for idea in newest_first if idea.phase == phase.id]
    shown = [at for (where, _text), at in state.prompts_used.items() if where == phase.id]
    return Rhythm(
        shows=rules.mode == "show",
        first_after=rules.first_after_seconds,
        every=rules.every_seconds,
        silence=rules.silence_seconds,
        hushed=silence(phase, run),
        off=state.message is not None or (phase.kind == "vote" and state.veiled(phase)),
        writes=phase.kind in ("collect", "respond"),
        veiled=state.veiled(phase),
        shown_at=max(shown, default=None),
        unanswered=sum(at > max(came, default=0.0) for at in shown),
        by_itself=run.prompts_by_itself,
        latest=came[: _FLOOD + 1],
        peak=max(Counter(int(at // _MINUTE) for at in came).values(), default=0),
        next=next_prompt(state, phase),
        prompts=len(phase.prompts),
    )


def nudge(facts: Rhythm, now: float, elapsed: float, left: float, *, typing: bool) -> Nudge:
    """What to suggest at that instant of a running phase; times in seconds."""
    if typing or facts["off"] or elapsed < facts["hushed"] or left <= 0:
        return ""
    if left <= LAST_MINUTE:
        return "last" if facts["writes"] else ""
    lately = sum(now - at < _MINUTE for at in facts["latest"])
    if lately > _FLOOD:
        return ""
    last_came = facts["latest"][0] if facts["latest"] else None
    if facts["veiled"] and last_came is not None and 3 * lately < facts["peak"] and now - last_came >= _LULL:
        return "reveal"
    if not facts["prompts"] or not _due(facts, now, elapsed, last_came):
        return ""
    if facts["writes"] and facts["unanswered"] >= _UNANSWERED:
        return "pairs"
    return "prompt" if facts["next"] else "spent"


def _due(facts: Rhythm, now: float, elapsed: float, last_came: float | None) -> bool:
    shown_at = facts["shown_at"]
    if elapsed < facts["first_after"]:
        return False
    if shown_at is None or now - shown_at >= facts["every"]:
        return True
    patience = facts["silence"] * _SLOWER ** facts["by_itself"]
    began = now - elapsed + facts["hushed"]
    return facts["writes"] and now - max(began, shown_at, last_came or 0.0) >= patience


def shows_by_itself(facts: Rhythm, suggested: Nudge) -> bool:
    """Whether what is suggested is shown without anybody asking: a prompt, where the script wants it, a few times."""
    return facts["shows"] and suggested == "prompt" and facts["by_itself"] < MOST_BY_ITSELF
