"""A visible list of routes."""

from __future__ import annotations

from time import monotonic

from starlette.applications import Starlette
from starlette.routing import BaseRoute

from facilitator.live.handover import Handover
from facilitator.live.opening import OpenSession
from facilitator.live.reach import Reach
from facilitator.web.contributions import Desk, contribution_routes
from facilitator.web.following import following_routes
from facilitator.web.guests import Guests
from facilitator.web.joining import Arrivals, joining_routes
from facilitator.web.leaving import leaving_routes
from facilitator.web.moving import moving_routes
from facilitator.web.pace import MOST_NEWCOMERS, MOST_WRONG_CODES, Pace, PerMinute
from facilitator.web.remote import remote_routes
from facilitator.web.replies import Replies
from facilitator.web.screen import screen_routes
from facilitator.web.shortcut import Shortcut
from facilitator.web.swift import Straight
from facilitator.web.take_away import take_away_routes


def all_routes(session: OpenSession, reach: Reach, key: str) -> list[BaseRoute]:
    """Everything that anybody may ask for, but for the first answers; `key` opens the remote."""
    guests, replies = Guests(session), Replies(session)
    arrivals = Arrivals(PerMinute(monotonic, MOST_WRONG_CODES), PerMinute(monotonic, MOST_NEWCOMERS))
    return [
        *contribution_routes(Desk(session, guests, replies, Pace(monotonic))),
        *following_routes(session, guests, replies),
        *joining_routes(session, guests, replies, arrivals),
        *leaving_routes(session, guests, replies),
        *take_away_routes(session, guests, replies),
        *moving_routes(session.presence, guests, Handover(monotonic)),
        *screen_routes(session),
        *remote_routes(session, reach, key),
    ]


def routed(routes: list[BaseRoute]) -> Straight:
    """The application that these routes make."""
    app = Starlette(routes=routes)
    app.router.redirect_slashes = False
    return Shortcut(routes, app)
