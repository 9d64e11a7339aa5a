"""The room and its screens."""

from __future__ import annotations

from facilitator.engine import commands as c
from facilitator.engine.script import Phase
from tests.engine.play import Play, script


def test_heads_are_counted_and_the_room_is_full() -> None:
    play = Play().do(c.CountHeads(18), c.SetFull(True))

    assert (play.state.head_count, play.state.full) == (18, True)
    play.changes_nothing(c.CountHeads(18))
    play.changes_nothing(c.SetFull(True))
    play.refuses(c.CountHeads(-1), "Entre 0 et")


def test_arrivals_add_up_and_nobody_leaves_an_empty_room() -> None:
    play = Play().do(c.CountArrivals(1), c.CountArrivals(2))
    assert play.state.head_count == 3

    assert play.do(c.CountArrivals(-5)).state.head_count == 0
    play.changes_nothing(c.CountArrivals(-1))


def test_the_warm_up_poll_takes_one_answer_a_phone_and_closes_with_the_lobby() -> None:
    play = Play().phone("p1").do(c.AnswerPoll("p1", 0), c.AnswerPoll("p1", 2), c.CountPollHands(1, 5))

    assert (dict(play.state.poll), dict(play.state.poll_hands)) == ({"p1": 2}, {1: 5})
    play.changes_nothing(c.AnswerPoll("p1", 2))
    play.refuses(c.AnswerPoll("p1", 3), "choix")
    play.do(c.StartPhase()).refuses(c.AnswerPoll("p1", 1), "close")


def test_a_phone_joins_once_at_any_time_and_says_its_table() -> None:
    play = Play().at("vote").phone("p1").do(c.JoinGroup("p1", "Table 1"))

    assert play.state.participants["p1"].group == "Table 1"
    play.changes_nothing(c.Join("p1"))
    play.changes_nothing(c.JoinGroup("p1", "Table 1"))
    play.refuses(c.JoinGroup("p9", "Table 1"), "rejoint")


def test_ready_is_said_for_one_phase_and_can_be_unsaid() -> None:
    play = Play().at("cartes").phone("p1").do(c.SayReady("p1"))

    assert play.state.participants["p1"].ready == "cartes"
    play.changes_nothing(c.SayReady("p1"))
    assert play.do(c.SayReady("p1", False)).state.participants["p1"].ready == ""


def test_prompts_come_one_by_one_without_repeating_and_then_stop() -> None:
    play = Play().at("cartes").do(c.ShowPrompt())
    assert play.state.prompt == "Et lundi ?"

    assert play.do(c.ShowPrompt()).state.prompt == "Qu’est-ce qui a raté ?"

    play.refuses(c.ShowPrompt(), "ont été montrées")
    assert play.do(c.ShowPrompt("Tout est faux.")).state.prompt == "Tout est faux."
    assert play.do(c.HidePrompt()).state.prompt == ""
    play.refuses(c.HidePrompt(), "Aucune")


def test_a_new_phase_starts_without_a_prompt() -> None:
    assert Play().at("cartes").do(c.ShowPrompt(), c.NextPhase()).state.prompt == ""


def test_a_message_is_shown_and_cleared() -> None:
    play = Play().do(c.ShowMessage("On se retrouve à table"))
    assert play.state.message is not None
    assert play.state.message.text == "On se retrouve à table"

    assert play.do(c.ClearMessage()).state.message is None
    play.changes_nothing(c.ClearMessage())
    play.refuses(c.ShowMessage(" "), "vide")


def test_the_screen_is_blanked_and_zoomed() -> None:
    play = Play().do(c.BlankScreen(True), c.ZoomScreen(2))

    assert (play.state.blank, play.state.zoom) == (True, 2)
    play.changes_nothing(c.BlankScreen(True))
    play.changes_nothing(c.ZoomScreen(2))
    play.refuses(c.ZoomScreen(3), "zoom")


def test_the_keyboard_is_handed_over_and_four_letters_get_it_back() -> None:
    play = Play().at("cartes").do(c.HandOverKeyboard())
    code = play.state.keyboard_code

    assert len(code) == 4
    assert code.isalpha()
    play.refuses(c.HandOverKeyboard(), "déjà")
    play.refuses(c.TakeBackKeyboard("zzzz"), "code")
    assert play.do(c.TakeBackKeyboard(code.upper())).state.keyboard_code == ""
    play.changes_nothing(c.TakeBackKeyboard(code))


def test_the_remote_is_opened_to_the_network_and_closed() -> None:
    play = Play().do(c.OpenRemote(True))

    assert play.state.remote_open
    play.changes_nothing(c.OpenRemote(True))


def test_hands_queue_and_those_who_speak_are_counted() -> None:
    play = Play().at("tour").phone("p1", "p2")
    play.do(c.RaiseHand("m1", "p1"), c.RaiseHand("m2"), c.RaiseHand("m3", "p2"))
    play.changes_nothing(c.RaiseHand("m4", "p1"))
    play.changes_nothing(c.RaiseHand("m2"))
    play.refuses(c.RaiseHand("m5", "p9"), "rejoint")
    play.refuses(c.RaiseHand("", "p1"), "identité")

    play.do(c.StartTurn("m1")).wait(30).do(c.StartTurn("m2")).wait(10)
    play.do(c.StartTurn(facilitator=True)).wait(20).do(c.EndTurn())

    run = play.state.runs["tour"]
    assert (run.turns, run.speaking_seconds, run.facilitator_seconds) == (2, 60, 20)
    assert [hand.id for hand in play.state.queue] == ["m3"]
    assert play.state.participants["p1"].spoken == 1
    play.refuses(c.StartTurn("m1"), "n’attend plus")
    play.changes_nothing(c.EndTurn())


def test_a_hand_is_lowered_by_its_owner_or_by_a_facilitator() -> None:
    play = Play().at("tour").phone("p1").do(c.RaiseHand("m1", "p1"), c.RaiseHand("m2"))

    play.do(c.LowerHand("", "p1"), c.LowerHand("m2"))

    assert play.state.queue == ()
    play.changes_nothing(c.LowerHand("m2"))


def test_leaving_a_phase_ends_the_turn() -> None:
    play = Play().at("tour").do(c.StartTurn(facilitator=True)).wait(40).do(c.NextPhase())

    assert play.state.runs["tour"].facilitator_seconds == 40


def test_a_phase_without_prompts_has_nothing_to_show() -> None:
    Play(script(Phase("seule", "Seule", "talk", 5))).at("seule").refuses(c.ShowPrompt(), "ont été montrées")
