from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.engine.replan import (
    LEAST_OF_A_CASE,
    SHORTEST_ROUND,
    STEP,
    Change,
    Proposal,
    Slot,
    Wish,
    cost,
    lateness,
    propose,
    slots,
    to_cut,
    to_lengthen,
    to_win_back,
)
from facilitator.engine.script import Case, Phase, Priority, Round, Script
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


def test_what_is_to_be_won_back_is_said_to_the_nearest_step() -> None:
    assert [to_win_back(late) for late in (14, 16, 421.7, -44, -46)] == [0, 30, 420, -30, -60]


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


def holds(phases: Sequence[Slot], proposal: Proposal, late: int) -> None:
    """The laws of re-planning, for one proposal."""
    taken = sum(change.before - change.after for change in proposal.changes)
    assert taken + proposal.missing - proposal.spare == late
    for before, change in zip(phases, proposal.changes, strict=True):
        assert change.dropped or change.after >= before.floor
        assert before.priority != "protected" or not change.moves
        if change.rounds:
            floors = [min(SHORTEST_ROUND, length) for length, _ in before.rounds]
            assert all(new >= floor for new, floor in zip(change.rounds, floors, strict=True))
            assert sum(change.rounds) <= change.after
            assert all(new <= old for new, (old, _) in zip(change.rounds, before.rounds, strict=True))
        elif not change.dropped:
            assert sum(length for length, _ in before.rounds) <= change.after
        if change.cases is not None:
            assert 1 <= change.cases < len(before.cases)
            assert LEAST_OF_A_CASE * sum(before.cases[: change.cases]) <= change.after or change.cases == 1


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.workshop.code)
def test_from_any_phase_and_up_to_forty_minutes_late_the_shipped_workshops_keep_the_laws(script: Script) -> None:
    every = slots(script.phase)
    for first in range(len(every)):
        for late in range(0, 2400 + STEP, STEP):
            holds(every[first:], propose(every[first:], late), late)


def test_at_twenty_minutes_late_the_debate_on_politics_drops_its_vote() -> None:
    script = next(script for script in SCRIPTS if script.workshop.code == "politique")
    assert [change.id for change in propose(slots(script.phase), 1200).changes if change.dropped] == ["choix"]


def test_rounds_shrink_in_proportion_and_keep_a_minute_each() -> None:
    rounds = (Round("Un", 6), Round("Deux", 4), Round("Trois", 1.5))
    phases = slots([Phase("tours", "Tours", "talk", 12, min_minutes=2, round=rounds)])

    [change] = propose(phases, 240).changes

    assert change == Change("tours", 720, 480, "core", rounds=(210, 150, 90))
    assert propose(phases, 720).changes[0].rounds == (60, 60, 60)
    assert propose(phases, 720).missing == 180


def test_the_time_after_the_rounds_gives_too_and_moves_are_walked_whatever_happens() -> None:
    rounds = (Round("Un", 2), Round("Deux", 2))
    [slot] = slots([Phase("t", "Tables", "respond", 8, min_minutes=1, round=rounds, moving_minutes=1)])

    assert slot.rounds == ((180, 120), (180, 120))
    assert slot.room == 240
    assert propose([slot], 120).changes[0].rounds == (150, 150)


def test_a_phase_that_keeps_its_time_keeps_its_rounds() -> None:
    phases = slots([Phase("t", "Tours", "talk", 4, min_minutes=4, round=(Round("Un", 4),))])

    assert propose(phases, 60).changes[0].rounds == ()


def test_the_last_case_is_left_out_before_all_are_squeezed() -> None:
    cases = (Case("A", "a", minutes=6), Case("B", "b", minutes=6), Case("C", "c"))
    [slot] = slots([Phase("debat", "Débat", "position", 18, min_minutes=2, case=cases)])

    assert slot.cases == (360, 360, 360)
    assert [propose([slot], late * 60).changes[0].cases for late in (0, 3, 6, 12, 16)] == [None, None, 2, 1, 1]


