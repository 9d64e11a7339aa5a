"""The room's screen as a web page: for a projector without a terminal, a neighbour's laptop, a screen reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from facilitator.engine.state import SessionState
from facilitator.engine.views import PublicView, Room, public_view
from facilitator.live.opening import OpenSession
from facilitator.web.document import GAP, Document, News
from facilitator.web.stream import EventStream
from facilitator.web.timing import page_time

MIRROR: Final = Document("mirror", ("head", "said", "scene", "time", "foot", "told"), ("live.js", "mirror/fit.js"))


def mirror_routes(session: OpenSession) -> list[Route]:
    """The page, and what becomes of its parts."""
    live = session.live
    faces = _Faces(session)

    async def page(request: Request) -> Response:
        view = public_view(live.durable, live.clock.now(), session.presence.room)
        context = {**context_of(view), "still": "still" in request.query_params}
        return MIRROR.answer(MIRROR.whole(view["language"], context), request)

    return [
        Route("/screen", page),
        Route("/screen/live", EventStream(live, lambda scope, more: News(faces.now).make, GAP)),
    ]


def context_of(view: PublicView) -> dict[str, Any]:
    """What the templates know: the room's view and nothing else."""
    phase = view["phase"]
    time = page_time(phase, view["now"], view["speed"], view["language"]) if phase else None
    return {"view": view, "phase": phase, "time": time}


class _Faces:
    """The parts of the page, drawn once for all who look at the same moment."""

    def __init__(self, session: OpenSession) -> None:
        self._session = session
        self._drawn_from: tuple[SessionState, Room] | None = None
        self._drawn_at = 0.0
        self._parts: Mapping[str, str] = {}

    def now(self) -> tuple[int, Mapping[str, str]]:
        """The number of the entry shown, and each part."""
        state, room, now = self._session.live.durable, self._session.presence.room, self._session.live.clock.now()
        fresh = now - self._drawn_at < GAP * room.speed
        if self._drawn_from is None or self._drawn_from[0] is not state or self._drawn_from[1] is not room or not fresh:
            view = public_view(state, now, room)
            self._parts = MIRROR.live(view["language"], context_of(view))
            self._drawn_from, self._drawn_at = (state, room), now
        return state.seq, self._parts
