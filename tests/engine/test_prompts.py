from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.engine import commands as c
from facilitator.engine.deadline import next_deadline
from facilitator.engine.prompts import Nudge, nudge, prompt_leaves, rhythm, shows_by_itself, table_prompts
from facilitator.engine.room import Room
from facilitator.engine.script import Phase, PromptRules
from facilitator.engine.timebox import elapsed, remaining
from facilitator.engine.views.phone import phone_view
from facilitator.engine.views.public import public_view
from tests.engine.play import Play, script

FIVE = ("Un ?", "Deux ?", "Trois ?", "Quatre ?", "Cinq ?")
WRITING = Phase("ecrire", "Écrire", "collect", 20, veil="open", prompts=FIVE)


def playing(phase: Phase = WRITING, rules: PromptRules | None = None) -> Play:
    made = replace(script(phase, Phase("fin", "Fin", "talk", 5)), prompts=rules or PromptRules())
    return Play(made).do(c.StartPhase())


def suggested(play: Play, *, typing: bool = False) -> Nudge:
    phase = play.state.current
    assert phase is not None
    run = play.state.runs[phase.id]
    facts = rhythm(play.state, phase)
    return nudge(facts, play.now, elapsed(run, play.now), remaining(run, play.now), typing=typing)


def test_people_are_left_to_think_before_the_first_prompt() -> None:
    play = playing()
    assert suggested(play.wait(74)) == ""
    assert suggested(play.wait(1)) == "prompt"


def test_one_prompt_shown_by_hand_begins_the_rhythm_anew() -> None:
    play = playing().wait(80).do(c.ShowPrompt())
    for _second in range(10):
        play.wait(10)
        play.idea(f"i{play.now}")
        assert suggested(play) == ""
    assert suggested(play.wait(10)) == "prompt"


def test_nothing_is_suggested_while_somebody_writes_then_it_is() -> None:
    play = playing().wait(80).do(c.ShowPrompt()).wait(50)
    assert suggested(play, typing=True) == ""
    assert suggested(play, typing=False) == "prompt"


def test_silence_calls_for_a_prompt_before_the_rhythm_does() -> None:
    play = playing().wait(80).do(c.ShowPrompt()).wait(20).idea("i1")
    assert suggested(play.wait(44)) == ""
    assert suggested(play.wait(1)) == "prompt"


def test_after_two_prompts_that_brought_nothing_pairs_are_proposed() -> None:
    play = playing().wait(80).do(c.ShowPrompt()).wait(110).do(c.ShowPrompt()).wait(50)
    assert suggested(play) == "pairs"
    assert suggested(play.idea("i1").wait(50)) == "prompt"


def test_an_announced_silence_is_kept() -> None:
    play = playing(replace(WRITING, silent_minutes=3))
    assert suggested(play.wait(179)) == ""
    assert suggested(play.wait(2)) == "prompt"


def test_no_prompt_in_the_last_minute_but_a_last_card() -> None:
    play = playing()
    assert suggested(play.wait(20 * 60 - 60)) == "last"
    assert suggested(play.wait(61)) == ""
    talk = playing(Phase("dire", "Dire", "talk", 5, prompts=FIVE))
    assert suggested(talk.wait(4 * 60 + 1)) == ""


def test_a_message_on_the_screen_comes_first() -> None:
    play = playing().wait(80).do(c.ShowMessage("Une pause à 16 h 30"))
    assert suggested(play) == ""
    assert suggested(play.do(c.ClearMessage())) == "prompt"


def test_a_veiled_vote_is_left_alone() -> None:
    play = playing(Phase("vote", "Vote", "vote", 10, options=("Oui", "Non"), prompts=FIVE))
    assert suggested(play.wait(200)) == ""
    assert suggested(play.do(c.Reveal())) == "prompt"


def test_a_room_that_writes_a_lot_needs_no_prompt() -> None:
    play = playing().wait(80)
    for n in range(11):
        play.wait(1).idea(f"i{n}")
    assert suggested(play) == ""


def test_a_veiled_flow_that_slows_down_may_be_revealed() -> None:
    play = playing(replace(WRITING, veil="closed"), PromptRules(first_after_seconds=1000)).wait(40)
    for n in range(9):
        play.wait(1).idea(f"i{n}")
    assert suggested(play.wait(29)) == ""
    assert suggested(play.wait(40)) == "reveal"
    assert suggested(play.do(c.Reveal())) != "reveal"


