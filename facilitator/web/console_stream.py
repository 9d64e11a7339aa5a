"""What a console follows: the facilitators' view, and of the ideas only those that it has not seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs

from starlette.types import Scope

from facilitator.live.opening import OpenSession
from facilitator.web.encoding import encode
from facilitator.web.stream import EventStream, More


def console_events(session: OpenSession) -> EventStream:
    """The endpoint; each follower is told everything once, then what changes.

    Who asks for the `newest` so many ideas gets them first: a screen of them is painted while the other thousands come.
    """
    return EventStream(session.live, lambda scope, more: _Differences(session, _newest(scope), more).make)


def _newest(scope: Scope) -> int:
    asked = parse_qs(scope["query_string"]).get(b"newest", [b""])[0]
    return int(asked) if asked.isdigit() else 0


class _Differences:
    """What one follower has not seen yet."""

    def __init__(self, session: OpenSession, newest: int, more: More) -> None:
        self._session = session
        self._newest = newest
        self._more = more
        self._seen: int | None = None
        self._suggested: dict[str, Any] | None = None
        """What was last told of twins and of the sort: long, and seldom different."""

    def make(self) -> tuple[int, bytes]:
        # Not imported with the rest: the host answers before anybody asks for a view.
        from facilitator.engine.views.console import console_view

        live = self._session.live
        state = live.durable
        touched: Sequence[str] | None
        if 0 < self._newest < len(state.ideas):
            touched, self._newest = list(state.ideas)[-self._newest :], 0
            self._more()
        else:
            touched = None if self._seen is None else live.touched.since(self._seen)
            self._seen = state.seq
        view = console_view(state, live.clock.now(), self._session.presence.room, touched)
        return state.seq, encode(self._without_repeats({**view}))

    def _without_repeats(self, view: dict[str, Any]) -> dict[str, Any]:
        suggested = {name: view.pop(name) for name in ("twins", "sorting")}
        former, self._suggested = self._suggested, suggested
        return view | {name: told for name, told in suggested.items() if former is None or former[name] != told}
