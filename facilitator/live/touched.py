"""Which ideas each entry touched, so that a face gets a difference and not two thousand ideas."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import chain, takewhile
from typing import Final

from facilitator.engine.state import Change, SessionState

_MEMORY: Final = 4096
"""Entries remembered: a face further behind than that gets everything."""


class TouchedIdeas:
    """The last entries, and the ideas that changed with each."""

    def __init__(self, seq: int) -> None:
        self._known_from = seq
        self._steps: deque[tuple[int, Sequence[str]]] = deque()

    def remember(self, seq: int, ideas: Sequence[str]) -> None:
        if len(self._steps) == _MEMORY:
            self._known_from, _ = self._steps.popleft()
        self._steps.append((seq, ideas))

    def since(self, seq: int) -> Sequence[str] | None:
        """Ids touched after entry `seq`, in the order they came; None when that is too long ago to tell."""
        if seq < self._known_from:
            return None
        recent = [ideas for _, ideas in takewhile(lambda step: step[0] > seq, reversed(self._steps))]
        return tuple(dict.fromkeys(chain.from_iterable(reversed(recent))))


def touched_ideas(changes: Iterable[Change], state: SessionState) -> Sequence[str]:
    """The ideas that look different after these changes."""
    touched: dict[str, None] = {}
    for change in changes:
        if change.table == "ideas":
            touched[change.key] = None
        elif change.table == "placements":
            touched[change.key[2]] = None
        elif change.table == "themes":
            touched.update((item, None) for (_, _, item), theme in state.placements.items() if theme == change.key)
    return tuple(touched)
