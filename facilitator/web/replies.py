"""What a phone is told: JSON for who asks for it, otherwise a page that works by itself, in the workshop's language."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from facilitator.engine.participants import number_of
from facilitator.engine.views import PhoneView, phone_view
from facilitator.live.opening import OpenSession
from facilitator.locale import spoken
from facilitator.web.answers import JSONAnswer, failure
from facilitator.web.moving import room_from


class Replies:
    """Makes answers; sentences come in as their French source, or already translated."""

    def __init__(self, session: OpenSession) -> None:
        self._session = session
        self._language = session.live.durable.script.workshop.language
        self._words = spoken(self._language)

    def translate(self, sentence: str) -> str:
        """The sentence in the workshop's language."""
        return self._words.gettext(sentence) if sentence else ""

    def done(self, scope: Scope, made: str, seq: int, to: str = "/?done") -> Response:
        """It is on the disk; who sent a form goes on to that page."""
        if _wants_json(scope):
            return JSONAnswer({"id": made, "seq": seq} if made else {"seq": seq}, status=201)
        return RedirectResponse(to, status_code=303)

    def refused(
        self, scope: Scope, who: str, sentence: str, status: int, draft: Mapping[str, str], headers: Mapping[str, str]
    ) -> Response:
        """It was not taken: nothing changed, and what was typed comes back."""
        if _wants_json(scope):
            answer: Response = failure(self.translate(sentence), status)
        else:
            answer = self.page(scope, who, told=sentence, status=status, draft=draft)
        answer.headers.update(headers)
        return answer

    def page(
        self,
        scope: Scope,
        who: str,
        *,
        told: str = "",
        status: int = 200,
        draft: Mapping[str, str] | None = None,
        neighbour: str = "",
        bare: bool = False,
    ) -> Response:
        """The participant's page."""
        # Not imported with the rest: a face is already connected while templates load.
        from facilitator.web.phone.page import page_response, render

        html = render(
            self._view(scope, who),
            code=self._session.door.code,
            told=self.translate(told),
            draft=draft or {},
            neighbour=neighbour,
            bare=bare,
        )
        return page_response(html, header(scope, b"accept-encoding"), status)

    def _view(self, scope: Scope, who: str) -> PhoneView:
        live = self._session.live
        return phone_view(live.durable, live.clock.now(), room_from(scope, self._session.presence.room), who)

    def leaving(self, scope: Scope, who: str, sentence: str = "", status: int = 200) -> Response:
        """The page where a participant has all that they gave erased."""
        if sentence and _wants_json(scope):
            return failure(self.translate(sentence), status)
        from facilitator.web.phone.page import page_response, render_leaving

        html = render_leaving(self._view(scope, who), number_of(who), told=self.translate(sentence))
        return page_response(html, header(scope, b"accept-encoding"), status)

    def stranger(self, scope: Scope, sentence: str = "", status: int = 200, code: str = "") -> Response:
        """The door, for who has not joined."""
        if _wants_json(scope):
            return failure(self.translate(sentence), status)
        from facilitator.web.phone.page import page_response, render_door

        html = render_door(told=self.translate(sentence), code=code, language=self._language)
        return page_response(html, header(scope, b"accept-encoding"), status)


def header(scope: Scope, name: bytes) -> str:
    """The value of a request's header; empty without."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), "")


def _wants_json(scope: Scope) -> bool:
    return "application/json" in header(scope, b"accept") or header(scope, b"content-type").startswith(
        "application/json"
    )
