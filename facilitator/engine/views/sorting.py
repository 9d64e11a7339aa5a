"""What the machine noticed, as the facilitators see it: brought up to date with what people did since it looked."""

from __future__ import annotations

from facilitator.engine.room import Room
from facilitator.engine.sources import items
from facilitator.engine.state import SessionState
from facilitator.engine.views import shapes as s
from facilitator.engine.views.work import grouped


def twins_view(state: SessionState, room: Room) -> list[s.TwinsView]:
    """Pairs of which both still stand and that nobody told apart."""
    if room.suggestions is None:
        return []
    return [
        s.TwinsView(
            one=pair.one,
            other=pair.other,
            shared=list(pair.likeness.shared),
            one_only=list(pair.likeness.first_only),
            other_only=list(pair.likeness.other_only),
        )
        for pair in room.suggestions.twins
        if _stands(state, pair.one)
        and _stands(state, pair.other)
        and (min(pair.one, pair.other), max(pair.one, pair.other)) not in state.told_apart
    ]


def _stands(state: SessionState, idea: str) -> bool:
    return idea in state.ideas and state.ideas[idea].visible


def sorting_view(state: SessionState, room: Room) -> s.SortingView | None:
    """The groups made and the groups proposed, of items that are still loose."""
    found = room.suggestions
    if found is None or not found.phase:
        return None
    phase = state.script.find(found.phase)
    themes, loose = grouped(state, phase, items(state, phase))
    free = {item for item in loose if (phase.id, item) not in state.left_alone}
    proposed = []
    for theme in found.proposal.themes:
        ideas = [idea for idea in theme.ideas if idea in free]
        if len(ideas) > 1:
            sure = sum(idea in free for idea in theme.ideas[: theme.sure])
            terms = [(term.text, term.ideas) for term in theme.terms]
            proposed.append(s.ProposedThemeView(key=theme.key, label=theme.label, terms=terms, ideas=ideas, sure=sure))
    homes = {theme["id"] for theme in themes}
    return s.SortingView(
        phase=phase.id,
        title=phase.title,
        themes=themes,
        loose=loose,
        proposed=proposed,
        joins={item: home for item, home in found.proposal.joins.items() if item in free and home in homes},
        first_halves={group: list(first) for group, first in found.first_halves.items()},
    )
