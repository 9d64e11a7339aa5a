"""Phases and their time: given a session, when somebody asks, then."""

from __future__ import annotations

from dataclasses import replace

from facilitator.engine import commands as c
from facilitator.engine import timebox
from facilitator.engine.deadline import next_deadline
from facilitator.engine.script import Phase
from tests.engine.play import FOUR_O_CLOCK, Play, script


def test_the_first_start_opens_the_first_phase_and_keeps_the_planned_end() -> None:
    play = Play().wait(540).do(c.StartPhase())

    assert (play.state.status, play.state.phase) == ("running", "tour")
    assert play.state.planned_end == FOUR_O_CLOCK + 3600
    assert timebox.lateness(play.state, play.now) == 540 + 8 * 60


def test_a_late_start_may_move_the_end() -> None:
    play = Play().wait(540).do(c.StartPhase(shift_end=True))

    assert play.state.planned_end == FOUR_O_CLOCK + 540 + 3600


def test_an_early_start_never_moves_the_end() -> None:
    play = Play().wait(-60).do(c.StartPhase(shift_end=True))

    assert play.state.planned_end == FOUR_O_CLOCK + 3600


def test_without_a_planned_start_the_first_start_says_when_it_ends() -> None:
    play = Play(start=None)
    play.refuses(c.MoveEnd(5), "fin")

    play.wait(30).do(c.StartPhase())

    assert play.state.planned_end == FOUR_O_CLOCK + 30 + 3600


def test_only_the_next_phase_advances_and_time_spent_stays_with_its_phase() -> None:
    play = Play().do(c.StartPhase()).wait(100).do(c.NextPhase()).wait(50)

    assert play.state.phase == "cartes"
    assert timebox.elapsed(play.state.runs["tour"], play.now) == 100
    assert timebox.elapsed(play.state.runs["cartes"], play.now) == 50


def test_going_back_erases_nothing_and_counts_on() -> None:
    play = Play().do(c.StartPhase()).wait(100).do(c.NextPhase()).wait(50).do(c.PreviousPhase()).wait(10)

    assert play.state.phase == "tour"
    assert timebox.elapsed(play.state.runs["tour"], play.now) == 110
    assert play.state.runs["tour"].started_at == FOUR_O_CLOCK


def test_the_first_and_the_last_phase_are_the_ends_of_the_road() -> None:
    play = Play().do(c.StartPhase())
    play.refuses(c.PreviousPhase(), "première")

    play.at("cloture").refuses(c.NextPhase(), "dernière")


def test_any_phase_can_be_reached_but_the_one_we_are_in_and_the_ones_that_do_not_exist() -> None:
    play = Play().at("vote")

    play.refuses(c.GoToPhase("vote"), "déjà")
    play.refuses(c.GoToPhase("ailleurs"), "n’existe pas")


def test_a_pause_stops_the_clock_and_a_start_lets_it_go_on() -> None:
    play = Play().do(c.StartPhase()).wait(60).do(c.Pause()).wait(1000)
    run = play.state.runs["tour"]
    assert (timebox.remaining(run, play.now), timebox.pace(run, play.now)) == (180, "paused")
    play.refuses(c.Pause(), "pause")

    play.do(c.StartPhase()).wait(10)

    assert timebox.remaining(play.state.runs["tour"], play.now) == 170
    play.refuses(c.Resume(), "déjà")


def test_minutes_are_added_and_taken_but_never_those_already_spent() -> None:
    play = Play().do(c.StartPhase()).wait(200).do(c.AddTime(60))
    assert timebox.remaining(play.state.runs["tour"], play.now) == 100

    play.do(c.AddTime(-600))

    assert timebox.remaining(play.state.runs["tour"], play.now) == 0
    play.refuses(c.AddTime(-60), "plus de temps")
    play.refuses(c.AddTime(float("nan")), "heure")


def test_a_later_phase_can_be_given_time_from_here() -> None:
    play = Play().do(c.StartPhase(), c.AddTime(120, "vote"))

    assert play.state.runs["vote"].granted == 420


def test_time_slept_is_not_counted_when_the_room_says_so() -> None:
    play = Play().do(c.StartPhase()).wait(200).do(c.SkipTime(150))

    assert timebox.elapsed(play.state.runs["tour"], play.now) == 50
    play.refuses(c.SkipTime(60), "autant")
    play.changes_nothing(c.SkipTime(0))


