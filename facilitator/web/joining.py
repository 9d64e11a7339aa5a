"""Coming in: the room's code in an address or typed by hand, and the page of who is in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Scope

from facilitator.live.opening import OpenSession
from facilitator.live.presence import Flooding, Guessing
from facilitator.live.session import Unsaved
from facilitator.locale import deferred as N_
from facilitator.web.forms import Gone, Unread, read_form
from facilitator.web.guests import Guest, Guests
from facilitator.web.pace import PerMinute
from facilitator.web.replies import Replies

ALARMING: Final = 20
"""Wrong codes in a minute, from the whole network, that are no longer people mistyping."""
_DONE: Final = N_("C’est bien reçu.")
_ERASED: Final = N_("Tout ce que vous aviez donné est effacé. Merci d’avoir participé !")
_WRONG: Final = N_("Ce n’est pas le code de cet atelier : regardez l’écran, puis réessayez.")
_WAIT: Final = N_("Trop de codes essayés : attendez une minute, ou demandez à la personne qui anime.")
_CROWD: Final = N_("Trop de monde arrive d’un coup : réessayez dans une minute.")
_LONGEST_CODE: Final = 40


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Who came to the door lately, by address."""

    wrong: PerMinute
    """With a wrong code."""
    new: PerMinute
    """And was let in for the first time."""


def joining_routes(session: OpenSession, guests: Guests, replies: Replies, arrivals: Arrivals) -> list[Route]:
    """The ways in."""
    desk = _Doorkeeper(session, guests, replies, arrivals)
    return [
        Route("/", desk.home),
        Route("/j/{code}", desk.address),
        Route("/join", desk.typed, methods=["POST"]),
    ]


class _Doorkeeper:
    """Lets in who has the code, and who is in already."""

    def __init__(self, session: OpenSession, guests: Guests, replies: Replies, arrivals: Arrivals) -> None:
        self._session = session
        self._guests = guests
        self._replies = replies
        self._arrivals = arrivals

    async def home(self, request: Request) -> Response:
        """The page of who has joined, else the question of the code."""
        who = self._guests.who(request.scope)
        if not who:
            return self._replies.stranger(request.scope, _ERASED if "erased" in request.query_params else "")
        self._session.presence.attendance.saw(who)
        asked = request.query_params
        told = _DONE if "done" in asked else ""
        neighbour = asked.get("neighbour", "")
        return self._replies.page(request.scope, who, told=told, neighbour=neighbour, bare="bare" in asked)

    async def address(self, request: Request) -> Response:
        """The address in the QR: the page at once, in one request."""
        who = self._guests.who(request.scope)
        if who:  # whatever the code has become since
            self._session.presence.attendance.saw(who)
            return self._replies.page(request.scope, who)
        try:
            refusal = self._refusal(request.scope, request.path_params["code"])
            if refusal is not None:
                return refusal
            guest = await self._admit(request.scope)
        except Unsaved as unsaved:
            return self._replies.stranger(request.scope, unsaved.sentence(self._replies.translate), 503)
        page = self._replies.page(request.scope, guest.participant)
        page.headers["Set-Cookie"] = guest.cookie
        self._session.presence.attendance.saw(guest.participant)
        return page

    async def typed(self, request: Request) -> Response:
        """The code typed by hand."""
        try:
            form = await read_form(request.scope, request.receive)
            refusal = self._refusal(request.scope, form.text("code"))
            if refusal is not None:
                return refusal
            guest = await self._admit(request.scope)
        except Gone:
            return Response(status_code=400)
        except Unread as unread:
            return self._replies.stranger(request.scope, unread.sentence, unread.status)
        except Unsaved as unsaved:
            return self._replies.stranger(request.scope, unsaved.sentence(self._replies.translate), 503)
        return RedirectResponse("/", status_code=303, headers={"Set-Cookie": guest.cookie})

    async def _admit(self, scope: Scope) -> Guest:
        """Lets this phone in. Raises Unsaved."""
        if not self._guests.who(scope):
            self._arrivals.new.add(_address(scope))
        return await self._guests.admit(scope)

    def _refusal(self, scope: Scope, code: str) -> Response | None:
        """What to answer to a code that does not open, or to a crowd; None for who may come in."""
        address = _address(scope)
        if wait := self._arrivals.wrong.wait(address):
            return self._later(scope, _WAIT, wait)
        if not self._session.door.opens_with(code):
            tries = self._arrivals.wrong.add(address)
            if tries % ALARMING == 0:
                self._session.presence.tell_arrivals(Guessing(tries))
            return self._replies.stranger(scope, _WRONG, 404, code=code[:_LONGEST_CODE])
        if not self._guests.who(scope) and (wait := self._arrivals.new.wait(address)):
            self._session.presence.tell_arrivals(Flooding())
            return self._later(scope, _CROWD, wait)
        return None

    def _later(self, scope: Scope, sentence: str, seconds: int) -> Response:
        reply = self._replies.stranger(scope, sentence, 429)
        reply.headers["Retry-After"] = str(seconds)
        return reply


def _address(scope: Scope) -> str:
    return scope["client"][0] if scope["client"] else ""
