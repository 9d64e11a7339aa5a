"""Which items a phase works on: what its script lists, or what an earlier phase left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from facilitator.engine.voting import winners

if TYPE_CHECKING:  # faces load this, and need not wait for the script's dataclasses
    from facilitator.engine.script import Case, Phase
    from facilitator.engine.state import Idea, Sentence, SessionState

BIN: Final = "bin:"
"""What the ids of the script's own groups begin with; their number follows."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something a phase works on: an idea, a theme, or a line of the script."""

    id: str
    text: str
    story: str = ""


def idea_text(idea: Idea) -> str:
    """The words of an idea in one text: its own, or those of its form."""
    if idea.text or not idea.fields:
        return idea.text
    return " · ".join(value for _, value in idea.fields if value)


def standing(state: SessionState) -> tuple[Sentence, ...]:
    """The sentences proposed, in the order they were written."""
    return tuple(sentence for sentence in state.sentences.values() if not sentence.dropped)


def withheld(state: SessionState) -> frozenset[str]:
    """The sentences that somebody does not want published: a single « non » is enough."""
    return frozenset(sentence for sentence, _ in state.objections)


def items(state: SessionState, phase: Phase) -> tuple[Item, ...]:
    """The items of a phase, in order: those of its script, else its source's; picked and capped where it says so."""
    written = {"vote": phase.options, "group": phase.cards, "respond": phase.rows}.get(phase.kind, ())
    if phase.kind == "position":
        return tuple(_case_item(state, phase, index, case) for index, case in enumerate(cases(state, phase)))
    kept = state.runs[phase.id].cases
    if written:
        return tuple(Item(f"{_PREFIX[phase.kind]}:{index}", text) for index, text in enumerate(written[:kept]))
    found = source_items(state, phase)
    return found[: phase.max_items if phase.kind == "matrix" else kept]


_PREFIX = {"vote": "option", "group": "card", "respond": "row"}


def is_item(state: SessionState, phase: Phase, item_id: str) -> bool:
    """Whether a phase works on it."""
    return any(item.id == item_id for item in items(state, phase))


def has_subject(state: SessionState, phase: Phase) -> bool:
    """Whether an item with a time of its own is before the room; one that has left the wall since is no subject."""
    run = state.runs[phase.id]
    return bool(run.subject_seconds) and is_item(state, phase, run.focus)


def source_items(state: SessionState, phase: Phase) -> tuple[Item, ...]:
    """What the phase's source gives: the facilitators' picks, else items kept by a vote, by hand, else all visible."""
    if not phase.source:
        return ()
    found = _given(state, state.script.find(phase.source))
    picks = state.runs[phase.id].picks
    if not picks:
        return found
    by_id = {item.id: item for item in found} | {item.id: item for item in candidates(state, phase)}
    return tuple(by_id[pick] for pick in picks if pick in by_id)


def candidates(state: SessionState, phase: Phase) -> tuple[Item, ...]:
    """Everything the facilitators may pick from: all the visible ideas behind the source."""
    source = state.script.find(phase.source)
    while source.kind == "vote" and source.source:
        source = state.script.find(source.source)
    return _ideas(state, source, kept_only=False)


def cases(state: SessionState, phase: Phase) -> tuple[Case, ...]:
    """The cases of a debate: those prepared, then those the room chose, up to the phase's number.

    When a vote was held before, the room's come first and the prepared ones fill what is left.
    """
    from facilitator.engine.script import Case  # a phase in hand: it is loaded already

    prepared = list(phase.case)
    limit = phase.max_cases or max(len(prepared), 1)
    taken = source_items(state, phase)[:limit] if state.runs[phase.id].picks or _voted(state, phase) else ()
    chosen = [Case(title=item.text, minutes=None) for item in taken]
    room = limit - len(chosen)
    ordered = [*chosen, *prepared[:room]][: state.runs[phase.id].cases]
    return tuple(state.statements.get((phase.id, index), case) for index, case in enumerate(ordered))


def _voted(state: SessionState, phase: Phase) -> bool:
    return (
        bool(phase.source)
        and state.script.find(phase.source).kind == "vote"
        and bool(winners(state, phase.source, state.script.find(phase.source).keep))
    )


def _case_item(state: SessionState, phase: Phase, index: int, case: Case) -> Item:
    return Item(f"case:{index}", case.statement or case.title, case.story)


def _given(state: SessionState, source: Phase) -> tuple[Item, ...]:
    if source.kind == "vote":
        mine = {item.id: item for item in items(state, source)}
        kept = [mine[item] for item in winners(state, source.id, source.keep) if item in mine]
        return tuple(kept) or tuple(mine.values())
    if source.kind == "group":
        themes = tuple(Item(t.id, t.name) for t in state.themes.values() if t.phase == source.id and not t.group)
        return themes or items(state, source)
    if source.kind in ("position", "matrix"):
        return items(state, source)
    return _ideas(state, source, kept_only=True) or _ideas(state, source, kept_only=False)


def _ideas(state: SessionState, source: Phase, *, kept_only: bool) -> tuple[Item, ...]:
    return tuple(
        Item(idea.id, idea_text(idea))
        for idea in state.ideas.values()
        if idea.phase == source.id and idea.visible and not idea.parked and (idea.kept or not kept_only)
    )
