from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.engine.replan import STEP, Proposal, Slot, lateness, propose, slots
from facilitator.engine.script import Phase, Priority, Script
from facilitator.store.scripts import read_script, shipped_scripts

SCRIPTS = [reading.script for reading in map(read_script, shipped_scripts()) if reading.script]
AN_HOUR = [script for script in SCRIPTS if script.workshop.number]
"""The workshops; methods may be shorter, and have less to give back."""
PRIORITIES: list[Priority] = ["core", "flexible", "droppable", "protected", "reserve"]


def slot(name: str, seconds: int, floor: int, priority: Priority = "core") -> Slot:
    return Slot(name, seconds, floor, priority)


def after(proposal: Proposal) -> dict[str, int]:
    return {change.id: change.after for change in proposal.changes}


slot_lists = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(PRIORITIES)), min_size=1, max_size=9
).map(lambda rows: [Slot(f"p{n}", max(a, b) * 30, min(a, b) * 30, p) for n, (a, b, p) in enumerate(rows)])


def test_on_time_nothing_moves() -> None:
    proposal = propose([slot("a", 600, 300)], 0)
    assert proposal.is_empty
    assert proposal.spare == 0


def test_time_ahead_is_given_back_and_fills_nothing() -> None:
    proposal = propose([slot("a", 600, 300)], -240)
    assert proposal.is_empty
    assert proposal.spare == 240


def test_the_reserve_is_spent_before_anything_else() -> None:
    phases = [slot("core", 600, 300), slot("soft", 600, 300, "flexible"), slot("reserve", 120, 0, "reserve")]
    assert after(propose(phases, 120)) == {"core": 600, "soft": 600, "reserve": 0}


def test_flexible_and_droppable_give_before_the_core_in_proportion_to_their_room() -> None:
    phases = [slot("core", 600, 0), slot("soft", 600, 0, "flexible"), slot("less", 300, 0, "droppable")]
    assert after(propose(phases, 270)) == {"core": 600, "soft": 420, "less": 210}


def test_the_core_gives_only_when_the_others_are_at_their_floor() -> None:
    phases = [slot("core", 600, 300), slot("soft", 600, 300, "flexible")]
    assert after(propose(phases, 390)) == {"core": 510, "soft": 300}


def test_a_droppable_phase_is_dropped_last_and_gives_back_what_is_too_much() -> None:
    phases = [slot("core", 600, 300), slot("drop", 300, 240, "droppable")]
    proposal = propose(phases, 390)
    assert [change.dropped for change in proposal.changes] == [False, True]
    assert after(proposal) == {"core": 510, "drop": 0}
    assert (proposal.missing, proposal.spare) == (0, 0)


def test_the_shortest_phase_that_is_enough_is_the_one_dropped() -> None:
    phases = [
        slot("long", 600, 600, "droppable"),
        slot("short", 120, 120, "droppable"),
        slot("tiny", 30, 30, "droppable"),
    ]
    proposal = propose(phases, 60)
    assert after(proposal) == {"long": 600, "short": 0, "tiny": 30}
    assert proposal.spare == 60


def test_what_cannot_be_found_is_said() -> None:
    proposal = propose([slot("core", 600, 480), slot("end", 600, 300, "protected")], 300)
    assert after(proposal) == {"core": 480, "end": 600}
    assert proposal.missing == 180


def test_a_lateness_between_two_steps_is_rounded_up() -> None:
    assert after(propose([slot("core", 600, 0)], 31)) == {"core": 540}


def test_phases_counted_finer_than_a_step_still_add_up() -> None:
    phases = [slot("a", 80, 60), slot("b", 80, 60), slot("c", 110, 60)]
    assert sum(after(propose(phases, 60)).values()) == 210


def test_lateness_is_what_is_left_beyond_the_end() -> None:
    assert lateness([slot("a", 600, 0), slot("b", 300, 0)], 840.5) == 60
    assert lateness([slot("a", 600, 0)], 660) == -60


def test_a_phase_without_a_floor_gives_nothing() -> None:
    assert slots([Phase("a", "A", "talk", 1.5)]) == (Slot("a", 90, 90, "core"),)


@given(slot_lists, st.integers(0, 7200))
def test_whatever_the_phases_the_laws_hold(phases: list[Slot], late: int) -> None:
    proposal = propose(phases, late)
    rounded = -(-late // STEP) * STEP
    taken = sum(change.before - change.after for change in proposal.changes)
    assert taken + proposal.missing - proposal.spare == rounded
    assert not (proposal.missing and proposal.spare)
    for before, change in zip(phases, proposal.changes, strict=True):
        if change.dropped:
            assert before.priority == "droppable"
        else:
            assert before.floor <= change.after <= before.seconds
        if before.priority == "protected":
            assert change.after == before.seconds
        assert change.after % STEP == 0


@given(slot_lists, st.integers(1, 7200))
def test_nothing_is_missing_while_an_unprotected_phase_could_still_give(phases: list[Slot], late: int) -> None:
    proposal = propose(phases, late)
    if proposal.missing:
        for before, change in zip(phases, proposal.changes, strict=True):
            if before.priority == "droppable":
                assert change.dropped or before.seconds == 0
            elif before.priority != "protected":
                assert change.after == before.floor


@pytest.mark.parametrize("script", AN_HOUR, ids=lambda script: script.workshop.code)
@pytest.mark.parametrize("late", [5, 10, 15])
def test_up_to_a_quarter_of_an_hour_late_every_shipped_workshop_still_ends_on_time(script: Script, late: int) -> None:
    phases = slots(script.phase)
    proposal = propose(phases, late * 60)
    assert proposal.missing == 0
    assert sum(change.after for change in proposal.changes) == 3600 - late * 60
    assert not any(change.dropped for change in proposal.changes)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.workshop.code)
def test_from_any_phase_and_any_lateness_the_shipped_workshops_are_shared_exactly(script: Script) -> None:
    every = slots(script.phase)
    for first in range(len(every)):
        for late in range(0, 1800, STEP):
            proposal = propose(every[first:], late)
            taken = sum(change.before - change.after for change in proposal.changes)
            assert taken + proposal.missing - proposal.spare == late
            for before, change in zip(every[first:], proposal.changes, strict=True):
                assert change.dropped or change.after >= before.floor
                assert before.priority != "protected" or change.after == before.seconds


def test_at_twenty_minutes_late_the_debate_on_politics_drops_its_vote() -> None:
    script = next(script for script in SCRIPTS if script.workshop.code == "politique")
    assert [change.id for change in propose(slots(script.phase), 1200).changes if change.dropped] == ["choix"]
