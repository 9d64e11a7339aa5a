"""What phones send: each route and the command its form is. Answered once it is on the disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from facilitator.engine.refused import Refused, TooLong
from facilitator.live.opening import OpenSession
from facilitator.live.session import Unsaved
from facilitator.locale import deferred as N_
from facilitator.web.forms import Form, Gone, Unread, read_form
from facilitator.web.guests import Guests
from facilitator.web.pace import Pace
from facilitator.web.replies import Replies

if TYPE_CHECKING:
    from facilitator.web.readings import Reading

PATHS: Final = (
    "/ideas",
    "/ideas/{id}",
    "/ideas/{id}/withdraw",
    "/votes",
    "/stances",
    "/ratings",
    "/commitments",
    "/opinions",
    "/roti",
    "/poll",
    "/sorts",
    "/ready",
    "/hand",
    "/group",
)
_STRANGER: Final = N_("Ce téléphone n’a pas rejoint l’atelier : entrez le code affiché à l’écran.")
_TOO_FAST: Final = N_("Doucement ! Votre envoi n’est pas parti : réessayez dans quelques secondes.")


@dataclass(frozen=True, slots=True)
class Desk:
    """What it takes to receive a contribution."""

    session: OpenSession
    guests: Guests
    replies: Replies
    pace: Pace


def contribution_routes(desk: Desk) -> list[Route]:
    """Everything that a participant may post."""

    async def typing(request: Request) -> Response:
        who = desk.guests.who(request.scope)
        if not who:
            return desk.replies.stranger(request.scope, _STRANGER, 403)
        desk.session.presence.attendance.types(who)
        return Response(status_code=204)

    routes = [Route(path, Contribution(desk, path), methods=["POST"]) for path in PATHS]
    return [*routes, Route("/typing", typing, methods=["POST"])]


class Contribution:
    """One kind of contribution; an endpoint without the framework's request, for a whole room may send at once."""

    def __init__(self, desk: Desk, path: str) -> None:
        self._desk = desk
        self._path = path

    @cached_property
    def _reading(self) -> Reading:
        # All the commands there are, not imported with the rest: a face is already connected while they load.
        from facilitator.web.readings import READINGS

        return READINGS[self._path]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            form = await read_form(scope, receive)
        except Gone:
            return
        except Unread as unread:
            reply = self._refuse(scope, self._desk.guests.who(scope), unread.sentence, unread.status)
        else:
            reply = await self._take(scope, form)
        await reply(scope, receive, send)

    async def _take(self, scope: Scope, form: Form) -> Response:
        desk = self._desk
        who = desk.guests.who(scope)
        if not who:
            return desk.replies.stranger(scope, _STRANGER, 403)
        if wait := desk.pace.wait(who):
            return self._refuse(scope, who, _TOO_FAST, 429, form, {"Retry-After": str(wait)})
        if named := scope.get("path_params"):
            form = Form({**form, **named}.items())
        try:
            seq = await desk.session.live.dispatch(self._reading(form, who, desk.session.live.state))
        except Unread as unread:
            return self._refuse(scope, who, unread.sentence, unread.status, form)
        except Refused as refused:
            status = 413 if isinstance(refused, TooLong) else 409
            return self._refuse(scope, who, refused.sentence(desk.replies.translate), status, form)
        except Unsaved as unsaved:
            return self._refuse(scope, who, unsaved.sentence(desk.replies.translate), 503, form, {"Retry-After": "2"})
        desk.session.presence.attendance.sent(who)
        return desk.replies.done(scope, form.text("id"), seq)

    def _refuse(
        self,
        scope: Scope,
        who: str,
        sentence: str,
        status: int,
        form: Form | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        if not who:
            return self._desk.replies.stranger(scope, sentence, status)
        return self._desk.replies.refused(scope, who, sentence, status, form or {}, headers or {})
