"""What the room may know of the time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.engine import commands as c
from facilitator.engine.public_time import TURN, PublicTime, in_words, last_call, public_time, turn_left
from facilitator.engine.script import Phase
from facilitator.engine.views import Room, console_view, phone_view, public_view
from facilitator.engine.views.shapes import PhaseView
from tests.engine.play import Play, script


def shown(play: Play) -> PhaseView:
    """The phase as the public screen has it."""
    phase = public_view(play.state, play.now, Room())["phase"]
    assert phase is not None
    return phase


def said(play: Play, **how: bool) -> str:
    """The time in the room's words."""
    phase = shown(play)
    return in_words(public_time(phase, play.now), phase, "fr", str, **how).replace("\u00a0", " ")


def test_the_room_is_warned_and_never_reads_a_negative_time() -> None:
    play = Play().do(c.StartPhase())
    moments = []
    for seconds in (0, 181, 46, 60):
        play.wait(seconds)
        moments.append(public_time(shown(play), play.now).moment)

    assert moments == ["going", "warning", "last_call", "over"]
    assert public_time(shown(play), play.now).left == 0
    assert said(play) == "On termine sa phrase"


def test_an_announced_silence_is_told_as_long_as_it_lasts() -> None:
    written = Phase("c", "Cartes", "collect", 8, silent_minutes=3)
    spoken = Phase("t", "Parler", "talk", 8, silent_minutes=1)
    play = Play(script(written, spoken)).at("c").wait(60)

    assert said(play) == "Silence, on écrit encore 2 minutes"
    assert said(play, rounded=True) == "Silence, on écrit"
    assert public_time(shown(play), play.now).silence == 120
    assert said(play.wait(121)) == "encore 5 minutes"
    assert said(play.do(c.Pause())) == "En pause"
    assert said(play.at("t")) == "Silence, on réfléchit encore une minute"


def test_a_pause_is_said_without_seconds() -> None:
    assert said(Play().do(c.StartPhase(), c.Pause())) == "En pause"


def test_the_end_of_a_break_is_a_return() -> None:
    assert said(Play().at("pause").wait(130)) == "On reprend"


def test_a_phase_that_waits_is_about_to_begin() -> None:
    play = Play().do(c.StartPhase())
    phase = shown(play)
    phase["clock"] = {**phase["clock"], "started": False}

    assert in_words(public_time(phase, play.now), phase, "fr", str) == "On commence dans un instant"


def test_a_round_has_its_own_time_and_announces_the_next_one() -> None:
    play = Play().at("reponses").wait(205)

    assert public_time(shown(play), play.now) == PublicTime("last_call", 5.0, 210.0, "Deux, on change de table")


def test_a_phase_without_time_is_over() -> None:
    play = Play().do(c.StartPhase())
    phase = shown(play)
    phase["clock"] = {**phase["clock"], "granted": 0.0}

    assert public_time(phase, play.now).moment == "over"


@pytest.mark.parametrize(("left", "rounded"), [(200.0, "3\u00a0minutes"), (40.0, "minute")])
def test_words_drawn_very_large_are_rounded_to_the_minute(left: float, rounded: str) -> None:
    play = Play().do(c.StartPhase())
    standing = replace(public_time(shown(play), play.now), left=left)

    assert rounded in in_words(standing, shown(play), "fr", str, rounded=True)


def test_a_phone_finds_its_tables_sorting_and_nothing_of_an_earlier_phase() -> None:
    play = Play().at("cartes").idea("a").phone("p1", group="1")
    play.do(c.SubmitIdea("b", "Reprise", "phone", "p1"), c.WithdrawIdea("b", "p1"))
    play.at("matrice").do(c.RateItem("p1", "a", 1, 2))
    play.at("bacs").do(c.PlaceItem("card:0", "bin:0", participant="p1"), c.PlaceItem("card:1", "bin:1"))

    mine = phone_view(play.state, play.now, Room(), "p1")["mine"]

    assert (mine["sorts"], mine["ratings"], mine["ideas"]) == ({"card:0": "bin:0"}, {}, [])


def test_the_remote_has_the_networks_address_once_it_is_opened_there() -> None:
    room = Room(remote="http://127.0.0.1:8017/remote/KEY", home="http://192.168.8.1:8017")
    play = Play()
    assert console_view(play.state, play.now, room)["addresses"]["remote"].startswith("http://127.0.0.1")

    play.do(c.OpenRemote(True))

    assert console_view(play.state, play.now, room)["addresses"]["remote"] == "http://192.168.8.1:8017/remote/KEY"


def test_the_last_minute_asks_for_a_last_card_and_the_last_half_for_the_last_points() -> None:
    cards, ballot = Phase("c", "Cartes", "collect", 8, veil="open"), Phase("v", "Voter", "vote", 4, source="c")
    play = Play(script(cards, ballot)).at("c")

    assert last_call(shown(play), play.now) == ""
    assert last_call(shown(play.wait(421)), play.now) == "card"
    assert last_call(shown(play.wait(60)), play.now) == ""
    assert last_call(shown(play.at("v").wait(205)), play.now) == ""
    assert last_call(shown(play.wait(6)), play.now) == "points"
    assert last_call(shown(play.do(c.Pause())), play.now) == ""


def test_who_speaks_has_a_minute_that_the_room_sees_shrink() -> None:
    play = Play(script(Phase("t", "Parler", "talk", 8), Phase("c", "Cartes", "collect", 8))).at("t")

    assert turn_left(shown(play), play.now) is None
    assert turn_left(shown(play.do(c.StartTurn()).wait(20)), play.now) == TURN - 20
    assert turn_left(shown(play.wait(300)), play.now) == 0
    assert turn_left(shown(play.at("c")), play.now) is None