def test_the_end_moves_when_asked() -> None:
    play = Play().do(c.StartPhase(), c.MoveEnd(10))

    assert play.state.planned_end == FOUR_O_CLOCK + 4200
    play.changes_nothing(c.MoveEnd(0))


def test_a_replan_grants_other_durations_to_later_phases_and_drops_what_may_be() -> None:
    play = Play().do(c.StartPhase())

    play.do(c.ApplyReplan((("vote", 180.0),), ("option",), (("reponses", (120.0, 120.0)),)))

    assert play.state.runs["vote"].granted == 180
    assert play.state.runs["reponses"].round_seconds == (120.0, 120.0)
    assert "option" not in {phase.id for phase in timebox.later_phases(play.state)}
    play.changes_nothing(c.ApplyReplan(()))


def test_a_replan_never_touches_what_is_protected_past_or_unknown() -> None:
    play = Play().at("vote")

    play.refuses(c.ApplyReplan((("cloture", 60.0),)), "protégée")
    play.refuses(c.ApplyReplan((("tour", 60.0),)), "à venir")
    play.refuses(c.ApplyReplan((("debat", float("inf")),)), "durée")
    play.refuses(c.ApplyReplan((), ("cloture",)), "protégée")
    play.refuses(c.ApplyReplan((), ("tour",)), "à venir")
    play.refuses(c.ApplyReplan((), (), (("debat", (60.0,)),)), "durée")
    play.refuses(c.ApplyReplan(cases=(("debat", 0),)), "au moins un cas")


def test_a_replan_keeps_at_least_one_phase() -> None:
    play = Play(script(Phase("seule", "Seule", "talk", 10, priority="droppable")))

    play.refuses(c.ApplyReplan((), ("seule",)), "au moins une")


def test_a_dropped_phase_is_skipped_both_ways_and_going_there_takes_it_back() -> None:
    play = Play().at("pause").do(c.ApplyReplan((), ("option",)), c.NextPhase())
    assert play.state.phase == "engagement"

    assert play.do(c.PreviousPhase()).state.phase == "pause"

    assert play.do(c.GoToPhase("option")).state.runs["option"].dropped is False


def test_rounds_follow_one_another_and_each_has_its_move() -> None:
    play = Play().at("reponses").wait(100)
    phase = play.state.current
    assert phase is not None
    assert timebox.round_remaining(phase, play.state.runs["reponses"], play.now) == 110
    assert next_deadline(play.state, play.now) == (play.now + 110, c.NextRound(auto=True))
    play.refuses(c.NextRound(auto=True), "pas fini")

    play.wait(111).do(c.NextRound(auto=True))

    run = play.state.runs["reponses"]
    assert (run.round, timebox.round_remaining(phase, run, play.now)) == (1, 209)
    assert timebox.round_due(play.state, play.now) is None
    play.refuses(c.NextRound(), "dernier")


def test_a_round_started_by_hand_starts_now() -> None:
    play = Play().at("reponses").wait(100).do(c.NextRound())

    phase = play.state.current
    assert phase is not None
    assert timebox.round_remaining(phase, play.state.runs["reponses"], play.now) == 210


def test_rounds_shrink_with_a_replan() -> None:
    play = Play().do(c.StartPhase(), c.ApplyReplan((), (), (("reponses", (90.0, 60.0)),))).at("reponses")

    phase = play.state.current
    assert phase is not None
    assert timebox.round_remaining(phase, play.state.runs["reponses"], play.now) == 90


def test_a_paused_phase_has_no_deadline() -> None:
    play = Play().at("reponses").do(c.Pause())

    assert timebox.round_due(play.state, play.now) is None
    assert next_deadline(Play().state, play.now) is None


def test_reveal_and_veil_answer_each_other() -> None:
    play = Play().at("cartes")
    play.refuses(c.Veil(), "Rien")

    play.do(c.Reveal())
    play.refuses(c.Reveal(), "déjà visible")

    assert play.do(c.Veil()).state.veiled(play.script.find("cartes"))


def test_a_round_may_have_a_veil_of_its_own() -> None:
    play = Play().at("reponses")
    phase = play.script.find("reponses")
    assert not play.state.veiled(phase)

    assert play.do(c.NextRound()).state.veiled(phase)


def test_the_end_closes_the_session_to_everything() -> None:
    play = Play()
    play.refuses(c.EndSession(), "pas encore commencé")
    play.at("cartes").wait(5).do(c.EndSession())

    assert (play.state.status, play.state.ended_at) == ("ended", play.now)
    for command in (c.StartPhase(), c.NextPhase(), c.SubmitIdea("x", "Trop tard"), c.GoToPhase("vote"), c.MoveEnd(5)):
        play.refuses(command, "terminé")


