"""Rehearsals on a clock that jumps: a whole hour in a second, the same for the same seed."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from facilitator.engine.state import SessionState
from facilitator.live.clock import Clock
from facilitator.live.opening import NewSession, OpenSession, begin
from facilitator.live.rehearsal import Plan, rehearse
from facilitator.live.rehearsal.person import Person
from facilitator.live.rehearsal.sayings import Sayings
from facilitator.store.paths import DataFolder
from facilitator.store.scripts import find_script, read_script, shipped_scripts

FOUR_O_CLOCK = 1_000_000.0
WORKSHOPS = [file.name.removesuffix(".toml") for file in shipped_scripts() if file.name.startswith("au-secours")]
METHODS = [file.name.removesuffix(".toml") for file in shipped_scripts() if not file.name.startswith("au-secours")]


class JumpingClock(Clock):
    """Nobody waits: time goes by as soon as somebody would."""

    def __init__(self, now: float) -> None:
        super().__init__(now)
        self._now = now

    def now(self) -> float:
        return self._now

    def real_seconds(self, seconds: float) -> float:
        self._now += max(0.0, seconds)
        return 0.0


@asynccontextmanager
async def doors_open(name: str, late: float = 0.0) -> AsyncIterator[OpenSession]:
    """A shipped workshop in its lobby, planned for four o'clock, so many seconds after that."""
    reading = read_script(find_script(name))
    assert reading.script is not None
    with TemporaryDirectory() as folder:
        kept = DataFolder(Path(folder)).create().session("20261124-160000-essai-3fa9")
        new = NewSession(reading.script, reading.text, FOUR_O_CLOCK, FOUR_O_CLOCK)
        session = begin(kept, new, asyncio.get_running_loop().call_soon_threadsafe)
        session.live.clock = JumpingClock(FOUR_O_CLOCK + late)
        try:
            yield session
        finally:
            session.live.feed.close()
            session.journal.close()


@cache
def rehearsed(name: str, *, seed: int = 1, people: int = 12, late: float = 0.0) -> SessionState:
    """How a shipped workshop ends when it leads itself."""

    async def play() -> SessionState:
        async with doors_open(name, late) as session, asyncio.timeout(60):
            await rehearse(session, Plan(people, seed, alone=True))
            return session.live.state

    return asyncio.run(play())


def happened(state: SessionState) -> Any:
    return (state.ideas, state.ballots, state.stances, state.ratings, state.sentences, state.opinions, state.roti)


def test_the_same_seed_gives_the_same_hour_to_the_last_word() -> None:
    first = rehearsed("au-secours-stats")
    rehearsed.cache_clear()
    assert happened(rehearsed("au-secours-stats")) == happened(first)


def test_another_seed_gives_another_hour() -> None:
    assert happened(rehearsed("au-secours-stats", seed=2)) != happened(rehearsed("au-secours-stats"))


@pytest.mark.parametrize("name", WORKSHOPS)
@pytest.mark.parametrize("late", [0.0, 600.0])
def test_a_workshop_that_leads_itself_ends_on_its_minute_even_when_it_began_late(name: str, late: float) -> None:
    state = rehearsed(name, late=late)
    assert state.ended_at is not None
    assert abs(state.ended_at - (FOUR_O_CLOCK + 3600)) < 1
    assert all(run.ended_at for run in state.runs.values() if not run.dropped)


@pytest.mark.parametrize("name", [*WORKSHOPS, *METHODS])
def test_every_phase_gathers_what_its_kind_gathers(name: str) -> None:
    state = rehearsed(name)
    gathered = Counter(idea.phase for idea in state.ideas.values())
    for keys in (state.ballots, state.stances, state.ratings, state.placements, state.private_commitments):
        gathered.update(key[0] for key in keys)
    gathered.update(commitment.phase for commitment in state.commitments.values())
    for phase in state.script.phase:
        if phase.kind in ("collect", "respond", "vote", "position", "matrix", "commit", "group"):
            assert gathered[phase.id] >= 3, phase.id
    assert state.status == "ended"
    assert all(sentence.verdict != "draft" for sentence in state.sentences.values())
    assert state.syntheses[1].present == 12


def test_nobody_says_what_somebody_said_and_what_is_rude_is_taken_off() -> None:
    state = rehearsed("au-secours-posts", people=24)
    said = [idea.text for idea in state.ideas.values() if idea.author and not (idea.masked or idea.parked)]
    rude = {text for text in Sayings(state.script, Person(0, "x").chance).rude}
    assert len(set(said)) == len(said) > 20
    assert not rude & set(said)
    assert any(idea.masked for idea in state.ideas.values())


def test_a_card_waits_to_be_read_where_the_script_says_so() -> None:
    ideas = rehearsed("au-secours-commentaires-politiques").ideas.values()
    assert all(idea.approved or idea.masked or idea.withdrawn for idea in ideas)


def test_commitments_that_are_never_shared_leave_only_a_count() -> None:
    state = rehearsed("au-secours-commentaires-politiques")
    assert not state.commitments
    assert len(state.private_commitments) > 6


def test_people_come_late_leave_early_keep_silent_and_flood() -> None:
    people = [Person(number, "1") for number in range(24)]
    natures = [person.nature for person in people]
    assert {nature.character for nature in natures} == {"usual", "quiet", "flooding", "rude"}
    assert any(nature.arrives > 300 for nature in natures)
    assert any(nature.stays < 3600 for nature in natures)
    written = Counter(idea.author for idea in rehearsed("world-cafe", people=24).ideas.values())
    assert max(written.values()) > 2 * sum(written.values()) / len(written)


def test_the_automatic_facilitator_shows_prompts_and_gives_both_sides_as_many_arguments() -> None:
    state = rehearsed("debat-mouvant")
    assert len(state.prompts_used) > 8
    sides = Counter((idea.row, idea.column) for idea in state.ideas.values() if idea.phase == "debat")
    assert set(sides.values()) == {3}


async def test_without_it_people_wait_for_the_facilitators() -> None:
    async with doors_open("au-secours-stats") as session:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await rehearse(session, Plan(4, 1, alone=False))
        assert session.live.state.status == "lobby"
        assert len(session.live.state.participants) == 4
        assert len(session.live.state.poll) >= 3
        assert "Répétition" in session.presence.room.notices[0]
