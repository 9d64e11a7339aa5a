"""Rehearsals on a clock that jumps: a whole hour in a second, the same for the same seed."""

from __future__ import annotations

import asyncio
from collections import Counter
from functools import cache
from typing import Any

import pytest

from facilitator.engine.state import SessionState
from facilitator.live.rehearsal import Plan, rehearse
from facilitator.live.rehearsal.person import Person
from facilitator.live.rehearsal.sayings import Sayings
from facilitator.store.scripts import shipped_scripts
from tests.harness.rehearsing import FOUR_O_CLOCK, doors_open

WORKSHOPS = [file.name.removesuffix(".toml") for file in shipped_scripts() if file.name.startswith("au-secours")]
METHODS = [file.name.removesuffix(".toml") for file in shipped_scripts() if not file.name.startswith("au-secours")]


@cache
def rehearsed(name: str, *, seed: int = 1, people: int = 12, late: float = 0.0) -> SessionState:
    """How a shipped workshop ends when it leads itself."""

    async def play() -> SessionState:
        async with doors_open(name, late=late) as session, asyncio.timeout(60):
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
