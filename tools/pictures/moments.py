"""The moments of rehearsals that are worth a picture: what every face shows then, the same at every taking."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final

from facilitator.engine import commands as c
from facilitator.engine.deadline import next_deadline
from facilitator.engine.room import Room
from facilitator.engine.state import SessionState
from facilitator.engine.suggestions import Attention
from facilitator.engine.timebox import elapsed
from facilitator.live.opening import OpenSession
from facilitator.live.rehearsal import Plan, rehearse
from facilitator.store.scripts import find_script, read_script
from tests.harness.rehearsing import doors_open
from tests.sample import Playing

PEOPLE: Final = 18
SEED: Final = 7
EARLY: Final = 120.0
"""Seconds before the start at which people are let in."""
HOME: Final = "http://192.168.8.1:8017"
END: Final = "the end"


@dataclass(frozen=True, slots=True)
class Moment:
    """A workshop so many minutes into a phase; in its lobby when none is named."""

    name: str
    title: str
    script: str
    phase: str = ""
    minutes: float = 0.0
    then: tuple[c.Command, ...] = ()
    """What the facilitators have just done of their own."""

    def has_come(self, state: SessionState, now: float) -> bool:
        """Whether the rehearsal has got there."""
        if not self.phase:
            return now >= (state.planned_start or now) - 20
        if self.phase == END:
            return state.status == "ended"
        return state.phase == self.phase and elapsed(state.runs[self.phase], now) >= self.minutes * 60


@dataclass(frozen=True, slots=True)
class Still:
    """A moment, kept."""

    state: SessionState
    now: float
    room: Room


MOMENTS: Final = (
    Moment("lobby", "On arrive", "au-secours-stats"),
    Moment("talk", "On parle", "au-secours-stats", "ouverture", 2),
    Moment("writing", "On écrit, sans se lire", "au-secours-stats", "doutes", 2.6, (c.ShowPrompt(),)),
    Moment("paused", "En pause", "au-secours-stats", "doutes", 3, (c.Pause(),)),
    Moment("reading", "On lit ensemble", "au-secours-stats", "doutes", 4.9),
    Moment("fields", "On remplit une table", "au-secours-stats", "table", 11),
    Moment("placing", "On se place", "au-secours-stats", "lectures", 1.2),
    Moment("debate", "On a bougé", "au-secours-stats", "lectures", 4.9),
    Moment("rating", "On note", "au-secours-stats", "tri", 3),
    Moment("matrix", "Les notes, dévoilées", "au-secours-stats", "tri", 7),
    Moment("break", "On souffle", "au-secours-stats", "tampon", 0.8),
    Moment("commit", "On s’engage", "au-secours-stats", "engagement", 5),
    Moment("closing", "On relit les conclusions", "au-secours-stats", "cloture", 4.5),
    Moment("thanks", "On rend la salle", "au-secours-stats", "cloture", 6.2, (c.SayThanks(),)),
    Moment("end", "C’est fini", "au-secours-stats", END),
    Moment("pairs", "À deux", "au-secours-messageries", "ouverture", 1),
    Moment("sorting", "Chaque table trie", "au-secours-messageries", "tri", 5),
    Moment("respond", "Les tables tournent", "au-secours-messageries", "tables", 9),
    Moment("voting", "On vote", "au-secours-posts", "choix", 1.5),
    Moment("vote", "Le vote, dévoilé", "au-secours-posts", "choix", 3.7),
    Moment("subjects", "Un sujet après l’autre", "lean-coffee", "discussions", 9),
    Moment("star", "On écrit, en cinq colonnes", "retro", "etoile", 9),
    Moment("themes", "On range par thèmes", "retro", "familles", 6),
)


def shot(moment: Moment) -> Still:
    """The moment, as its rehearsal comes to it."""
    return _hour(moment.script)[moment.name]


def named(name: str) -> Still:
    """The moment of that name."""
    return shot(next(moment for moment in MOMENTS if moment.name == name))


@cache
def _hour(script: str) -> dict[str, Still]:
    # A picture is taken within a loop, where no other one runs but in a thread of its own.
    with ThreadPoolExecutor(1) as thread:
        moments = [moment for moment in MOMENTS if moment.script == script]
        return thread.submit(asyncio.run, _rehearsed(script, moments)).result()


def ended(script: str) -> SessionState:
    """A workshop as its rehearsal leaves it."""
    return asyncio.run(_rehearsed(script, [Moment("end", "", script, END)]))["end"].state


async def _rehearsed(name: str, moments: list[Moment]) -> dict[str, Still]:
    async with doors_open(name, _four_o_clock(name), -EARLY) as session:
        async with asyncio.TaskGroup() as playing:
            hour = playing.create_task(rehearse(session, Plan(PEOPLE, SEED, alone=True)))
            taken = {moment.name: _still(moment, session) async for moment in _coming(moments, session)}
            hour.cancel()
    return taken


def _four_o_clock(name: str) -> float:
    script = read_script(find_script(name)).script
    assert script is not None
    hour, minute = divmod(script.workshop.start, 60)
    return datetime(2026, 11, 24, hour, minute).astimezone().timestamp()


async def _coming(moments: list[Moment], session: OpenSession) -> AsyncIterator[Moment]:
    """Each moment when it comes: between two steps of the rehearsal, one look, and whatever falls due by itself."""
    for moment in moments:
        while not moment.has_come(session.live.state, now := session.live.clock.now()):
            due = next_deadline(session.live.state, now)
            if due is not None and due[0] <= now:
                session.live.ask(due[1], lambda outcome: None)
            await asyncio.sleep(0)
        yield moment


def _still(moment: Moment, session: OpenSession) -> Still:
    playing = Playing(session.live.state, session.live.clock.now())
    state = playing.do(*moment.then, after=0)
    seen = session.presence.room
    room = Room(
        speed=0.0,
        connected=seen.connected,
        typing=seen.typing,
        home=HOME,
        join=f"{HOME}/j/K7PM",
        screen=f"{HOME}/screen",
        remote="http://127.0.0.1:8017/remote/clef",
        suggestions=Attention(state.script.workshop.language).look(state),
    )
    return Still(state, playing.now, room)


def stills() -> Iterator[tuple[str, Still]]:
    """Every moment by its name."""
    for moment in MOMENTS:
        yield moment.name, shot(moment)
