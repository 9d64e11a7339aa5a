"""What a console follows: the facilitators' view, and of the ideas only those that it has not seen."""

from __future__ import annotations

from facilitator.live.opening import OpenSession
from facilitator.web.encoding import encode
from facilitator.web.stream import EventStream


def console_events(session: OpenSession) -> EventStream:
    """The endpoint; each follower is told everything once, then what changes."""
    return EventStream(session.live, lambda scope: _Differences(session).make)


class _Differences:
    """What one follower has not seen yet."""

    def __init__(self, session: OpenSession) -> None:
        self._session = session
        self._seen: int | None = None

    def make(self) -> tuple[int, bytes]:
        # Not imported with the rest: the host answers before anybody asks for a view.
        from facilitator.engine.views.console import console_view

        live = self._session.live
        state = live.durable
        touched = None if self._seen is None else live.touched.since(self._seen)
        self._seen = state.seq
        return state.seq, encode(console_view(state, live.clock.now(), self._session.presence.room, touched))