def test_undo_takes_back_the_last_gestures_one_by_one() -> None:
    play = Play().at("cartes").idea("a").do(c.Mask("a"), c.Keep("a"))

    play.do(c.Undo(), c.Undo())

    assert (play.state.ideas["a"].masked, play.state.ideas["a"].kept) == (False, False)


def test_undo_gives_back_more_than_twenty_gestures_and_then_says_there_is_nothing_left() -> None:
    play = Play()
    before = play.do(c.StartPhase()).state
    for _ in range(30):
        play.do(c.AddTime(60))

    for _ in range(30):
        play.do(c.Undo())

    assert play.state.runs == before.runs
    play.do(c.Undo()).refuses(c.Undo(), "rien à annuler")
    assert play.state.status == "lobby"


def test_undo_still_works_after_a_restart() -> None:
    play = Play().at("cartes").do(c.CountHeads(18), c.BlankScreen(True))

    play.state = play.replayed()

    assert play.do(c.Undo(), c.Undo()).state.head_count is None


def test_undo_leaves_alone_what_others_wrote_since() -> None:
    play = Play().at("cartes").phone("p1").do(c.SubmitIdea("a", "Une idée", "phone", "p1"))
    play.do(c.Keep("a"), c.EditIdea("a", "Une meilleure idée", author="p1"))

    play.do(c.Undo())

    assert (play.state.ideas["a"].text, play.state.ideas["a"].kept) == ("Une meilleure idée", False)


def test_undo_leaves_a_field_that_was_set_again_since() -> None:
    play = Play().at("reponses").do(c.AddTime(60)).wait(400)
    play.do(c.NextRound(auto=True))

    play.do(c.Undo())

    assert play.state.runs["reponses"].granted == 540
    assert play.state.runs["reponses"].round == 1


def test_undo_leaves_an_idea_that_its_words_have_changed_since() -> None:
    play = Play().at("cartes").idea("a")
    play.do(c.EditIdea("a", "Mieux dite"))
    play.state = replace(play.state, history=play.state.history[:-1])

    assert play.do(c.Undo()).state.ideas["a"].text == "Mieux dite"


def test_undo_leaves_gone_what_is_gone_and_set_what_was_set_again() -> None:
    play = Play().at("tri").do(c.CreateTheme("t1", "Un"), c.RenameTheme("t1", "Deux"))
    renamed = play.state.history
    play.do(c.DropTheme("t1"), c.CountHeads(12), c.CountHeads(13))
    dropped, counted, again = play.state.history[-3:]

    play.state = replace(play.state, history=(*renamed, counted))
    assert play.do(c.Undo()).state.head_count == 13
    assert play.do(c.Undo()).state.themes == {}
    play.state = replace(play.state, history=(dropped,))
    assert play.do(c.Undo()).state.themes["t1"].name == "Deux"
    play.state = replace(play.state, history=(replace(again, seq=1), again))
    assert play.do(c.Undo(), c.Undo()).state.head_count == 12


def test_what_participants_do_is_not_a_gesture() -> None:
    play = Play().at("cartes").phone("p1").do(c.SubmitIdea("a", "Une idée", "phone", "p1"))

    play.do(c.Undo())

    assert "a" in play.state.ideas


def test_thresholds_scale_with_the_time_granted() -> None:
    assert [timebox.thresholds(minutes * 60) for minutes in (12, 6, 3, 1)] == [
        (300, 60), (120, 30), (60, 15), (30, 15),
    ]  # fmt: skip


def test_the_pace_goes_from_on_time_to_overtime_in_words() -> None:
    play = Play()
    assert timebox.pace(play.state.runs["tour"], play.now) == "waiting"
    play.do(c.StartPhase())
    paces = []
    for seconds in (0, 180, 46, 14, 21):
        paces.append(timebox.pace(play.wait(seconds).state.runs["tour"], play.now))

    assert paces == ["on_time", "warning", "last_call", "grace", "overtime"]


def test_in_the_lobby_the_end_is_projected_from_the_planned_start() -> None:
    play = Play()

    assert timebox.projected_end(play.state, play.now - 300) == FOUR_O_CLOCK + 68 * 60
    assert timebox.lateness(Play(start=None).state, play.now) == 0
