"""A phone follows the session: its view once, or over and over."""

from __future__ import annotations

from collections import deque
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from facilitator.engine.views import phone_view
from facilitator.live.feed import Subscriber
from facilitator.live.opening import OpenSession
from facilitator.live.pulse import Pulse
from facilitator.locale import deferred as N_
from facilitator.web.answers import JSONAnswer
from facilitator.web.frames import Frames
from facilitator.web.guests import Guests
from facilitator.web.moving import home_elsewhere, room_from
from facilitator.web.replies import Replies, header
from facilitator.web.stream import Make, only_get, stream
from facilitator.web.swift import PUSH

GAP: Final = 0.25
"""Seconds between two messages to a phone: nobody reads faster, and a room has hundreds."""
MOST_STREAMS: Final = 3
"""Per phone; the newest win, for those of a phone that slept are dead."""
_STRANGER: Final = N_("Ce téléphone n’a pas rejoint l’atelier : entrez le code affiché à l’écran.")


def following_routes(session: OpenSession, guests: Guests, replies: Replies) -> list[Route]:
    """The phone's view."""
    live, presence = session.live, session.presence

    async def view(request: Request) -> Response:
        who = guests.who(request.scope)
        if not who:
            return replies.stranger(request.scope, _STRANGER, 403)
        presence.attendance.saw(who)
        return JSONAnswer(phone_view(live.durable, live.clock.now(), room_from(request.scope, presence.room), who))

    return [Route("/view", view), Route("/events", _Following(session, guests, replies), methods=["GET"])]


class _Following:
    """An endpoint that lasts; it knows which streams are whose."""

    def __init__(self, session: OpenSession, guests: Guests, replies: Replies) -> None:
        self._session = session
        self._guests = guests
        self._replies = replies
        self._pulse = Pulse(session.live.feed, GAP, lambda: session.live.is_busy, self._seen_by_phones)
        self._frames = Frames(session, self._pulse)
        self._streams: dict[str, deque[Subscriber]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "GET":
            await only_get(send)
            return
        who = self._guests.who(scope)
        if not who:
            await self._replies.stranger(scope, _STRANGER, 403)(scope, receive, send)
            return
        with self._session.presence.attendance.following(who), self._pulse.feed.subscribe() as subscriber:
            if header(scope, b"last-event-id") == str(self._session.live.durable.seq) and not self._is_away(scope):
                subscriber.catch_up()
            mine = self._streams.setdefault(who, deque())
            mine.append(subscriber)
            if len(mine) > MOST_STREAMS:
                mine.popleft().close()
            try:
                await stream(subscriber, self._making(scope, who), receive, send, push=scope.get(PUSH))
            finally:
                self._forget(who, subscriber)

    def _seen_by_phones(self) -> object:
        """All that their view is made of: who is connected or typing is for the facilitators."""
        room = self._session.presence.room
        return self._session.live.durable.seq, room.home, room.speed

    def _is_away(self, scope: Scope) -> bool:
        """Whether this phone has still to hear that the room is reached elsewhere: no entry's number tells it."""
        return bool(home_elsewhere(scope, self._session.presence.room.home))

    def _making(self, scope: Scope, who: str) -> Make:
        room = seen = room_from(scope, self._session.presence.room)

        def make() -> tuple[int, bytes]:
            nonlocal room, seen
            frame = self._frames.latest()
            if frame.room is not room:
                room, seen = frame.room, room_from(scope, frame.room)
            return frame.state.seq, frame.view_for(who, seen)

        return make

    def _forget(self, who: str, subscriber: Subscriber) -> None:
        mine = self._streams[who]
        if subscriber in mine:
            mine.remove(subscriber)
        if not mine:
            del self._streams[who]
