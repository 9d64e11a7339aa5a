"""The script as it is run: its phases in the words and the order that they have now, with those that were added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from facilitator.engine.script import Kind, Phase, Script

ADDABLE: Final[tuple[Kind, ...]] = ("talk", "collect", "respond", "group", "vote", "position", "commit", "break")
"""The kinds that need nothing more than a title, a question and what was gathered before, as they are offered."""


@dataclass(frozen=True, slots=True)
class Rewording:
    """The words of a phase, when they were changed while the workshop ran."""

    title: str
    question: str
    instruction: str
    rounds: tuple[str, ...]
    """The instruction of each round."""


@dataclass(frozen=True, slots=True)
class Addition:
    """A phase that no script held, added while the workshop ran."""

    phase: Phase
    after: str
    """The phase that it comes after; empty for the first."""


def as_run(
    written: Script,
    rewordings: Mapping[str, Rewording],
    additions: Mapping[str, Addition],
    order: Sequence[str],
) -> Script:
    """A script as its facilitators have made it since; `order` is empty for that of the file.

    What came with a damaged line of the journal is not there, and changes nothing else.
    """
    known = {phase.id: phase for phase in (*written.phase, *(one.phase for one in additions.values()))}
    ids = [phase for phase in order if phase in known] or [phase.id for phase in written.phase]
    for addition in additions.values():
        if addition.phase.id not in ids:
            ids.insert(ids.index(addition.after) + 1 if addition.after in ids else 0, addition.phase.id)
    return replace(written, phase=tuple(_reworded(known[phase], rewordings.get(phase)) for phase in ids))


def _reworded(phase: Phase, words: Rewording | None) -> Phase:
    if words is None:
        return phase
    rounds = tuple(replace(one, instruction=said) for one, said in zip(phase.round, words.rounds, strict=True))
    return replace(phase, title=words.title, question=words.question, instruction=words.instruction, round=rounds)
