"""Time given, taken back and shared out again."""

from __future__ import annotations

import pytest

from facilitator.engine import commands as c
from facilitator.engine import timebox
from facilitator.engine.deadline import next_deadline
from facilitator.engine.public_time import public_time
from facilitator.engine.script import Phase, Round, Script, Workshop
from facilitator.engine.views import Room, public_view
from tests.engine.play import FOUR_O_CLOCK, Play, script

END = FOUR_O_CLOCK + 3600


def left_of_round(play: Play) -> float:
    phase = play.state.current
    assert phase is not None
    return timebox.round_remaining(phase, play.state.runs[phase.id], play.now)


def test_a_minute_more_in_a_round_lengthens_that_round() -> None:
    play = Play().at("reponses").wait(100)
    before = left_of_round(play)

    play.do(c.AddTime(60))

    assert left_of_round(play) == before + 60
    assert play.state.runs["reponses"].round_seconds == (270.0, 210.0)
    assert left_of_round(play.do(c.AddTime(-3000))) == 0


def test_a_protected_phase_is_shortened_by_hand_down_to_its_shortest_length() -> None:
    play = Play(script(Phase("a", "A", "talk", 4), Phase("fin", "Fin", "validate", 8, 6, "protected"))).do(
        c.StartPhase()
    )

    play.do(c.AddTime(-300, "fin"))

    assert play.state.runs["fin"].granted == 360
    play.refuses(c.AddTime(-60, "fin"), "plus de temps")


def test_time_given_now_and_what_it_costs_are_one_gesture() -> None:
    play = Play().at("tour").wait(30)

    play.do(c.ApplyReplan(granted=(("debat", 360.0),), added=120))
    assert (play.state.runs["tour"].granted, play.state.runs["debat"].granted) == (360, 360)

    play.do(c.Undo())
    assert (play.state.runs["tour"].granted, play.state.runs["debat"].granted) == (240, 480)


def test_a_replan_may_shorten_the_current_phase_and_never_under_what_it_has_spent() -> None:
    play = Play().at("tour").wait(100)

    play.do(c.ApplyReplan(granted=(("tour", 150.0),)))

    assert play.state.runs["tour"].granted == 150
    play.refuses(c.ApplyReplan(granted=(("tour", 60.0),)), "durée")


def test_an_end_that_was_never_planned_does_not_move() -> None:
    Play(start=None).refuses(c.ApplyReplan(end_moves=5), "au démarrage")


def test_a_round_begun_while_the_machine_slept_has_not_begun_if_that_time_does_not_count() -> None:
    play = Play().at("reponses").wait(100).wait(600)
    play.do(c.NextRound(auto=True))
    assert play.state.runs["reponses"].round == 1

    play.do(c.SkipTime(600))

    assert (play.state.runs["reponses"].round, left_of_round(play)) == (0, 110)
    assert play.do(c.SkipTime(50)).state.runs["reponses"].round == 0
    play.changes_nothing(c.SkipTime(0))


def test_after_the_last_round_the_time_left_is_the_phases() -> None:
    play = Play().at("reponses").wait(210).do(c.NextRound()).wait(220)
    phase = public_view(play.state, play.now, Room())["phase"]
    assert phase is not None

    standing = public_time(phase, play.now)

    assert (standing.left, standing.granted) == (110, 540)


def test_two_minutes_before_a_firm_end_the_room_is_due_its_thanks_once() -> None:
    play = Play().at("matrice")
    assert next_deadline(play.state, play.now) == (END - 120, c.SayThanks())

    play.do(c.SayThanks())
    assert play.state.thanks
    assert timebox.thanks_due(play.state) is None
    play.changes_nothing(c.SayThanks())

    play.do(c.SayThanks(False))
    assert (play.state.thanks, timebox.thanks_due(play.state)) == (False, None)
    assert timebox.thanks_due(play.do(c.MoveEnd(10)).state) == END + 480


def test_an_end_that_is_not_firm_thanks_nobody() -> None:
    free = Script(Workshop("A", 960, 1020, hard_stop=False), (Phase("a", "A", "talk", 4),))

    assert timebox.thanks_due(Play(free).do(c.StartPhase()).state) is None
    assert timebox.thanks_due(Play().state) is None


def test_who_is_thanked_may_rate_the_hour_even_before_the_closing() -> None:
    play = Play().at("matrice").phone("p1")
    play.refuses(c.GiveRoti("p1", 4), "n’a pas commencé")

    assert play.do(c.SayThanks(), c.GiveRoti("p1", 4)).state.roti["p1"].score == 4


@pytest.mark.parametrize("rung", [True, False])
def test_the_sound_is_set_and_stays(rung: bool) -> None:
    play = Play().do(c.SetSound(not rung), c.SetSound(rung))

    assert play.state.sound is rung
    play.changes_nothing(c.SetSound(rung))


def test_a_phase_with_one_round_has_it_to_the_end() -> None:
    play = Play(script(Phase("a", "A", "talk", 4, round=(Round("Un", 4),)))).do(c.StartPhase()).wait(100)

    assert timebox.round_due(play.state, play.now) is None
    assert left_of_round(play) == 140


def test_the_announced_silence_is_made_longer_or_announced_anew_and_never_outlasts_its_phase() -> None:
    play = Play(script(Phase("a", "A", "collect", 4, silent_minutes=1), Phase("b", "B", "talk", 4))).do(c.StartPhase())

    def hush() -> float:
        phase = public_view(play.state, play.now, Room())["phase"]
        assert phase is not None
        return public_time(phase, play.now).silence

    assert hush() == 60
    assert (play.do(c.AddSilence()), hush())[1] == 90
    play.wait(150)
    assert hush() == 0
    assert (play.do(c.AddSilence(20)), hush())[1] == 20
    assert play.do(c.Undo(), c.Undo()).state.runs["a"].silence == 0
    play.do(c.AddSilence(500))
    play.refuses(c.AddSilence(), "plus de temps pour un silence")
    play.refuses(c.AddSilence(0), "heure")
