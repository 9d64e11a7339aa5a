"""The facilitators' remote as a web page: the console's plain twin, for a phone, a keyboard or a screen reader."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from facilitator.engine.views import console_view
from facilitator.live.opening import OpenSession
from facilitator.locale import gettext as _
from facilitator.locale import language
from facilitator.web.control_context import context_of
from facilitator.web.document import GAP, Document, News
from facilitator.web.stream import EventStream, Make, More

CONTROL: Final = Document(
    "control",
    ("numbers", "run", "review", "desk", "ideas", "screen", "show", "room", "told"),
    ("live.js", "control/forms.js"),
)
_FORM: Final = "application/x-www-form-urlencoded"


class Control:
    """The page and its parts, in front of the commands: a form that a browser sends becomes the JSON they read, and
    what they answer becomes a page.
    """

    def __init__(self, session: OpenSession, commands: ASGIApp) -> None:
        self._session = session
        self._commands = commands
        self.live = EventStream(session.live, self._begin, GAP, ages=True)
        """`GET /remote/KEY/live`: the parts that changed, over and over."""

    async def page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """`GET /remote/KEY`."""
        request = Request(scope, receive)
        told = _("C’est fait.") if "done" in request.query_params else ""
        await self._whole(request, told)(scope, receive, send)

    def _begin(self, scope: Scope, more: More) -> Make:
        home, whole, ids = _home(scope), "all" in Request(scope).query_params, secrets.token_hex(8)

        def now() -> tuple[int, Mapping[str, str]]:
            context = self._context(home, whole, ids)
            return context["view"]["seq"], CONTROL.live(language(), context)

        return News(now).make

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        if scope["method"] != "POST" or not request.headers.get("content-type", "").startswith(_FORM):
            await self._commands(scope, receive, send)
            return
        # Not imported with the rest: a face is already connected while commands load.
        from facilitator.web.gestures import as_json, read_fields

        command = scope["path"].rpartition("/")[2]
        try:
            form = read_fields(await request.body())
        except ValueError:
            form = {}
        at, said = form.pop("at", ""), as_json(command, form)
        status, answer = await _ask(self._commands, scope, json.dumps(said).encode())
        if "application/json" in request.headers.get("accept", ""):
            response = Response(answer, status, media_type="application/json")
        elif status < 300:
            response = RedirectResponse(f"{_home(scope)}?done#{_part(at)}", status_code=303)
        else:
            draft = {f"{command}.{name}": text for name, text in form.items()}
            response = self._whole(request, _sentence(answer), draft, status)
        await response(scope, receive, send)

    def _whole(
        self, request: Request, told: str, draft: Mapping[str, str] | None = None, status: int = 200
    ) -> Response:
        context = self._context(_home(request.scope), "all" in request.query_params, secrets.token_hex(8))
        page = CONTROL.whole(language(), context | {"told": told, "draft": draft or {}})
        return CONTROL.answer(page, request, status)

    def _context(self, home: str, whole: bool, ids: str) -> dict[str, Any]:
        live = self._session.live
        now = live.clock.now()
        view = console_view(live.durable, now, self._session.presence.room)
        context = context_of(view, live.durable, language(), everything=whole)
        return context | {"home": home, "all": whole, "new_id": ids, "draft": {}, "told": ""}


def _home(scope: Scope) -> str:
    """Where the remote is; under a mount, the key is in what was matched so far."""
    return f"/remote/{scope['path_params']['key']}"


def _part(asked: str) -> str:
    """The part of the page to come back to."""
    return asked if asked in CONTROL.parts else ""


def _sentence(answer: bytes) -> str:
    """What a refusal says to a person."""
    try:
        return str(json.loads(answer)["error"])
    except (ValueError, TypeError, KeyError):
        return _("Cette demande n’a pas été comprise.")


async def _ask(commands: ASGIApp, scope: Scope, body: bytes) -> tuple[int, bytes]:
    """What the commands answer to this JSON."""
    status, answer, asked = 500, b"", False
    headers = [(name, value) for name, value in scope["headers"] if name not in (b"content-type", b"content-length")]
    inner = {**scope, "headers": [*headers, (b"content-type", b"application/json")]}

    async def receive() -> Message:
        nonlocal asked
        if asked:
            return {"type": "http.disconnect"}
        asked = True
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status, answer
        status = message.get("status", status)
        answer += message.get("body", b"")

    await commands(inner, receive, send)
    return status, answer
