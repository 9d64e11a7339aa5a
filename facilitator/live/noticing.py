"""Has the ideas looked at as they come, and tells the facilitators what was noticed. Nobody waits for it."""

from __future__ import annotations

import asyncio
import logging
from importlib import import_module
from typing import TYPE_CHECKING, Final

from facilitator.engine.state import SessionState
from facilitator.live.feed import Subscriber
from facilitator.live.presence import Presence
from facilitator.live.session import LiveSession

if TYPE_CHECKING:  # a host answers before it looks at any idea
    from facilitator.live.lookout import Lookout

_PATIENCE: Final = 3600.0
_FEWEST: Final = 2
"""Ideas that can be like each other, or go together."""
_REST: Final = 0.5
"""Seconds between two looks, at least."""
_SHARE: Final = 4.0
"""Times a look's own length to rest after it: other programs want the processor too."""

_log = logging.getLogger(__name__)


class _Follower(Subscriber):
    """Whoever closes the session waits for no look."""

    def __init__(self, lookout: Lookout) -> None:
        super().__init__()
        self._lookout = lookout

    def close(self) -> None:
        super().close()
        self._lookout.hurry()


async def keep_noticing(session: LiveSession, presence: Presence) -> None:
    """Looks again whenever ideas or groups changed, until the session closes."""
    # Not imported with the rest: a host answers before it looks at any idea.
    lookout = (await asyncio.to_thread(import_module, "facilitator.live.lookout")).Lookout()
    subscriber = _Follower(lookout)
    session.feed.attach(subscriber)
    loop = asyncio.get_running_loop()
    seen: SessionState | None = None
    try:
        while not subscriber.closed:
            subscriber.catch_up()
            state = session.durable
            if len(state.ideas) < _FEWEST or (seen is not None and not _differ(seen, state)):
                await subscriber.news(patience=_PATIENCE)
                continue
            began, seen = loop.time(), state
            try:
                presence.notice(await asyncio.to_thread(lookout.look, state))
            except Exception:
                # A comfort never ends a session, and one that is over has nobody to tell.
                if not subscriber.closed:
                    _log.warning("what is alike could not be told", exc_info=True)
            await _rest(subscriber, loop.time() + max(_REST, _SHARE * (loop.time() - began)))
    finally:
        lookout.close()


async def _rest(subscriber: Subscriber, until: float) -> None:
    """Lets the others work, unless the session closes."""
    loop = asyncio.get_running_loop()
    while not subscriber.closed and (left := until - loop.time()) > 0:
        await subscriber.news(patience=left)
        subscriber.catch_up()


def _differ(before: SessionState, after: SessionState) -> bool:
    """Whether anything changed that suggestions are made of: frozen values are the same object until they do."""
    return any(
        getattr(before, part) is not getattr(after, part)
        for part in ("ideas", "themes", "placements", "left_alone", "told_apart", "phase", "script")
    )
