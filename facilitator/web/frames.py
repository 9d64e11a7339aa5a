"""What phones are told, made for the room once and for each phone only where it differs."""

from __future__ import annotations

from typing import Any, Final
from zlib import crc32

from facilitator.engine.state import SessionState
from facilitator.engine.views import Belongings, Room, phone_view
from facilitator.engine.views.shapes import Mine
from facilitator.live.opening import OpenSession
from facilitator.live.pulse import Pulse
from facilitator.web.encoding import encode

_UNSEEN: Final = frozenset(
    "seq now speed clock counts voters channels points placed before after for_ against speaks_next raters x y n spread"
    " contested kept tied count shared opinions approvals roti roti_count answers answered head_count queue"
    " present empty version frozen_at agreement decided given turn_since".split()
)
"""What changes with everybody's gestures and is on no phone's page: a whole room must not ask for it each time."""


def _on_the_page(value: Any) -> Any:
    """A view without what no page of a phone shows."""
    if isinstance(value, dict):
        return {key: _on_the_page(inner) for key, inner in value.items() if key not in _UNSEEN}
    if isinstance(value, list):
        return [_on_the_page(inner) for inner in value]
    return value


class Frame:
    """One moment of the session, for every phone."""

    def __init__(self, state: SessionState, now: float, room: Room, told: dict[str, tuple[Mine, bytes]]) -> None:
        self.state = state
        self.room = room
        self._now = now
        self._told = told
        self._belongings = Belongings(state)
        self._begun: dict[str, bytes] = {}
        """The part that all phones read, for each place where the room may be told to have moved to."""

    def view_for(self, participant: str, room: Room) -> bytes:
        """One phone's view as JSON; `room` is the room as that phone should see it."""
        begun = self._begun.get(room.home)
        if begun is None:
            shared = {**phone_view(self.state, self._now, room, "")}
            del shared["mine"]
            face = crc32(encode(_on_the_page(shared)))
            begun = self._begun[room.home] = encode({**shared, "face": face})[:-1] + b',"mine":'
        return begun + self._own_of(participant)

    def _own_of(self, participant: str) -> bytes:
        mine = self._belongings.of(participant)
        told = self._told.get(participant)
        if told is None or told[0] != mine:
            told = self._told[participant] = mine, encode(mine) + b"}"
        return told[1]


class Frames:
    """The frame of the moment."""

    def __init__(self, session: OpenSession, pulse: Pulse) -> None:
        self._session = session
        self._pulse = pulse
        self._frame: Frame | None = None
        self._made_at_beat = 0
        self._told: dict[str, tuple[Mine, bytes]] = {}
        """What each phone was last told of its own: a message is mostly sent for what others did."""

    def latest(self) -> Frame:
        """The last frame while it is true, or while the next beat is about to tell what has happened since."""
        state, room = self._session.live.durable, self._session.presence.room
        frame = self._frame
        if frame is not None and frame.state is state and frame.room.home == room.home:
            return frame
        if frame is None or self._made_at_beat != self._pulse.beats or not self._pulse.is_due:
            frame = self._frame = Frame(state, self._session.live.clock.now(), room, self._told)
            self._made_at_beat = self._pulse.beats
        return frame