def test_no_prompt_comes_back_and_the_end_of_the_list_is_told() -> None:
    play = playing()
    shown = []
    for _prompt in FIVE:
        play.wait(110)
        assert suggested(play.idea(f"i{play.now}")) == "prompt"
        shown.append(play.do(c.ShowPrompt()).state.prompt)
    assert shown == list(FIVE)
    play.wait(110).idea("last")
    assert suggested(play) == "spent"
    play.refuses(c.ShowPrompt(), "ont été montrées")


def test_a_phase_without_prompts_suggests_none() -> None:
    assert suggested(playing(replace(WRITING, prompts=())).wait(300)) == ""


def test_in_a_talk_only_the_rhythm_counts() -> None:
    play = playing(Phase("dire", "Dire", "talk", 20, prompts=FIVE)).wait(80).do(c.ShowPrompt())
    assert suggested(play.wait(109)) == ""
    assert suggested(play.wait(1)) == "prompt"
    assert suggested(play.do(c.ShowPrompt()).wait(110).do(c.ShowPrompt()).wait(110)) == "prompt"


def test_prompts_show_themselves_three_times_at_most_and_less_and_less_often() -> None:
    play = playing(rules=PromptRules(mode="show", silence_seconds=40, every_seconds=1000)).wait(80)
    waits = []
    for _time in range(3):
        waited = 0
        while not shows_by_itself(rhythm(play.state, WRITING), suggested(play)):
            play.wait(1)
            waited += 1
        waits.append(waited)
        play.do(c.ShowPrompt(auto=True)).idea(f"i{play.now}")
    assert waits == [0, 60, 90]
    assert not shows_by_itself(rhythm(play.state, WRITING), suggested(play.wait(400)))
    assert play.replayed() == play.state


def test_a_prompt_that_came_by_itself_is_no_gesture_to_take_back() -> None:
    play = playing().wait(80).do(c.ShowPrompt(auto=True))
    assert [step.gesture for step in play.state.history] == ["start-phase"]


def test_a_suggestion_never_shows_itself_unless_the_script_wants_it() -> None:
    play = playing().wait(80)
    assert suggested(play) == "prompt"
    assert not shows_by_itself(rhythm(play.state, WRITING), "prompt")


def test_a_prompt_leaves_the_screen_for_the_last_minute_unless_it_was_asked_for_then() -> None:
    play = playing().do(c.ShowPrompt())
    assert next_deadline(play.state, play.now) == (play.now + 19 * 60, c.HidePrompt(auto=True))
    assert prompt_leaves(play.do(c.Pause()).state) is None
    undoable = len(play.do(c.Resume()).wait(19 * 60).state.history)
    assert play.do(c.HidePrompt(auto=True)).state.prompt == ""
    assert len(play.state.history) == undoable
    assert prompt_leaves(play.do(c.ShowPrompt()).state) is None


TABLES = replace(WRITING, form="tables", prompts_per_table=True)


@given(people=st.integers(6, 60), prompts=st.integers(2, 8), shown=st.integers(0, 7))
def test_neighbouring_tables_never_share_a_prompt(people: int, prompts: int, shown: int) -> None:
    phase = replace(TABLES, prompts=tuple(f"Relance {n}" for n in range(prompts)))
    play = playing(phase).do(c.CountHeads(people), c.ShowPrompt(phase.prompts[shown % prompts]))
    view = public_view(play.state, play.now, Room())
    each = view["table_prompts"]
    assert each[0] == view["prompt"]
    assert all(one != other for one, other in zip(each, each[1:], strict=False))


def test_a_phone_reads_the_prompt_of_its_table() -> None:
    play = playing(TABLES).do(c.CountHeads(20)).phone("p1", group="1").phone("p2", group="2").phone("p3")
    play.phone("p4", group="99").phone("p5", group="Les bleus").do(c.ShowPrompt())
    told = {name: phone_view(play.state, play.now, Room(), name)["prompt"] for name in ("p1", "p2", "p3", "p4", "p5")}
    assert told == {"p1": "Un ?", "p2": "Deux ?", "p3": "Un ?", "p4": "Un ?", "p5": "Un ?"}


@pytest.mark.parametrize("text", ["", "Une provocation de vive voix"])
def test_what_is_no_prompt_of_the_list_is_for_every_table(text: str) -> None:
    play = playing(TABLES).do(c.CountHeads(20))
    if text:
        play.do(c.ShowPrompt(text))
    assert table_prompts(play.state, TABLES, 4) == ()
