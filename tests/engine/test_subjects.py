"""A talk that goes through subjects: each has its minutes, then the room's thumbs."""

from __future__ import annotations

from typing import Any

import pytest

from facilitator.engine import commands as c
from facilitator.engine.deadline import next_deadline
from facilitator.engine.events import Entry, FocusSet
from facilitator.engine.public_time import public_time
from facilitator.engine.reduce import reduce
from facilitator.engine.replan import propose, slots
from facilitator.engine.script import Phase
from facilitator.engine.state import PhaseRun
from facilitator.engine.subjects import discussed
from facilitator.engine.timebox import extension
from facilitator.engine.views import Room, console_view, phone_view, public_view
from tests.engine.play import Play, script

TALK = Phase("cafe", "Le café", "talk", 24, min_minutes=12, source="sujets", per_item_minutes=8)
ROOM = Room()


@pytest.fixture
def play() -> Play:
    """Three subjects, the first before the room."""
    written = script(Phase("sujets", "Sujets", "collect", 5), TALK, Phase("fin", "La fin", "talk", 5))
    coffee = Play(written).at("sujets")
    for identity in ("a", "b", "c"):
        coffee.idea(identity, f"Sujet {identity}")
    return coffee.phone("p1", "p2", "p3").at("cafe").wait(60).do(c.Focus("a"))


def subject(play: Play) -> Any:
    """The subject before the room, as facilitators see it."""
    return console_view(play.state, play.now, ROOM)["phase"]["talk"]["subject"]  # type: ignore[index]


def said(play: Play) -> Any:
    """The time as the room sees it."""
    phase = public_view(play.state, play.now, ROOM)["phase"]
    assert phase is not None
    return public_time(phase, play.now)


def run(play: Play) -> PhaseRun:
    return play.state.runs["cafe"]


def test_a_subject_has_its_own_minutes_from_when_it_comes_before_the_room(play: Play) -> None:
    assert subject(play) == {"starts": 60, "seconds": 480, "more": 240, "thumbs": None}
    assert (said(play).left, said(play).granted) == (480, 480)

    play.wait(300).do(c.Focus("b"))

    assert (said(play.wait(10)).left, said(play).moment) == (470, "going")
    assert said(play.wait(465)).moment == "last_call"


def test_the_minutes_of_a_subject_stand_still_with_the_clock_and_never_outlast_the_phase(play: Play) -> None:
    play.wait(100).do(c.Pause()).wait(1000)
    assert said(play).left == 380
    assert said(play.do(c.Resume()).wait(1000).do(c.Focus("c"))).left == 280


def test_where_subjects_have_no_minutes_none_is_timed() -> None:
    play = Play().at("cartes").idea("a").at("vote").at("tour")
    assert subject(play) is None
    play.do(c.StartTurn())
    play.refuses(c.AskThumbs(), "Aucun sujet minuté")
    play.refuses(c.ExtendSubject(), "Aucun sujet minuté")
    assert extension(play.state.script.find("tour")) == 0
    play.refuses(c.GiveThumb("p1", True), "déjà répondu")


def test_the_room_is_asked_when_the_minutes_are_up_and_not_before(play: Play) -> None:
    play.wait(479)
    assert next_deadline(play.state, play.now) == (play.now + 1, c.AskThumbs(auto=True))
    play.refuses(c.AskThumbs(auto=True), "pas fini")

    play.wait(1).do(c.AskThumbs(auto=True))

    assert subject(play)["thumbs"] == {"up": 0, "down": 0, "given": 0}
    assert play.state.history[-1].gesture == "focus", "nobody made that gesture: nobody undoes it"
    assert (due := next_deadline(play.state, play.now)) is None or due[1] != c.AskThumbs(auto=True)
    play.changes_nothing(c.AskThumbs())
    play.do(c.Focus(""))
    assert subject(play) is None


def test_a_subject_that_left_the_wall_is_asked_about_no_more_and_holds_up_nothing_that_is_due(play: Play) -> None:
    play.do(c.Mask("a")).wait(500)

    assert subject(play) is None
    assert (due := next_deadline(play.state, play.now)) is None or due[1] != c.AskThumbs(auto=True)
    play.refuses(c.AskThumbs(auto=True), "Aucun sujet minuté")
    assert subject(play.do(c.Unmask("a"))) is not None


def test_time_that_passed_without_the_room_is_none_of_a_subjects(play: Play) -> None:
    play.wait(400).wait(600).do(c.AskThumbs(auto=True), c.SkipTime(600))
    assert (subject(play)["thumbs"], said(play).left) == (None, 80)

    play.wait(600).do(c.Focus("b")).wait(10).do(c.SkipTime(600))
    assert said(play).left == 470

    play.do(c.AskThumbs()).wait(30).do(c.SkipTime(20))
    assert subject(play)["thumbs"] is not None, "the room was asked before its time was up"


def test_what_is_no_subject_has_no_minutes(play: Play) -> None:
    play.idea("z", "Dite en passant").do(c.Focus("z"))
    assert (play.state.runs["cafe"].focus, play.state.runs["cafe"].subject_seconds) == ("z", 0)


