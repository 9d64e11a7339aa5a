"""What the room sees, over HTTP."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from facilitator.engine.views import public_view
from facilitator.live.opening import OpenSession
from facilitator.web.answers import JSONAnswer
from facilitator.web.encoding import encode
from facilitator.web.mirror import mirror_routes
from facilitator.web.stream import EventStream


def screen_routes(session: OpenSession) -> list[Route]:
    """The public screen: its page, and its view, once or over and over."""
    live, presence = session.live, session.presence

    def make() -> tuple[int, bytes]:
        state = live.durable
        return state.seq, encode(public_view(state, live.clock.now(), presence.room))

    async def view(request: Request) -> Response:
        return JSONAnswer(public_view(live.durable, live.clock.now(), presence.room))

    return [
        *mirror_routes(session),
        Route("/screen/view", view),
        Route("/screen/events", EventStream(live, lambda scope, more: make)),
    ]
