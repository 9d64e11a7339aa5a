"""The words of a phase, changed while the room is in it or on its way there."""

from __future__ import annotations

import pytest

from facilitator.engine import commands as c
from facilitator.engine.reduce import fold
from facilitator.engine.room import Room
from facilitator.engine.synthesis import report
from facilitator.engine.views import console_view, phone_view, public_view
from tests.engine.play import Play


def started() -> Play:
    return Play().do(c.StartPhase(), c.NextPhase())


def test_the_new_question_is_on_every_face_at_once() -> None:
    play = started().do(c.RewordPhase(question="Et concrètement ?", instruction="Deux mots suffisent."))

    views = (
        public_view(play.state, play.now, Room()),
        phone_view(play.state, play.now, Room(), "a"),
        console_view(play.state, play.now, Room()),
    )
    for view in views:
        assert view["phase"] is not None
        assert (view["phase"]["question"], view["phase"]["title"]) == ("Et concrètement ?", "Les cartes")
        assert view["phase"]["instruction"] == "Deux mots suffisent."


def test_a_phase_to_come_may_be_called_otherwise_even_from_the_lobby() -> None:
    play = Play().do(c.RewordPhase("fiches", title="Nos chiffres"))

    line = next(line for line in console_view(play.state, play.now, Room())["phases"] if line["id"] == "fiches")
    assert (line["title"], line["question"]) == ("Nos chiffres", "")
    assert play.state.written.find("fiches").title == "Les fiches"


def test_undo_gives_the_words_of_the_file_back_one_change_at_a_time() -> None:
    play = started().do(c.RewordPhase(title="Un"), c.RewordPhase(title="Deux"))
    assert play.state.script.find("cartes").title == "Deux"
    assert play.do(c.Undo()).state.script.find("cartes").title == "Un"
    assert play.do(c.Undo()).state.script == play.state.written


def test_the_same_words_change_nothing_and_no_words_take_the_question_away() -> None:
    play = started().do(c.RewordPhase(question="Quoi ?"))
    entries = len(play.entries)
    play.do(c.RewordPhase(question="Quoi ?"), c.RewordPhase("cartes"))
    assert len(play.entries) == entries
    assert play.do(c.RewordPhase(question=" ")).state.script.find("cartes").question == ""


def test_the_round_under_way_is_said_otherwise_and_only_it() -> None:
    play = started().do(c.GoToPhase("reponses"), c.NextRound(), c.RewordPhase(round="On reste assis."))

    view = public_view(play.state, play.now, Room())
    assert view["phase"] is not None and view["phase"]["round"] is not None
    assert view["phase"]["round"]["instruction"] == "On reste assis."
    assert [one.instruction for one in play.state.script.find("reponses").round] == ["", "On reste assis."]
    assert play.do(c.Undo()).state.script == play.state.written
    play.refuses(c.RewordPhase("debat", round="Non"), "Aucun tour", "Le débat")


def test_what_was_asked_stays_as_it_was_asked() -> None:
    started().refuses(c.RewordPhase("tour", title="Autre"), "Bonjour", "passée")
    started().refuses(c.RewordPhase("nulle-part", title="Autre"), "n’existe pas")


@pytest.mark.parametrize("words", [{"title": " "}, {"title": "x" * 81}, {"question": "x" * 281}])
def test_a_phase_keeps_a_title_and_words_that_fit(words: dict[str, str]) -> None:
    started().refuses(c.RewordPhase(**words))


def test_foreign_words_are_cleaned_at_the_door() -> None:
    play = started().do(c.RewordPhase(question="Où \x1b[2J\u202eça ?"))
    assert play.state.script.find("cartes").question == "Où [2Jça ?"


def test_folding_the_journal_gives_the_same_words_and_the_account_says_them() -> None:
    play = started().do(c.RewordPhase(title="Autrement dit"), c.SubmitIdea("i1", "Une idée"), c.Reveal())
    assert fold(play.entries, play.opened) == play.state
    assert "Autrement dit" in str(report(play.state))
