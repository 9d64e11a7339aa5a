"""What the host answers by itself while it still loads: that it is there, and what its own console follows."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from starlette.types import Receive, Scope, Send

from facilitator.live.opening import OpenSession
from facilitator.web.bare import answer
from facilitator.web.console_stream import console_events
from facilitator.web.encoding import encode
from facilitator.web.nearness import is_near, same
from facilitator.web.swift import Straight, Take


class FirstAnswers:
    """In front of all the rest, which takes as long to load as all this took to start: it is loaded when it is first
    asked for, or once the first faces are served, whichever comes first.
    """

    def __init__(self, session: OpenSession, key: str, load: Callable[[], Straight]) -> None:
        self._live = session.live
        self._events = console_events(session)
        self._events_path = f"/remote/{key}/events"
        self._load = load

    @cached_property
    def rest(self) -> Straight:
        """Everything else."""
        return self._load()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/health" and scope["method"] in ("GET", "HEAD"):
            await self._health(send)
        elif scope["method"] == "GET" and is_near(scope) and same(scope["path"], self._events_path):
            await self._events(scope, receive, send)
        else:
            await self.rest(scope, receive, send)

    def straight_to(self, scope: Scope) -> Take | None:
        """What takes this POST whole: never one of the first answers."""
        return self.rest.straight_to(scope)

    async def _health(self, send: Send) -> None:
        state = self._live.durable
        body = encode({"status": "ok", "session": state.session, "phase": state.phase, "seq": state.seq})
        await answer(send, 200, [(b"content-type", b"application/json")], body)
