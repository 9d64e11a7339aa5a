"""The moments of rehearsals that are worth a picture: what every face shows then, the same at every taking."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Final

from facilitator.engine import commands as c
from facilitator.engine.deadline import next_deadline
from facilitator.engine.quadrants import QUADRANTS
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


Deed = c.Command | Callable[[SessionState], c.Command]


@dataclass(frozen=True, slots=True)
class Moment:
    """A workshop so many minutes into a phase; in its lobby when none is named."""

    name: str
    title: str
    phase: str = ""
    minutes: float = 0.0
    then: tuple[Deed, ...] = ()
    """What the facilitators have just done of their own."""
    script: str = ""

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


def _read_aloud(state: SessionState) -> c.Command:
    return c.Focus(next(iter(state.commitments)))


def _of(script: str, *moments: Moment) -> tuple[Moment, ...]:
    return tuple(replace(moment, script=script) for moment in moments)


MOMENTS: Final = (
    *_of(
        "au-secours-stats",
        Moment("lobby", "On arrive"),
        Moment("talk", "On parle", "ouverture", 2),
        Moment("writing", "On écrit, sans se lire", "doutes", 2.6, (c.ShowPrompt(),)),
        Moment("paused", "En pause", "doutes", 3, (c.Pause(),)),
        Moment("reading", "On lit ensemble", "doutes", 4.9),
        Moment("fields", "On remplit une table", "table", 11),
        Moment("placing", "On se place", "lectures", 1.2),
        Moment("debate", "On a bougé", "lectures", 4.9),
        Moment("rating", "On note", "tri", 3),
        Moment("matrix", "Les notes, dévoilées", "tri", 7),
        Moment("quadrant", "Un quart du plan, en grand", "tri", 7, (c.Focus(QUADRANTS[1]),)),
        Moment("break", "On souffle", "tampon", 0.8),
        Moment("commit", "On s’engage", "engagement", 5),
        Moment("aloud", "On lit un engagement à voix haute", "engagement", 7.5, (_read_aloud,)),
        Moment("closing", "On relit les conclusions", "cloture", 4.5),
        Moment("thanks", "On rend la salle", "cloture", 6.2, (c.SayThanks(),)),
        Moment("end", "C’est fini", END),
    ),
    *_of(
        "au-secours-messageries",
        Moment("pairs", "À deux", "ouverture", 1),
        Moment("sorting", "Chaque table trie", "tri", 5),
        Moment("respond", "Les tables tournent", "tables", 9),
    ),
    *_of(
        "au-secours-posts",
        Moment("voting", "On vote", "choix", 1.5),
        Moment("vote", "Le vote, dévoilé", "choix", 3.7),
    ),
    *_of(
        "lean-coffee",
        Moment("subjects", "Un sujet après l’autre", "discussions", 9),
        Moment("thumbs", "Ce sujet continue-t-il ?", "discussions", 9, (c.AskThumbs(), c.CountThumbs(4, 2))),
    ),
    *_of(
        "retro",
        Moment("star", "On écrit, en cinq colonnes", "etoile", 9),
        Moment("themes", "On range par thèmes", "familles", 6),
    ),
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
    return asyncio.run(_rehearsed(script, [Moment("end", "", END, script=script)]))["end"].state


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
    for deed in moment.then:
        playing.do(deed(playing.state) if callable(deed) else deed, after=0)
    state = playing.state
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
