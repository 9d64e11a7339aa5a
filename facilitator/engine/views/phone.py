"""What one phone sees: what the room sees, and what is its owner's."""

from __future__ import annotations

from typing import Final

from facilitator.engine.prompts import table_prompts
from facilitator.engine.room import Room
from facilitator.engine.script import Phase
from facilitator.engine.seating import group_numbers, tables
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
        prompt=_prompt(state, current, participant),
        message=state.message.text if state.message else "",
        thanks=bool(state.thanks),
        feedback=state.script.asks_feedback,
        items=_items(state, current) if current else [],
        recorded=current is None or current.capture == "all",
        closed=current is not None and current.veiled and state.runs[current.id].revealed,
        groups=min(MOST_GROUPS, group_numbers(state, current)) if current else 0,
        sorting=current is not None and current.kind == "group" and current.one_result_per_group,
        signed=state.script.ground_rules.signature != "anonymous",
        keep_days=state.script.ground_rules.keep_days,
        home=room.home,
        mine=Belongings(state).of(participant),
    )


def _prompt(state: SessionState, phase: Phase | None, participant: str) -> str:
    """The one of this participant's table, where each table has its own."""
    owner = state.participants.get(participant)
    if phase is None or owner is None or not owner.group.isdecimal():
        return state.prompt
    each = table_prompts(state, phase, tables(state, phase))
    number = int(owner.group)
    return each[number - 1] if 0 < number <= len(each) else state.prompt


def _items(state: SessionState, phase: Phase) -> list[s.ItemView]:
    return [s.ItemView(id=item.id, text=item.text, story=item.story) for item in items(state, phase)]
