"""Watches over what falls due by itself: it sleeps to the next deadline, then asks like anyone else."""

from __future__ import annotations

import logging
from typing import Final

from facilitator.engine.commands import NextRound
from facilitator.engine.refused import Refused
from facilitator.engine.timebox import next_deadline
from facilitator.live.presence import Presence, Slept
from facilitator.live.session import LiveSession, Unsaved

_NAP: Final = 5.0
"""Longest sleep in real seconds: the loop's clock stands still while the machine sleeps."""
_LONG_NAP: Final = 30.0
"""Real seconds asleep that are worth telling."""
_BREATH: Final = 1.0
"""Real seconds before asking again what was refused."""

_log = logging.getLogger(__name__)


async def keep_watch(session: LiveSession, presence: Presence) -> None:
    """Starts each round when the one before is over, and tells of a machine that slept, until cancelled."""
    with session.feed.subscribe() as subscriber:
        while not subscriber.closed:
            subscriber.catch_up()
            if (slept := session.clock.slept()) > _LONG_NAP * session.clock.speed:
                presence.tell_nap(Slept(slept))
            now = session.clock.now()
            deadline = next_deadline(session.durable, now)
            nap = _NAP if deadline is None else min(_NAP, session.clock.real_seconds(deadline - now))
            if nap <= 0:
                nap = await _ring(session)
            await subscriber.news(patience=nap)


async def _ring(session: LiveSession) -> float:
    try:
        await session.dispatch(NextRound(auto=True))
    except (Refused, Unsaved) as refusal:
        _log.warning("the next round did not start: %s", type(refusal).__name__)
        return _BREATH
    return 0.0
