"""What phones send: each route and the command its form is. Answered once it is on the disk."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Scope

from facilitator.engine.refused import Refused, TooLong
from facilitator.live.opening import OpenSession
from facilitator.live.session import Unsaved
from facilitator.locale import deferred as N_
from facilitator.web.forms import Form, Unread, form_in
from facilitator.web.guests import Guests, neighbour_of
from facilitator.web.pace import Pace
from facilitator.web.replies import Replies
from facilitator.web.swift import Tell, Whole

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
    "/objections",
    "/publication",
    "/wordings/{sentence}",
    "/roti",
    "/poll",
    "/sorts",
    "/ready",
    "/hand",
    "/thumbs",
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

    def typing(scope: Scope, body: bytes, tell: Tell) -> None:
        who = desk.guests.who(scope)
        if who:
            desk.session.presence.attendance.types(who)
        tell(Response(status_code=204) if who else desk.replies.stranger(scope, _STRANGER, 403))

    takes = {path: Contribution(desk, path).take for path in PATHS}
    return [Route(path, Whole(take), methods=["POST"]) for path, take in {**takes, "/typing": typing}.items()]


class Contribution:
    """One kind of contribution."""

    def __init__(self, desk: Desk, path: str) -> None:
        self._desk = desk
        self._path = path

    @cached_property
    def _reading(self) -> Reading:
        # All the commands there are, not imported with the rest: a face is already connected while they load.
        from facilitator.web.readings import READINGS

        return READINGS[self._path]

    def take(self, scope: Scope, body: bytes, tell: Tell) -> None:
        """Takes what a participant sends; the answer is told once it is on the disk."""
        live, replies, who = self._desk.session.live, self._desk.replies, self._desk.guests.who(scope)
        form = Form()

        def answer(outcome: int | Unsaved) -> None:
            if isinstance(outcome, Unsaved):
                tell(self._refuse(scope, who, form, outcome))
                return
            self._desk.session.presence.attendance.sent(who)
            tell(replies.done(scope, form.text("id"), outcome))

        try:
            form = form_in(scope, body)
            if named := scope.get("path_params"):
                form = Form({**form, **named}.items())
            if not who:
                tell(replies.stranger(scope, _STRANGER, 403))
            elif wait := self._desk.pace.wait(who):
                tell(replies.refused(scope, who, _TOO_FAST, 429, form, {"Retry-After": str(wait)}))
            else:
                live.ask(self._reading(_without_names(form, scope), who, live.state), answer)
        except (Unread, Refused) as refusal:
            tell(self._refuse(scope, who, form, refusal))

    def _refuse(self, scope: Scope, who: str, form: Form, refusal: Unread | Refused | Unsaved) -> Response:
        replies = self._desk.replies
        headers: dict[str, str] = {}
        if isinstance(refusal, Unread):
            sentence, status = refusal.sentence, refusal.status
        else:
            sentence, status = refusal.sentence(replies.translate), 413 if isinstance(refusal, TooLong) else 409
        if isinstance(refusal, Unsaved):
            status, headers = 503, {"Retry-After": "2"}
        if not who:
            return replies.stranger(scope, sentence, status)
        return replies.refused(scope, who, sentence, status, form, headers)


def _without_names(form: Form, scope: Scope) -> Form:
    """The form as the session may keep it; what is sent back to the phone has the name that it gave."""
    name = form.text("neighbour")
    return Form({**form, "neighbour": neighbour_of(scope, name)}.items()) if name else form