def test_rows_are_left_out_only_where_the_room_takes_them_one_by_one() -> None:
    rows = ("A", "B", "C")
    together, apart = Phase("r", "R", "respond", 9, rows=rows), Phase("t", "T", "respond", 9, rows=rows, form="tables")

    assert [slot.cases for slot in slots([together, apart])] == [(180, 180, 180), ()]


def test_what_people_drop_or_lengthen_by_hand_is_left_as_they_want_it() -> None:
    phases = [slot("a", 600, 300), slot("b", 600, 300), slot("c", 300, 240)]

    assert after(propose(phases, 360, Wish(dropped=frozenset({"c"})))) == {"a": 570, "b": 570, "c": 0}
    assert after(propose(phases, 0, Wish(added={"a": 120}))) == {"a": 720, "b": 510, "c": 270}
    assert after(propose(phases, 240, Wish(added={"a": -120}))) == {"a": 480, "b": 510, "c": 270}
    assert propose(phases, 60, Wish(dropped=frozenset({"c"}))).spare == 240


def test_an_end_that_moves_takes_from_nobody() -> None:
    assert propose([slot("a", 600, 300)], 360, Wish(moved=360)).is_empty


def test_the_minutes_given_to_a_phase_are_paid_by_later_ones_and_never_by_the_closing() -> None:
    phases = [slot("vote", 300, 180, "flexible"), slot("end", 480, 300, "protected")]

    assert after(cost(phases, 0, 120)) == {"vote": 180, "end": 480}
    assert cost(phases, -300, 120).is_empty
    assert after(cost(phases, 600, 60)) == {"vote": 240, "end": 480}
    assert cost(phases, 0, -60).is_empty


def test_when_time_is_missing_the_phase_to_cut_is_named_never_a_protected_one() -> None:
    phases = [
        Slot("feeds", 240, 120, "core", feeds=True),
        slot("long", 600, 600),
        slot("short", 240, 180),
        slot("end", 480, 300, "protected"),
    ]
    proposal = propose(phases, 300)

    assert (proposal.missing, to_cut(phases, proposal)) == (120, "short")
    softer = [*phases, slot("soft", 600, 600, "flexible")]
    assert to_cut(softer, propose(softer, 300)) == "soft"
    assert to_cut(phases[:1], propose(phases[:1], 180)) == "feeds"
    assert to_cut(phases[:1], propose(phases[:1], 1800)) == "feeds"
    assert to_cut(phases[3:], propose(phases[3:], 60)) == ""


def test_an_advance_serves_what_is_flexible_first() -> None:
    assert to_lengthen([slot("a", 60, 60), slot("b", 60, 60, "flexible")]) == "b"
    assert to_lengthen([slot("end", 60, 60, "protected"), slot("a", 60, 60)]) == "a"
    assert to_lengthen([slot("end", 60, 60, "protected")]) == ""


@given(slot_lists, st.integers(0, 2400), st.integers(-10, 10), st.integers(0, 8), st.integers(-600, 600))
def test_whatever_is_settled_by_hand_the_rest_still_adds_up(
    phases: list[Slot], late: int, minutes: int, which: int, moved: int
) -> None:
    chosen = phases[which % len(phases)]
    wish = Wish(frozenset({chosen.id} if minutes == 0 else ()), {chosen.id: 60 * minutes} if minutes else {}, moved)

    proposal = propose(phases, late, wish)

    taken = sum(change.before - change.after for change in proposal.changes)
    assert 0 <= taken + proposal.missing - proposal.spare - (late - moved) < STEP
    for before, change in zip(phases, proposal.changes, strict=True):
        if before.priority == "protected" and before.id != chosen.id:
            assert not change.moves


@given(st.lists(st.integers(30, 1200), min_size=1, max_size=5), st.integers(0, 600), st.integers(0, 6000))
def test_whatever_its_rounds_a_phase_holds_them_once_shortened(lengths: list[int], rest: int, late: int) -> None:
    rounds = tuple((length, min(length, SHORTEST_ROUND)) for length in lengths)
    phase = Slot("t", sum(lengths) + rest, 0, "core", rounds)

    [change] = propose([phase], late).changes

    assert sum(change.rounds or lengths) <= change.after
    assert all(new >= floor for new, (_, floor) in zip(change.rounds or lengths, rounds, strict=True))
