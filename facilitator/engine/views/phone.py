"""What one phone sees: what the room sees, and what is its owner's."""

from __future__ import annotations

from typing import Final

from facilitator.engine.feasibility import PEOPLE, group_size
from facilitator.engine.room import Room
from facilitator.engine.script import Phase
from facilitator.engine.sources import items
from facilitator.engine.state import SessionState
from facilitator.engine.views import shapes as s
from facilitator.engine.views.belongings import Belongings
from facilitator.engine.views.parts import lobby, phase_view
from facilitator.engine.views.work import Eyes

MOST_GROUPS: Final = 30
"""Beyond it, nobody looks for a group by its number."""


def phone_view(state: SessionState, now: float, room: Room, participant: str) -> s.PhoneView:
    """The public phase, its items to answer, and this participant's own."""
    current = state.current if state.status == "running" else None
    eyes = Eyes(now)
    return s.PhoneView(
        seq=state.seq,
        now=now,
        speed=room.speed,
        session=state.session,
        status=state.status,
        title=state.script.workshop.title,
        language=state.script.workshop.language,
        speaking_rule=state.script.ground_rules.speaking_rule,
        phase=phase_view(state, current, eyes) if current else None,
        lobby=lobby(state, eyes),
        prompt=state.prompt,
        message=state.message.text if state.message else "",
        items=_items(state, current) if current else [],
        recorded=current is None or current.capture == "all",
        closed=current is not None and current.veiled and state.runs[current.id].revealed,
        groups=_groups(state, current) if current else 0,
        sorting=current is not None and current.kind == "group" and current.one_result_per_group,
        signed=state.script.ground_rules.signature != "anonymous",
        keep_days=state.script.ground_rules.keep_days,
        home=room.home,
        mine=Belongings(state).of(participant),
    )


def _groups(state: SessionState, phase: Phase) -> int:
    """As many as the people in the room make; none in pairs, which need no number to be counted by."""
    run = state.runs[phase.id]
    form = (phase.round[run.round].form if phase.round else "") or phase.form
    size = group_size("tables" if phase.one_result_per_group and group_size(form) is None else form) or 0
    if phase.kind not in ("collect", "respond", "group") or size < 3:
        return 0
    people = state.head_count or state.script.workshop.seats or max(len(state.participants), PEOPLE)
    return min(MOST_GROUPS, max(1, people // size))


def _items(state: SessionState, phase: Phase) -> list[s.ItemView]:
    return [s.ItemView(id=item.id, text=item.text, story=item.story) for item in items(state, phase)]
