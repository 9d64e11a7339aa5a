"""Watches over what falls due by itself: it sleeps to the next deadline, then asks like anyone else."""

from __future__ import annotations

import logging
from typing import Final

from facilitator.engine.commands import Command, ShowPrompt
from facilitator.engine.deadline import next_deadline
from facilitator.engine.prompts import nudge, rhythm, shows_by_itself
from facilitator.engine.refused import Refused
from facilitator.engine.state import SessionState
from facilitator.engine.timebox import elapsed, remaining
from facilitator.live.presence import Presence, Slept
from facilitator.live.session import LiveSession, Unsaved

_NAP: Final = 5.0
"""Longest sleep in real seconds: the loop's clock stands still while the machine sleeps."""
_LONG_NAP: Final = 30.0
"""Real seconds asleep that are worth telling."""
_LOOK: Final = 5.0
"""Seconds of the session between two looks at whether a prompt is due: silence has no date."""
_BLINK: Final = 0.02
_BREATH: Final = 1.0
"""Real seconds before asking again what was refused."""

_log = logging.getLogger(__name__)


async def keep_watch(session: LiveSession, presence: Presence) -> None:
    """Asks for whatever falls due, and tells of a machine that slept, until cancelled."""
    with session.feed.subscribe() as subscriber:
        while not subscriber.closed:
            subscriber.catch_up()
            if (slept := session.clock.slept()) > _LONG_NAP * session.clock.speed:
                presence.tell_nap(Slept(slept))
            now = session.clock.now()
            due = next_deadline(session.durable, now)
            nap = _NAP if due is None else min(_NAP, session.clock.real_seconds(due[0] - now))
            if due is not None and nap <= 0:
                nap = await _ring(session, due[1])
            elif session.durable.script.prompts.mode == "show":
                nap = min(nap, max(_BLINK, session.clock.real_seconds(_LOOK)))
                if _prompt_is_due(session.durable, now, typing=presence.room.typing > 0):
                    nap = await _ring(session, ShowPrompt(auto=True))
            await subscriber.news(patience=nap)


def _prompt_is_due(state: SessionState, now: float, *, typing: bool) -> bool:
    phase = state.current
    if phase is None or state.runs[phase.id].since is None:
        return False
    facts, run = rhythm(state, phase), state.runs[phase.id]
    return shows_by_itself(facts, nudge(facts, now, elapsed(run, now), remaining(run, now), typing=typing))


async def _ring(session: LiveSession, asked: Command) -> float:
    try:
        await session.dispatch(asked)
    except (Refused, Unsaved) as refusal:
        _log.warning("what was due did not happen: %s, %s", type(asked).__name__, type(refusal).__name__)
        return _BREATH
    return 0.0
