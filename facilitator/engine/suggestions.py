"""What the machine notices about ideas, for the facilitators alone: near-duplicates, and groups nobody has made yet.

Nothing here changes anything: a person accepts, changes or leaves each of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from facilitator.engine.grouping import Likeness, Lookalikes, Proposal, halves, likeness, propose
from facilitator.engine.grouping.words import Language
from facilitator.engine.script import Phase
from facilitator.engine.sources import idea_text, items
from facilitator.engine.state import Idea, SessionState
from facilitator.engine.timebox import later_phases

_MOST_PAIRS: Final = 60
"""Pairs shown at once, the newest first."""
_GROWN: Final = 1.5
"""A draft that nobody has touched is made anew when the wall has grown that much."""
_SPLITS: Final = 4
"""Ideas from which a group may be too mixed."""


@dataclass(frozen=True, slots=True)
class Twins:
    """Two ideas that look alike, the older first, and what they share."""

    one: str
    other: str
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All that is suggested now."""

    twins: tuple[Twins, ...] = ()
    phase: str = ""
    """The sorting phase that the proposal is for; empty when none is near."""
    proposal: Proposal = field(default_factory=Proposal)
    first_halves: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Group, proposed or made → the ideas that would go first if it were split."""


def sorting_phase(state: SessionState) -> Phase | None:
    """The phase in which ideas are sorted: the current one, else the next whose source people are filling or have."""
    ready = {phase.id for phase in state.script.phase if state.runs[phase.id].started_at is not None}
    near = ([state.current] if state.current else []) + list(later_phases(state))
    return next((phase for phase in near if sorts_ideas(phase) and phase.source in ready), None)


def sorts_ideas(phase: Phase) -> bool:
    """Whether people make groups of ideas in a phase, together and with names of their own."""
    return (
        phase.kind == "group" and bool(phase.source) and not (phase.bins or phase.cards or phase.one_result_per_group)
    )


class Attention:
    """Looks at one state after another, and reads anew only what changed."""

    def __init__(self, language: Language) -> None:
        self._language: Language = language
        self._known: dict[str, Idea] = {}
        self._walls: dict[str, Lookalikes] = {}
        self._pairs: dict[tuple[str, str], Likeness] = {}
        self._former: Suggestions = Suggestions()
        self._drafted = 0
        """Ideas on the wall when the draft was last made from nothing."""

    def look(self, state: SessionState) -> Suggestions:
        """What is suggested in that state."""
        self._read(state)
        twins = (
            Twins(one, other, why)
            for (one, other), why in reversed(self._pairs.items())
            if (min(one, other), max(one, other)) not in state.told_apart
        )
        phase = sorting_phase(state)
        sorting = Suggestions() if phase is None else self._sorting(state, phase)
        self._former = Suggestions(
            tuple(islice(twins, _MOST_PAIRS)), sorting.phase, sorting.proposal, sorting.first_halves
        )
        return self._former

    # Near-duplicates.

    def _read(self, state: SessionState) -> None:
        changed = [idea for idea in state.ideas.values() if self._known.get(idea.id) is not idea]
        gone = [idea for idea in self._known if idea not in state.ideas]
        order = {idea: rank for rank, idea in enumerate(state.ideas)} if changed else {}
        for idea_id in (*gone, *(idea.id for idea in changed)):
            self._forget(idea_id)
        for idea in changed:
            self._known[idea.id] = idea
            if idea.visible:
                self._meet(idea, order, state)

    def _forget(self, idea_id: str) -> None:
        former = self._known.pop(idea_id, None)
        if former is not None:
            self._wall(former.phase).discard(idea_id)
            self._pairs = {pair: why for pair, why in self._pairs.items() if idea_id not in pair}

    def _meet(self, idea: Idea, order: Mapping[str, int], state: SessionState) -> None:
        wall = self._wall(idea.phase)
        wall.put(idea.id, idea_text(idea))
        for near in reversed(wall.like(idea.id)):
            one, other = sorted((idea.id, near.id), key=order.__getitem__)
            self._pairs[one, other] = likeness(idea_text(state.ideas[one]), idea_text(state.ideas[other]))

    def _wall(self, phase: str) -> Lookalikes:
        return self._walls.setdefault(phase, Lookalikes(self._language))

    # Groups.

    def _sorting(self, state: SessionState, phase: Phase) -> Suggestions:
        wall = {item.id: item.text for item in items(state, phase)}
        groups = _groups(state, phase)
        touched = bool(groups) or any(where == phase.id for where, _ in state.left_alone)
        former = self._former.proposal if self._stands(state, phase, len(wall), touched) else None
        if former is None:
            self._drafted = len(wall)
        question = state.script.find(phase.source).question
        proposal = propose(wall, self._language, groups=groups, question=question, former=former)
        parts = {**groups, **{theme.key: theme.ideas for theme in proposal.themes}}
        first = {
            group: halves({idea: wall[idea] for idea in ideas if idea in wall}, self._language)[0]
            for group, ideas in parts.items()
            if len(ideas) >= _SPLITS
        }
        return Suggestions((), phase.id, proposal, first)

    def _stands(self, state: SessionState, phase: Phase, size: int, touched: bool) -> bool:
        """Whether the former draft is kept and only grows: once people work on it, nothing moves under their eyes."""
        if phase.id != self._former.phase or not self._former.proposal.themes:
            return False
        return touched or phase.id == state.phase or size < _GROWN * self._drafted


def _groups(state: SessionState, phase: Phase) -> dict[str, Sequence[str]]:
    """The room's own groups with their ideas."""
    found: dict[str, list[str]] = {}
    for (where, group, item), theme in state.placements.items():
        if where == phase.id and not group:
            found.setdefault(theme, []).append(item)
    return dict(found)
