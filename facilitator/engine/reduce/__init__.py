"""From what happened to what is: `reduce(entry, state)`, and `fold` for a whole journal.

The laws of this package, one file per subject:

1. Everything that changes a session's state is written here, by one small function per event, and nowhere else.
2. These functions only copy facts from the event. They decide nothing, refuse nothing and never fail on an event that
   `decide` made: a journal that was accepted once is accepted for ever.
3. They read no clock and make no identity: folding the same entries gives the same state, today or in ten years.
4. Writes go through the draft, which remembers them: undo puts back exactly what an entry wrote, and leaves alone what
   somebody else wrote since. What others may stand on by then is laid for good, and undo only sets it aside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from facilitator.engine.draft import Draft
from facilitator.engine.events import Entry, Event
from facilitator.engine.reduce import erasure, ideas, room, session, synthesis, talk, votes
from facilitator.engine.reduce.registry import REDUCERS
from facilitator.engine.state import Change, SessionState, Step

SUBJECTS: Final = (erasure, ideas, room, session, synthesis, talk, votes)
"""The modules whose import fills the table."""
UNDO_LEVELS: Final = 100

Orphaned = Callable[[Event], object]
"""Is told of an event that stands on what is not there."""


def reduce(entry: Entry, state: SessionState) -> tuple[SessionState, tuple[Change, ...]]:
    """The state after an entry, and what the entry wrote."""
    draft = Draft(state)
    _apply(entry, draft)
    return draft.freeze(), tuple(draft.changes)


def fold(entries: Iterable[Entry], state: SessionState, orphaned: Orphaned | None = None) -> SessionState:
    """The state after all the entries.

    Where some were lost on the way, what stands on them is left out and given to `orphaned`; without it, that raises.
    """
    draft = Draft(state)
    for entry in entries:
        draft.changes.clear()
        draft.remembers = bool(entry.gesture)  # only gestures are undone
        _apply(entry, draft, orphaned)
    return draft.freeze()


def _apply(entry: Entry, draft: Draft, orphaned: Orphaned | None = None) -> None:
    for event in entry.events:
        try:
            REDUCERS[type(event)](event, draft)
        except Exception:  # whatever a reducer meets where its ground is gone
            if orphaned is None:
                raise
            orphaned(event)
    if entry.gesture:
        step = Step(entry.seq, entry.gesture, tuple(draft.changes))
        draft.set("history", (*draft["history"], step)[-UNDO_LEVELS:])
    draft.stamp(entry.seq, entry.at)
