"""What is left of a running session, as re-planning sees it."""

from __future__ import annotations

from facilitator.engine import commands as c
from facilitator.engine.agenda import slots_left
from facilitator.engine.replan import Slot, propose
from tests.engine.play import Play


def left(play: Play) -> dict[str, Slot]:
    return {slot.id: slot for slot in slots_left(play.state)}


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

    play.do(
        c.ApplyReplan(
            granted=tuple((change.id, change.after) for change in found.moved if not change.dropped),
            dropped=tuple(change.id for change in found.moved if change.dropped),
            rounds=tuple((change.id, change.rounds) for change in found.moved if change.rounds),
            cases=tuple((change.id, change.cases) for change in found.moved if change.cases is not None),
            end_moves=found.missing / 60,
        )
    )
    assert play.state.runs != before
    assert play.state.planned_end == end + found.missing

    assert play.do(c.Undo()).state.runs == before
    assert play.state.planned_end == end


def test_cases_and_rows_left_out_are_out_of_the_room() -> None:
    play = Play().do(c.StartPhase(), c.ApplyReplan(cases=(("debat", 1), ("reponses", 1)))).at("debat")
    play.refuses(c.ChooseCase(1), "n’existe pas")

    play.at("reponses").refuses(c.SubmitIdea("x", "Une réponse", row="row:1"), "ligne")


def test_rounds_already_cut_are_cut_from_where_they_are() -> None:
    play = Play().do(c.StartPhase(), c.ApplyReplan(rounds=(("reponses", (120.0, 100.0)),)))

    assert left(play)["reponses"].rounds == ((120, 90), (100, 90))
