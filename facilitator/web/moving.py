"""From an old address of the host to the one in use: the phone stays who it is, and brings what it had not sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Scope

from facilitator.engine.room import Room
from facilitator.live.handover import Handover
from facilitator.live.presence import Presence
from facilitator.web.guests import Guests, cookie_of, token_of

_CARRIED: Final = "carried=1; Max-Age=60; Path=/; SameSite=Lax"
"""Tells the page's script that what the address brings comes from itself, not from a link made by somebody else."""


def moving_routes(presence: Presence, guests: Guests, handover: Handover) -> list[Route]:
    """`/move` leaves for the address in use, `/h/TICKET` arrives there. Browsers keep what follows `#` all the way."""

    async def leave(request: Request) -> Response:
        home = home_elsewhere(request.scope, presence.room.home)
        if not home:
            return RedirectResponse("/", 303)
        if not guests.who(request.scope):
            return RedirectResponse(f"{home}/", 303)
        return RedirectResponse(f"{home}/h/{handover.ticket_for(token_of(request.scope))}", 303)

    async def arrive(request: Request) -> Response:
        answer = RedirectResponse("/", 303)
        token = handover.take(request.path_params["ticket"])
        if token:
            answer.headers.append("Set-Cookie", _CARRIED)
            if not guests.who(request.scope):  # who is somebody here already stays that
                answer.headers.append("Set-Cookie", cookie_of(token))
        return answer

    return [Route("/move", leave), Route("/h/{ticket}", arrive)]


def room_from(scope: Scope, room: Room) -> Room:
    """The room as seen by this phone: its home is told only to who is elsewhere."""
    return replace(room, home=home_elsewhere(scope, room.home)) if room.home else room


def home_elsewhere(scope: Scope, home: str) -> str:
    """The address in use, unless this request came in there, or from this machine, which is at home everywhere."""
    reached = scope["server"][0]
    at_home = reached.startswith("127.") or reached in ("::1", "localhost", urlsplit(home).hostname)
    return "" if at_home else home
