"""The host's web: a visible list of routes."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from facilitator.live.opening import OpenSession
from facilitator.web.answers import JSONAnswer
from facilitator.web.gate import Gate
from facilitator.web.remote import remote_routes
from facilitator.web.screen import screen_routes


def web_app(session: OpenSession, key: str, own: tuple[str, ...]) -> ASGIApp:
    """What the host answers under its own names, such as `127.0.0.1:8017`; `key` opens the remote."""

    async def health(request: Request) -> Response:
        state = session.live.durable
        return JSONAnswer({"status": "ok", "session": state.session, "phase": state.phase, "seq": state.seq})

    routes = [Route("/health", health), *screen_routes(session), remote_routes(session, key)]
    app = Starlette(routes=routes)
    app.router.redirect_slashes = False
    return Gate(app, own)
