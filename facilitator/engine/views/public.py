"""What the room sees, on the public screen and its mirror."""

from __future__ import annotations

from itertools import islice
from typing import Final

from facilitator.engine.prompts import table_prompts
from facilitator.engine.room import Room
from facilitator.engine.script import Phase
from facilitator.engine.seating import tables
from facilitator.engine.state import SessionState
from facilitator.engine.views import shapes as s
from facilitator.engine.views.parts import following, lobby, phase_view, theme_of
from facilitator.engine.views.work import Eyes

WINDOW: Final = 60
"""Ideas sent to the public screen at once."""


def public_view(state: SessionState, now: float, room: Room) -> s.PublicView:
    """No note, no name, no lateness, nothing veiled, nothing that waits for review."""
    workshop, current = state.script.workshop, state.current if state.status == "running" else None
    eyes = Eyes(now)
    return s.PublicView(
        seq=state.seq,
        now=now,
        speed=room.speed,
        status=state.status,
        title=workshop.title,
        subtitle=workshop.subtitle,
        hashtag=workshop.hashtag,
        language=workshop.language,
        speaking_rule=state.script.ground_rules.speaking_rule,
        phase=phase_view(state, current, eyes) if current else None,
        following=following(state),
        lobby=lobby(state, eyes),
        prompt=state.prompt if current and not state.thanks else "",
        table_prompts=list(table_prompts(state, current, tables(state, current))) if current else [],
        message=state.message.text if state.message else "",
        blank=state.blank,
        thanks=bool(state.thanks),
        feedback=state.script.asks_feedback,
        zoom=state.zoom,
        keyboard=bool(state.keyboard_code),
        count=_count(state, current),
        ideas=_ideas(state, current) if current and not state.veiled(current) else [],
        join=room.join,
        way_in=room.network["shown"],
        wifi=room.network["wifi"] if room.network["shown"] else None,
        ends_at=state.planned_end,
    )


def _count(state: SessionState, phase: Phase | None) -> int:
    """Of the phase; without one, of the whole workshop."""
    return sum(1 for i in state.ideas.values() if (phase is None or i.phase == phase.id) and i.visible and not i.parked)


def _ideas(state: SessionState, phase: Phase) -> list[s.PublicIdea]:
    newest_first = (
        idea
        for idea in reversed(list(state.ideas.values()))
        if idea.phase == phase.id and idea.visible and not idea.parked
    )
    return [
        s.PublicIdea(
            id=idea.id,
            text=idea.text,
            column=idea.column,
            fields=list(idea.fields),
            row=state.standing_for(idea.row),
            theme=theme_of(state, idea),
            late=idea.late,
        )
        for idea in reversed(list(islice(newest_first, WINDOW)))
    ]
