"""The host's web: the gate, the first answers, and behind them all the routes."""

from __future__ import annotations

from facilitator.live.opening import OpenSession
from facilitator.live.reach import Reach
from facilitator.web.first import FirstAnswers
from facilitator.web.gate import Gate
from facilitator.web.swift import Straight


def web_app(session: OpenSession, reach: Reach, key: str, own: tuple[str, ...]) -> Straight:
    """What the host answers under its own names, such as `127.0.0.1:8017`; `key` opens the remote."""

    def load() -> Straight:
        from facilitator.web.routes import all_routes, routed

        return routed(all_routes(session, reach, key))

    return Gate(FirstAnswers(session, key, load), own, near_only=reach.offline)
