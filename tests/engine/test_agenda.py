"""What is left of a running session, as re-planning sees it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.engine import commands as c
from facilitator.engine.agenda import closing_due, slots_left
from facilitator.engine.replan import Proposal, Slot, propose
from facilitator.engine.script import Script
from facilitator.engine.timebox import CLOSING, lateness
from facilitator.engine.views import Room, console_view
from facilitator.store.scripts import read_script, shipped_scripts
from tests.engine.play import Play


def left(play: Play) -> dict[str, Slot]:
    return {slot.id: slot for slot in slots_left(play.state)}


def apply(play: Play, found: Proposal) -> None:
    """What the facilitators say yes to, the end left where it is."""
    play.do(
        c.ApplyReplan(
            granted=tuple((change.id, change.after) for change in found.moved if not change.dropped),
            dropped=tuple(change.id for change in found.moved if change.dropped),
            rounds=tuple((change.id, change.rounds) for change in found.moved if change.rounds),
            cases=tuple((change.id, change.cases) for change in found.moved if change.cases is not None),
        )
    )


def test_in_the_lobby_every_phase_is_to_come_and_later_only_those_after_the_current_one() -> None:
    assert next(iter(left(Play()))) == "tour"
    assert list(left(Play().at("pause"))) == ["option", "engagement", "cloture"]


def test_a_phase_knows_its_rounds_its_cases_and_whom_it_feeds() -> None:
    slots = left(Play())

    assert slots["reponses"].rounds == ((210, 90), (210, 90))
    assert slots["debat"].cases == (240, 240)
    assert (slots["cartes"].feeds, slots["matrice"].feeds) == (True, False)


def test_a_phase_come_back_to_gives_what_it_has_left() -> None:
    play = Play().at("tour").wait(60).at("vote").wait(120).do(c.GoToPhase("tour"))

    assert (left(play)["vote"].seconds, left(play)["vote"].floor) == (180, 180)


def test_what_is_proposed_can_be_applied_and_one_undo_takes_it_back() -> None:
    play = Play().at("fiches")
    before, end = play.state.runs, play.state.planned_end or 0.0
    found = propose(slots_left(play.state), 20 * 60)

    apply(play, found)
    assert play.state.runs != before
    assert play.state.planned_end == end

    assert play.do(c.Undo()).state.runs == before
    assert play.state.planned_end == end


def test_cases_and_rows_left_out_are_out_of_the_room() -> None:
    play = Play().do(c.StartPhase(), c.ApplyReplan(cases=(("debat", 1), ("reponses", 1)))).at("debat")
    play.refuses(c.ChooseCase(1), "n’existe pas")

    play.at("reponses").refuses(c.SubmitIdea("x", "Une réponse", row="row:1"), "ligne")


def test_rounds_already_cut_are_cut_from_where_they_are() -> None:
    play = Play().do(c.StartPhase(), c.ApplyReplan(rounds=(("reponses", (120.0, 100.0)),)))

    assert left(play)["reponses"].rounds == ((120, 90), (100, 90))


SCRIPTS = [reading.script for reading in map(read_script, shipped_scripts()) if reading.script]


@pytest.mark.parametrize("shipped", SCRIPTS, ids=lambda shipped: shipped.workshop.code)
def test_from_any_phase_and_up_to_forty_minutes_late_what_is_applied_ends_on_time_or_by_what_was_said(
    shipped: Script,
) -> None:
    for phase in shipped.phase:
        play = Play(shipped).at(phase.id)
        due = lateness(play.state, play.now)
        planned = play.state
        for late in range(0, 41 * 60, 60):
            play.state = replace(planned, planned_end=(planned.planned_end or 0.0) + due - late)
            found = propose(slots_left(play.state), late)

            apply(play, found)

            left = lateness(play.state, play.now)
            assert abs(left - (found.missing - found.spare)) < 1
            for one in shipped.phase:
                run = play.state.runs[one.id]
                if one.priority == "protected":
                    assert run == planned.runs[one.id]
                assert run.dropped or run.granted >= min(planned.runs[one.id].granted, one.floor_minutes * 60)
                if run.round_seconds:
                    assert sum(run.round_seconds) <= run.granted
                    assert min(run.round_seconds) >= 60


def test_the_closing_is_due_near_a_firm_end_and_only_until_the_room_is_there() -> None:
    play = Play().at("matrice")
    end = play.state.planned_end or 0.0

    def due(at: float) -> str:
        line = closing_due(console_view(play.state, at, Room()), at)
        return line["id"] if line else ""

    assert (due(end - CLOSING - 1), due(end - CLOSING)) == ("", "cloture")
    assert due(play.at("cloture").now) == "" and due(end) == ""
    assert closing_due(console_view(Play().state, end, Room()), end) is None
