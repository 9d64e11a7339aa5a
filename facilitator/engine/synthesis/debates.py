"""Controversies: where the room stood before and after, as many arguments on each side, and no winner."""

from __future__ import annotations

from typing import Final

from facilitator.engine.script import Phase
from facilitator.engine.sources import cases
from facilitator.engine.stances import arguments, distribution, moves, scale
from facilitator.engine.state import SessionState
from facilitator.engine.synthesis.cards import Quoting
from facilitator.engine.synthesis.findings import enough
from facilitator.engine.synthesis.shapes import Debate

_ARGUMENTS: Final = 3
"""How many arguments of each side are quoted where the script does not say."""


def debates(state: SessionState, quoting: Quoting) -> tuple[Debate, ...]:
    """Every statement that the room took a stand on or argued about."""
    return tuple(
        debate
        for phase in state.script.phase
        if phase.kind == "position"
        for case in range(len(cases(state, phase)))
        if (debate := _debate(state, phase, case, quoting)) is not None
    )


def _debate(state: SessionState, phase: Phase, case: int, quoting: Quoting) -> Debate | None:
    told = cases(state, phase)[case]
    sides = [arguments(state, phase.id, case, side) for side in ("for", "against")]
    limit = min(len(sides[0]), len(sides[1]), _ARGUMENTS if phase.excerpts is None else phase.excerpts)
    quoted = [tuple(quoting.card(idea) for idea in side[:limit]) for side in sides]
    before = distribution(state, phase.id, case, "before")
    after = distribution(state, phase.id, case, "after")
    if not any(sides) and not sum(before) and not sum(after):
        return None
    moved = moves(state, phase.id, case)
    shown = enough(state, moved.followed)
    told_before, told_after = _printable(state, before), _printable(state, after)
    return Debate(
        title=told.title if told.statement else "",
        story=told.story,
        statement=told.statement or told.title,
        scale=scale(phase),
        before=told_before,
        after=told_after,
        moved=moved.changed if shown else None,
        moved_of=moved.followed if shown else None,
        for_=quoted[0],
        against=quoted[1],
        unquoted=sum(len(side) - limit for side in sides),
        afterwards=sum(
            stance.afterwards
            for (where, one, moment, _), stance in state.stances.items()
            if (where, one) == (phase.id, case) and (told_before if moment == "before" else told_after)
        ),
    )


def _printable(state: SessionState, counts: list[int]) -> tuple[int, ...] | None:
    return tuple(counts) if any(counts) and enough(state, sum(counts)) else None
