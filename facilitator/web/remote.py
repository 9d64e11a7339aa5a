"""The facilitators' side over HTTP: their view, and their commands. Who has the key is a facilitator."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route, Router
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from facilitator.engine.refused import Refused
from facilitator.engine.text import clean_line
from facilitator.engine.views import console_view
from facilitator.live.opening import OpenSession
from facilitator.live.reach import Reach
from facilitator.live.session import LiveSession, Unsaved
from facilitator.locale import gettext as _
from facilitator.locale import language
from facilitator.web.answers import JSONAnswer, failure
from facilitator.web.console_stream import console_events
from facilitator.web.control import CONTROL, Control
from facilitator.web.nearness import is_near, same
from facilitator.web.ways import way_routes


def remote_routes(session: OpenSession, reach: Reach, key: str) -> list[BaseRoute]:
    """`/remote/KEY` and everything under it; `key` is the console's, beside the one that others are given."""
    live, presence = session.live, session.presence

    async def view(request: Request) -> Response:
        return JSONAnswer(console_view(live.durable, live.clock.now(), presence.room))

    async def command(request: Request) -> Response:
        name = request.path_params["command"]
        answer = await _obey(live, name, await request.body())
        if name == "skip-time" and answer.status_code == 201:
            presence.forget_nap()
        return answer

    routes = [
        Route("/view", view),
        Route("/events", console_events(session)),
        *_wishes(session),
        *way_routes(live, reach),
        Route("/{command}", command, methods=["POST"]),
    ]
    control = Control(session, Router(routes, redirect_slashes=False))
    inside = Router([Route("/live", control.live), Mount("", app=control)], redirect_slashes=False)
    return [
        Route("/remote/{key}", _Door(session, key, control.page)),
        Mount("/remote/{key}", app=_Door(session, key, inside)),
    ]


def _wishes(session: OpenSession) -> list[Route]:
    """What is no command of the engine's: secrets never go into the journal."""
    live, presence = session.live, session.presence

    async def renew_code(request: Request) -> Response:
        try:
            presence.invite(await asyncio.to_thread(session.door.renew))
        except OSError:
            return failure(Unsaved().sentence(), status=503)
        return JSONAnswer({"join": presence.room.join}, status=201)

    async def revoke_key(request: Request) -> Response:
        try:
            presence.entrust(await asyncio.to_thread(session.door.revoke))
        except OSError:
            return failure(Unsaved().sentence(), status=503)
        return JSONAnswer({"seq": live.durable.seq}, status=201)

    async def count_sleep(request: Request) -> Response:
        presence.forget_nap()
        return JSONAnswer({"seq": live.durable.seq}, status=201)

    return [
        Route("/renew-code", renew_code, methods=["POST"]),
        Route("/revoke-key", revoke_key, methods=["POST"]),
        Route("/count-sleep", count_sleep, methods=["POST"]),
    ]


def _closed(request: Request) -> Response:
    """What a wrong key is answered, always the same: a page for people, nothing for programs."""
    if request.method != "GET" or "text/html" not in request.headers.get("accept", ""):
        return Response(status_code=404)
    return CONTROL.answer(CONTROL.part(language(), "closed", {"style": CONTROL.style}).encode(), request, 404)


class _Revoked(Exception):
    """The key that let somebody in opens nothing any more."""


class _Door:
    """Lets in who has a key, from this machine unless the session says otherwise; to anyone else there is nothing.

    The console's key never leaves this machine and lasts as long as the host; the other one can be revoked, which also
    ends the streams that it opened.
    """

    def __init__(self, session: OpenSession, key: str, inside: ASGIApp) -> None:
        self._session = session
        self._key = key
        self._inside = inside

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = scope["path_params"]["key"]
        near = is_near(scope)
        if near and same(key, self._key):
            await self._inside(scope, receive, send)
        elif self._opens(key, near):
            try:
                await self._inside(scope, receive, self._watched(key, near, send) if scope["method"] == "GET" else send)
            except* _Revoked:
                pass
        else:
            await _closed(Request(scope, receive))(scope, receive, send)

    def _opens(self, key: str, near: bool) -> bool:
        return same(key, self._session.door.key) and (near or self._session.live.durable.remote_open)

    def _watched(self, key: str, near: bool, send: Send) -> Send:
        async def watched(message: Message) -> None:
            if not self._opens(key, near):
                await send({"type": "http.response.body", "body": b"", "more_body": False})
                raise _Revoked
            await send(message)

        return watched


async def _obey(live: LiveSession, name: str, body: bytes) -> Response:
    # Not imported with the rest: a face is already connected while this loads.
    from facilitator.web.bodies import Unusable, read_command

    try:
        return JSONAnswer({"seq": await live.dispatch(read_command(name, body))}, status=201)
    except KeyError:
        return failure(_("Commande inconnue : « {name} ».").format(name=clean_line(name, limit=40)), status=404)
    except Unusable as unusable:
        return failure(str(unusable), status=422)
    except Refused as refused:
        return failure(refused.sentence(_), status=409)
    except Unsaved as unsaved:
        return failure(unsaved.sentence(), status=503)
