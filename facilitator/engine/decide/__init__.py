"""From a command and the state to what happens, or a refusal with its sentence; one file per subject.

Nothing here reads a clock or makes an identity: `now` and `new_id` come in as arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from facilitator.engine.commands import Command, command_name, gesture_of
from facilitator.engine.decide import (
    commitments,
    debates,
    erasure,
    focus,
    groups,
    ideas,
    room,
    running_order,
    session,
    synthesis,
    talk,
    timing,
    votes,
    wording,
)
from facilitator.engine.decide.rules import DECISIONS, Moment
from facilitator.engine.events import Entry, Event
from facilitator.engine.refused import Refused
from facilitator.engine.state import SessionState

SUBJECTS: Final = (
    commitments, debates, erasure, focus, groups, ideas, room, running_order, session, synthesis, talk,
    timing, votes, wording,
)  # fmt: skip
"""The modules whose import fills the table."""

COMMANDS: Final[Mapping[str, type[Any]]] = MappingProxyType({command_name(kind): kind for kind in DECISIONS})
"""Every command by the name it has outside the code."""


def decide(command: Command, state: SessionState, now: float, new_id: Callable[[], str]) -> tuple[Event, ...]:
    """What a command makes happen; nothing for a repeat. Raises Refused."""
    return tuple(DECISIONS[type(command)](command, state, Moment(max(now, state.at), new_id)))


def answer(command: Command, state: SessionState, now: float, new_id: Callable[[], str]) -> Entry | None:
    """The entry a command adds to the journal; None when it changes nothing. Raises Refused."""
    happened = decide(command, state, now, new_id)
    if not happened:
        return None
    return Entry(state.seq + 1, max(now, state.at), happened, gesture_of(command))


__all__ = ["COMMANDS", "Refused", "answer", "decide"]
