"""Contributions as an account may quote them: never a masked, withdrawn or waiting one, nor what stands behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from facilitator.engine.script import Phase
from facilitator.engine.sources import idea_text
from facilitator.engine.stances import Side
from facilitator.engine.state import Idea, SessionState
from facilitator.engine.synthesis.shapes import Card, Pile
from facilitator.engine.voting import tally

EXCERPTS: Final = 5
"""How many contributions are quoted where the script does not say."""

_LINK: Final = re.compile(r"https?://[^\s<>«»\"]+")


class Quoting:
    """The contributions of a state that may be printed, as cards."""

    def __init__(self, state: SessionState) -> None:
        self._state = state
        self.printed = tuple(idea for idea in state.ideas.values() if self._printable(idea))
        """Every contribution that may be printed, near-duplicates included."""
        self._behind: dict[str, list[Card]] = {}
        for idea in self.printed:
            if idea.merged_into:
                self._behind.setdefault(idea.merged_into, []).append(self._card(idea, ()))
        self._points = _points(state)

    def card(self, idea: Idea) -> Card:
        """An idea with what stands behind it."""
        return self._card(idea, tuple(self._behind.get(idea.id, ())))

    def find(self, idea_ids: Iterable[str]) -> tuple[Card, ...]:
        """The cards of these ideas, those that may be printed."""
        wanted = tuple(idea_ids)
        found = {idea.id: idea for idea in self.printed if idea.id in wanted}
        return tuple(self.card(found[idea_id]) for idea_id in wanted if idea_id in found)

    def of(self, phase: Phase, *, parked: bool = False) -> list[Idea]:
        """A phase's ideas that may be printed: kept ones first, then by points, then as they came."""
        found = [idea for idea in self.all() if idea.phase == phase.id and idea.parked == parked]
        return sorted(found, key=lambda idea: (not idea.kept, -self._points.get(idea.id, 0)))

    def all(self) -> Iterator[Idea]:
        """Every idea that may be printed on its own."""
        return (idea for idea in self.printed if idea.visible)

    def pile(
        self,
        heading: str,
        ideas: list[Idea],
        limit: int | None = None,
        *,
        side: Literal["", Side] = "",
        theme: bool = False,
        column: str = "",
    ) -> Pile:
        """Ideas under one heading; a limit quotes the first ones only."""
        quoted = ideas if limit is None else ideas[:limit]
        total = sum(1 + len(self._behind.get(idea.id, ())) for idea in ideas)
        return Pile(heading, tuple(self.card(idea) for idea in quoted), total, side, theme, column)

    def _card(self, idea: Idea, behind: tuple[Card, ...]) -> Card:
        return Card(
            id=idea.id,
            text=idea_text(idea),
            fields=idea.fields,
            signature=idea.signature,
            kept=idea.kept,
            late=idea.late,
            behind=behind,
            channel=idea.channel,
            at=idea.at,
            afterwards=self._state.is_afterwards(idea.at),
        )

    def _printable(self, idea: Idea) -> bool:
        if not idea.merged_into:
            return idea.visible
        into = self._state.ideas.get(idea.merged_into)
        return into is not None and into.visible and idea.approved and not (idea.masked or idea.withdrawn)


def excerpts(phase: Phase) -> int:
    """How many contributions of a phase are quoted."""
    return EXCERPTS if phase.excerpts is None else phase.excerpts


def links(texts: Iterable[str]) -> tuple[str, ...]:
    """The web addresses in some texts, each once, in order."""
    found = (link.rstrip(".,;:!?)]}'’…") for text in texts for link in _LINK.findall(text))
    return tuple(dict.fromkeys(found))


def _points(state: SessionState) -> dict[str, int]:
    points: dict[str, int] = {}
    for phase in state.script.phase:
        if phase.kind == "vote":
            for item, given in tally(state, phase.id).points.items():
                points[item] = points.get(item, 0) + given
    return points
