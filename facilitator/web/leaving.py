"""Leaving without a trace: a participant has all that they gave erased, from their own phone."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from facilitator.engine.refused import Refused
from facilitator.live.opening import OpenSession
from facilitator.live.session import Unsaved
from facilitator.locale import deferred as N_
from facilitator.web.forms import Gone, Unread, read_form
from facilitator.web.guests import NO_COOKIE, Guests
from facilitator.web.replies import Replies

_STRANGER: Final = N_("Ce téléphone n’a pas rejoint l’atelier : entrez le code affiché à l’écran.")
_UNSURE: Final = N_("Rien n’est effacé : cochez d’abord la case.")


def leaving_routes(session: OpenSession, guests: Guests, replies: Replies) -> list[Route]:
    """The page that asks, and the answer: the phone is nobody afterwards, and may come in again as somebody new."""

    async def ask(request: Request) -> Response:
        who = guests.who(request.scope)
        return replies.leaving(request.scope, who) if who else replies.stranger(request.scope, _STRANGER, 403)

    async def leave(request: Request) -> Response:
        # All the commands there are, not imported with the rest: a face is already connected while they load.
        from facilitator.engine.commands import EraseParticipant

        who = guests.who(request.scope)
        try:
            form = await read_form(request.scope, request.receive)
            if not who:
                return replies.stranger(request.scope, _STRANGER, 403)
            if not form.flag("sure"):
                return replies.leaving(request.scope, who, _UNSURE, 422)
            seq = await session.live.dispatch(EraseParticipant(who))
        except Gone:
            return Response(status_code=400)
        except Unread as unread:
            return replies.stranger(request.scope, unread.sentence, unread.status)
        except Refused:  # gone already, by another tab
            seq = session.live.durable.seq
        except Unsaved as unsaved:
            return replies.leaving(request.scope, who, unsaved.sentence(replies.translate), 503)
        answer = replies.done(request.scope, "", seq, to="/?erased")
        answer.headers["Set-Cookie"] = NO_COOKIE
        return answer

    return [Route("/erase", ask), Route("/erase", leave, methods=["POST"])]
