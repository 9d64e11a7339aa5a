"""Looks at the ideas as they come, off the loop, and tells the facilitators what it noticed. Nobody waits for it."""

from __future__ import annotations

import asyncio
import logging
import time
from functools import partial
from importlib import import_module
from typing import Final

from facilitator.engine.state import SessionState
from facilitator.live.feed import Subscriber
from facilitator.live.presence import Presence
from facilitator.live.session import LiveSession

_PATIENCE: Final = 3600.0
_REST: Final = 0.5
"""Seconds between two looks, at least."""
_SHARE: Final = 4.0
"""Times a look's own length to rest after it: it shares the processor with those who answer."""
_NAP: Final = 0.005
_MOST_NAPS: Final = 20

_log = logging.getLogger(__name__)


async def keep_noticing(session: LiveSession, presence: Presence) -> None:
    """Looks again whenever ideas or groups changed, until the session closes."""
    # Not imported with the rest: a host answers before it looks at any idea.
    suggestions = await asyncio.to_thread(import_module, "facilitator.engine.suggestions")
    attention = suggestions.Attention(session.durable.script.workshop.language)
    loop = asyncio.get_running_loop()
    seen: SessionState | None = None
    with session.feed.subscribe() as subscriber:
        while not subscriber.closed:
            subscriber.catch_up()
            state = session.durable
            if seen is not None and not _differ(seen, state):
                await subscriber.news(patience=_PATIENCE)
                continue
            began, seen = loop.time(), state
            try:
                presence.notice(await asyncio.to_thread(attention.look, state, partial(_give_way, session)))
            except Exception:
                # A comfort never ends a session.
                _log.warning("what is alike could not be told", exc_info=True)
            await _rest(subscriber, loop.time() + max(_REST, _SHARE * (loop.time() - began)))


def _give_way(session: LiveSession) -> None:
    """Lets whoever waits for the disk be answered first: beside a thread that computes, each answer costs a turn."""
    for _ in range(_MOST_NAPS):
        if not session.is_busy:
            return
        time.sleep(_NAP)


async def _rest(subscriber: Subscriber, until: float) -> None:
    """Lets the others work, unless the session closes."""
    loop = asyncio.get_running_loop()
    while not subscriber.closed and (left := until - loop.time()) > 0:
        await subscriber.news(patience=left)
        subscriber.catch_up()


def _differ(before: SessionState, after: SessionState) -> bool:
    """Whether anything changed that suggestions are made of: frozen values are the same object until they do."""
    return any(
        getattr(before, table) is not getattr(after, table)
        for table in ("ideas", "themes", "placements", "left_alone", "told_apart", "phase")
    )
