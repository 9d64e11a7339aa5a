"""The page that each participant takes home, from their phone before they leave the room's network."""

from __future__ import annotations

import asyncio
from functools import cache
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from facilitator.engine.state import SessionState
from facilitator.live.opening import OpenSession
from facilitator.locale import deferred as N_
from facilitator.locale import speaking
from facilitator.web.document import Document
from facilitator.web.guests import Guests
from facilitator.web.replies import Replies

if TYPE_CHECKING:
    from facilitator.engine.synthesis import Report

_STRANGER = N_("Ce téléphone n’a pas rejoint l’atelier : entrez le code affiché à l’écran.")


def take_away_routes(session: OpenSession, guests: Guests, replies: Replies) -> list[Route]:
    """The page, to read and to print; `?file` to keep."""
    told = _LastReport()

    async def page(request: Request) -> Response:
        who = guests.who(request.scope)
        if not who:
            return replies.stranger(request.scope, _STRANGER, 403)
        state = session.live.durable
        if "file" in request.query_params:
            return await asyncio.to_thread(lambda: _file(state, who, told.of(state)))
        return _document().answer(await asyncio.to_thread(lambda: page_of(state, who, told.of(state))), request)

    return [Route("/take-away", page)]


class _LastReport:
    """The report of a state, made once for all who leave at the same moment."""

    def __init__(self) -> None:
        self._made: tuple[SessionState, Report] | None = None

    def of(self, state: SessionState) -> Report:
        from facilitator.engine.synthesis import report

        made = self._made
        if made is None or made[0] is not state:
            made = self._made = state, report(state)
        return made[1]


@cache
def _document() -> Document:
    # Not imported with the rest, here and below: a face is already connected while exports load.
    from facilitator.exporters.html import style

    return Document("take_away", (), ("take_away/promises.js",), style)


def page_of(state: SessionState, who: str, told: Report | None = None) -> bytes:
    """One participant’s page, as it can be made now."""
    from facilitator.engine.synthesis.keepsake import keepsake
    from facilitator.exporters.html import content
    from facilitator.exporters.outline.takeaway import personal

    language = state.script.workshop.language
    with speaking(language):
        outline = personal(keepsake(state, who, told), None)
        context = {"title": outline.title, "session": state.session, "content": content(outline)}
    return _document().whole(language, context)


def _file(state: SessionState, who: str, told: Report) -> Response:
    from facilitator.engine.synthesis.keepsake import keepsake
    from facilitator.exporters import file_name
    from facilitator.exporters.html import render
    from facilitator.exporters.outline.takeaway import personal

    kept = keepsake(state, who, told)
    with speaking(state.script.workshop.language):
        page = render(personal(kept, None))
        name = file_name(kept.report, "html", "take-away")
    return Response(page, headers={"Content-Disposition": f'attachment; filename="{name}"'}, media_type="text/html")
