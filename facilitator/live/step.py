"""One step of a session: from what is asked to the next state, and the line of the journal that leads there."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from facilitator.engine.commands import Command
from facilitator.engine.decide import answer
from facilitator.engine.reduce import reduce
from facilitator.engine.state import SessionState
from facilitator.live.touched import touched_ideas
from facilitator.store.codec import encode_entry


@dataclass(frozen=True, slots=True)
class Step:
    """What a command makes happen, not yet on the disk."""

    state: SessionState
    line: dict[str, Any]
    touched: Sequence[str]
    """The ideas that look different."""


def take_step(command: Command, state: SessionState, now: float) -> Step | None:
    """What a command makes happen; None when it changes nothing. Raises Refused."""
    entry = answer(command, state, now, _new_id)
    if entry is None:
        return None
    after, changes = reduce(entry, state)
    return Step(after, encode_entry(entry), touched_ideas(changes, after))


def _new_id() -> str:
    return os.urandom(8).hex()