def test_no_thumb_is_given_once_the_room_is_elsewhere(play: Play) -> None:
    play.do(c.AskThumbs(), c.NextPhase())
    play.refuses(c.GiveThumb("p1", True, "a", "cafe"), "déjà répondu")
    play.do(c.PreviousPhase(), c.GiveThumb("p1", True, "a", "cafe"))
    assert subject(play)["thumbs"]["up"] == 1


def test_phones_give_one_thumb_each_and_hands_are_counted_beside(play: Play) -> None:
    play.refuses(c.GiveThumb("p1", True), "déjà répondu")
    play.do(c.AskThumbs(), c.GiveThumb("p1", True), c.GiveThumb("p2", True, "a"), c.GiveThumb("p2", False))
    play.changes_nothing(c.GiveThumb("p1", True))
    play.refuses(c.GiveThumb("p1", True, "b"), "déjà répondu")
    play.refuses(c.CountThumbs(-1, 2), "Entre")

    play.do(c.CountThumbs(5, 1))

    assert subject(play)["thumbs"] == {"up": 6, "down": 2, "given": 8}
    mine = [phone_view(play.state, play.now, ROOM, who)["mine"]["thumb"] for who in ("p1", "p2", "p3")]
    assert mine == [True, False, None]


def test_counting_thumbs_is_asking_for_them(play: Play) -> None:
    play.do(c.CountThumbs(3, 4))
    assert subject(play)["thumbs"] == {"up": 3, "down": 4, "given": 7}
    play.do(c.Undo())
    assert subject(play)["thumbs"] is None


def test_the_room_is_asked_without_being_told_what_others_say(play: Play) -> None:
    play.do(c.AskThumbs(), c.GiveThumb("p1", True), c.GiveThumb("p2", False))

    def shown() -> Any:
        return public_view(play.state, play.now, ROOM)["phase"]["talk"]["subject"]["thumbs"]  # type: ignore[index]

    assert shown() == {"up": None, "down": None, "given": None}
    play.do(c.GiveThumb("p3", True))
    assert shown() == {"up": None, "down": None, "given": 3}


def test_a_subject_goes_on_for_half_of_its_minutes_from_now(play: Play) -> None:
    play.wait(520).do(c.AskThumbs(auto=True), c.GiveThumb("p1", True), c.CountThumbs(1, 1), c.ExtendSubject())

    assert subject(play)["thumbs"] is None
    assert said(play).left == 240
    play.do(c.AskThumbs())
    assert subject(play)["thumbs"]["given"] == 0, "the room is asked anew"
    assert play.do(c.Undo(), c.Undo()).state.runs["cafe"].subject_seconds == 480


def test_a_subject_may_be_given_other_seconds_before_its_end(play: Play) -> None:
    play.wait(100).do(c.ExtendSubject(60))
    assert run(play).subject_seconds == 540
    play.refuses(c.ExtendSubject(-5), "heure")


def test_a_shorter_talk_leaves_its_last_subject_out() -> None:
    [slot] = slots([TALK])
    assert slot.cases == (480, 480, 480)
    assert [propose([slot], late * 60).changes[0].cases for late in (0, 6, 8)] == [None, None, 2]
    written = script(Phase("sujets", "Sujets", "collect", 5), TALK)
    few = Play(written).at("sujets").idea("a").idea("b")
    assert [slot["cases"] for slot in console_view(few.state, few.now, ROOM)["time"]["slots"]] == [[480, 480]]


def test_the_thumb_of_who_leaves_without_a_trace_goes_too(play: Play) -> None:
    play.do(c.AskThumbs(), c.GiveThumb("p1", True), c.GiveThumb("p2", True), c.EraseParticipant("p1"))
    assert subject(play)["thumbs"]["up"] == 1
    assert "p1" not in repr(play.state)


def spent(play: Play) -> list[tuple[str, float]]:
    return [(one.item, one.seconds) for one in discussed(play.state, TALK)]


def test_the_time_of_each_subject_is_told_however_often_it_comes_back(play: Play) -> None:
    play.wait(300).do(c.Focus("b"))
    play.wait(60).do(c.Pause()).wait(600).do(c.Resume())
    play.wait(60).do(c.Focus("a"))
    play.wait(30).do(c.Focus(""))
    play.wait(90).do(c.Focus("c"))
    play.wait(10).do(c.NextPhase())

    assert spent(play) == [("a", 330), ("b", 120), ("c", 10)]


def test_undoing_a_step_gives_the_room_its_subject_and_its_time_back(play: Play) -> None:
    play.wait(300).do(c.Focus("b")).do(c.Undo())
    assert spent(play) == [("a", 300)]
    assert run(play).focus == "a"


def test_a_journal_of_before_that_leaves_its_subjects_untimed_takes_no_time_back(play: Play) -> None:
    play.wait(300)
    state = reduce(Entry(play.state.seq + 1, play.now, (FocusSet("cafe", ""),), ""), play.state)[0]
    assert dict(state.discussed) == {("cafe", "a"): 0.0}


def test_the_thumbs_of_a_subject_stay_with_it(play: Play) -> None:
    play.wait(400).do(c.AskThumbs(), c.GiveThumb("p1", True, "a", "cafe"), c.CountThumbs(2, 1)).do(c.Focus("b"))
    assert [(one.item, one.up, one.down) for one in discussed(play.state, TALK)] == [("a", 3, 1), ("b", 0, 0)]
