"""What each phase gave, kind by kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from facilitator.engine.rating import summary
from facilitator.engine.script import Kind, Phase
from facilitator.engine.sources import BIN, Item, candidates, items
from facilitator.engine.state import Idea, SessionState
from facilitator.engine.subjects import discussed
from facilitator.engine.synthesis.cards import Quoting, excerpts
from facilitator.engine.synthesis.shapes import (
    Answers,
    Content,
    Finding,
    Grid,
    Plane,
    Ranking,
    Rated,
    Sorting,
    Subject,
    Subjects,
    Voices,
)
from facilitator.engine.voting import ranking, tally, winners


def findings(state: SessionState, quoting: Quoting) -> tuple[Finding, ...]:
    """What the phases gave, in the order of the workshop; those that gave nothing are left out."""
    found = []
    for phase in state.script.phase:
        if (subjects := _discussed(state, phase)) is not None:
            found.append(Finding(phase.id, phase.title, "", subjects))
        content = _READERS[phase.kind](state, phase, quoting) if phase.kind in _READERS else None
        if content is not None:
            found.append(Finding(phase.id, phase.section or phase.title, phase.question, content))
    return tuple(found)


def enough(state: SessionState, people: int) -> bool:
    """Whether a figure of so many people may be printed."""
    return people >= state.script.ground_rules.min_group_size


def themed(state: SessionState, ideas: list[Idea]) -> tuple[dict[str, list[Idea]], list[Idea]]:
    """Ideas by the name of the theme that the room put them in, and those in none."""
    places = {item: theme for (_, group, item), theme in state.placements.items() if not group}
    named: dict[str, list[Idea]] = {}
    loose = []
    for idea in ideas:
        theme = state.themes.get(places.get(idea.id, ""))
        if theme is None:
            loose.append(idea)
        else:
            named.setdefault(theme.name, []).append(idea)
    return named, loose


def _written(state: SessionState, phase: Phase, quoting: Quoting) -> Content | None:
    ideas = quoting.of(phase)
    if not ideas:
        return None
    if phase.fields:
        forms = [idea for idea in ideas if idea.fields][: excerpts(phase)]
        lines = tuple(tuple(dict(idea.fields).get(name, "") for name in phase.fields) for idea in forms)
        return Grid(phase.fields, lines, len(ideas))
    # The quotes are shared between the columns, so that a busy one does not silence another.
    named = [column for column in phase.columns if any(idea.column == column for idea in ideas)] or [""]
    share = -(-excerpts(phase) // len(named))
    piles = [(name, [idea for idea in ideas if idea.column == name or not phase.columns]) for name in named]
    return Voices(tuple(quoting.pile(name, found, share) for name, found in piles))


def _answered(state: SessionState, phase: Phase, quoting: Quoting) -> Content | None:
    ideas = quoting.of(phase)
    if not ideas:
        return None
    columns = phase.columns or ("",)
    rows = []
    unanswered = []
    for item in items(state, phase):
        mine = [idea for idea in ideas if state.standing_for(idea.row) == item.id]
        if mine:
            cells = tuple(tuple(quoting.card(i) for i in mine if i.column == column) for column in columns)
            rows.append((short(state, item), cells))
        else:
            unanswered.append(short(state, item))
    return Answers(columns, tuple(rows), tuple(unanswered))


def _grouped(state: SessionState, phase: Phase, quoting: Quoting) -> Content | None:
    if phase.bins or phase.cards:
        return _sorted(state, phase)
    ideas = [state.ideas[item.id] for item in items(state, phase) if item.id in state.ideas]
    names, loose = themed(state, ideas)
    if not names:
        return None
    piles = [quoting.pile(name, found, excerpts(phase), theme=True) for name, found in names.items()]
    return Voices((*piles, quoting.pile("", loose)) if loose else tuple(piles))


def _sorted(state: SessionState, phase: Phase) -> Content | None:
    places = {(group, item): theme for (where, group, item), theme in state.placements.items() if where == phase.id}
    if not places:
        return None
    # Their names are mostly numbers: 2 comes before 10.
    tables = tuple(sorted({group for group, _ in places}, key=lambda group: (len(group), group)))
    names = {theme.id: theme.name for theme in state.themes.values()}
    names |= {f"{BIN}{i}": name for i, name in enumerate(phase.bins)}
    cards = []
    for item in items(state, phase):
        themes = [places.get((table, item.id), "") for table in tables]
        cards.append((item.text, tuple(names.get(theme, "") for theme in themes)))
    return Sorting(tables, tuple(cards))


def _discussed(state: SessionState, phase: Phase) -> Subjects | None:
    """Subjects that may still be told: who took one off the screens took it out of the account."""
    if not (phase.per_item_minutes and phase.source):
        return None
    texts = {item.id: short(state, item) for item in (*candidates(state, phase), *items(state, phase))}
    told = []
    for one in discussed(state, phase):
        if (text := texts.get(state.standing_for(one.item))) is not None:
            up, down = (one.up, one.down) if one.up + one.down and enough(state, one.up + one.down) else (None, None)
            told.append(Subject(text, one.seconds, up, down))
    return Subjects(tuple(told)) if told else None


def _voted(state: SessionState, phase: Phase, quoting: Quoting) -> Content | None:
    count = tally(state, phase.id)
    if not count.total:
        return None
    texts = {item.id: short(state, item) for item in items(state, phase)}
    shown = enough(state, count.voters)
    ranked = ranking(state, phase.id) if shown else [(item, None) for item in texts if count.points.get(item)]
    lines = tuple((texts[item], points) for item, points in ranked if item in texts)
    voters = count.voters if shown else None
    later = sum(ballot.afterwards for (where, _), ballot in state.ballots.items() if where == phase.id) if shown else 0
    return Ranking(lines, voters, phase.points, len(winners(state, phase.id, phase.keep)), later)


def _rated(state: SessionState, phase: Phase, quoting: Quoting) -> Content | None:
    rated, later = [], 0
    for item in items(state, phase):
        marks = summary(state, phase.id, item.id)
        if enough(state, marks.n):
            later += marks.afterwards
            rated.append(Rated(short(state, item), marks.n, marks.x, marks.y, marks.contested, marks.decided))
        elif marks.decided:
            rated.append(Rated(short(state, item), None, *marks.told, False, True))
        elif marks.n:
            rated.append(Rated(short(state, item), None, None, None, False))
    # The most useful first; where only one axis is marked, that one says.
    rated.sort(key=lambda one: -((one.y if phase.y_axis else one.x) or 0))
    return Plane(phase.x_axis, phase.y_axis, tuple(rated), later) if rated else None


def short(state: SessionState, item: Item) -> str:
    """An item in a few words: a form is told by its first field, its table has the rest."""
    idea = state.ideas.get(item.id)
    return idea.fields[0][1] if idea is not None and idea.fields else item.text


Reader = Callable[[SessionState, Phase, Quoting], Content | None]

_READERS: Final[Mapping[Kind, Reader]] = MappingProxyType(
    {
        "talk": _written,
        "collect": _written,
        "respond": _answered,
        "group": _grouped,
        "vote": _voted,
        "matrix": _rated,
        "break": _written,
    }
)
