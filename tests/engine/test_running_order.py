"""The phases to come, in another order or with one more."""

from __future__ import annotations

from typing import Any

import pytest

from facilitator.engine import commands as c
from facilitator.engine.reduce import fold
from facilitator.engine.replan import propose, slots
from facilitator.engine.script import Phase
from facilitator.engine.synthesis import report
from facilitator.engine.told import told_phases
from facilitator.engine.views import Room, console_view, public_view
from facilitator.store.results import tables
from tests.engine.play import Play, script

FOUR = (
    Phase("ouvrir", "Ouvrir", "talk", 5),
    Phase("cartes", "Les cartes", "collect", 10),
    Phase("vote", "Le vote", "vote", 5, source="cartes"),
    Phase("fin", "La fin", "validate", 8, priority="protected"),
)


@pytest.fixture
def play() -> Play:
    return Play(script(*FOUR)).do(c.StartPhase())


def order(play: Play) -> list[str]:
    """The run-of-show as the facilitators read it."""
    return [line["id"] for line in console_view(play.state, play.now, Room())["phases"]]


def added(play: Play, identity: str = "n", **more: Any) -> Play:
    return play.do(c.AddPhase(identity, **{"title": "Un mot", **more}))


def test_the_phases_to_come_change_places_and_undo_puts_them_back(play: Play) -> None:
    play.do(c.OrderPhases(("fin", "cartes", "vote")))

    assert order(play) == ["ouvrir", "fin", "cartes", "vote"]
    assert public_view(play.state, play.now, Room())["following"] == "La fin"
    assert fold(play.entries, play.opened) == play.state
    play.changes_nothing(c.OrderPhases(("fin", "cartes", "vote")))
    assert order(play.do(c.Undo())) == ["ouvrir", "cartes", "vote", "fin"]
    assert play.state.script == play.state.written


def test_a_phase_never_comes_before_what_it_works_on(play: Play) -> None:
    play.refuses(c.OrderPhases(("vote", "cartes", "fin")), "« Le vote » travaille sur « Les cartes »")


def test_only_all_of_the_phases_to_come_change_places(play: Play) -> None:
    for wrong in ((), ("cartes", "vote"), ("ouvrir", "cartes", "vote"), ("cartes", "cartes", "fin")):
        play.refuses(c.OrderPhases(wrong), "étapes à venir")
    play.do(c.NextPhase(), c.NextPhase(), c.EndSession()).refuses(c.OrderPhases(("fin",)), "terminé")


def test_a_phase_is_added_after_the_current_one_or_one_to_come(play: Play) -> None:
    added(play, question="Qu’en dites-vous ?", minutes=4)
    added(play, "m", kind="break", after="cartes")

    assert order(play) == ["ouvrir", "n", "cartes", "m", "vote", "fin"]
    assert [slot.id for slot in slots(play.state.script.phase)] == order(play)
    phase = public_view(play.do(c.NextPhase()).state, play.now, Room())["phase"]
    assert phase is not None
    assert (phase["title"], phase["question"], phase["clock"]["granted"]) == ("Un mot", "Qu’en dites-vous ?", 240)
    assert (phase["number"], phase["count"]) == (2, 6)


def test_a_phase_added_before_the_start_comes_first() -> None:
    play = added(Play(script(*FOUR)), kind="talk")
    assert order(play)[0] == "n"
    play.refuses(c.AddPhase("v", "Vote", kind="vote"), "Aucune étape d’avant")


def test_its_time_is_won_back_like_any_lateness(play: Play) -> None:
    late = 28 * 60 + 5 * 60 - 28 * 60
    added(play)
    found = propose(slots(play.state.script.phase), late)
    assert {change.id: change.after for change in found.changes}["n"] == 300
    assert found.missing > 0, "what is protected, or has no softer length, pays nothing"


def test_what_people_choose_among_is_what_was_written_nearest_before(play: Play) -> None:
    added(play, "v", kind="vote", after="cartes")
    added(play, "r", kind="respond", after="v")
    added(play, "p", kind="position", question="Il faut tout publier.", after="r")
    added(play, "e", kind="commit", after="p")

    assert [play.state.script.find(one).source for one in "vr"] == ["cartes", "cartes"]
    assert play.state.script.find("v").veiled and not play.state.script.find("r").veiled
    play.at("cartes").idea("a", "Une idée").at("p")
    phase = public_view(play.state, play.now, Room())["phase"]
    assert phase is not None and phase["debate"]["statement"] == "Il faut tout publier."
    assert [one["text"] for one in public_view(play.at("v").state, play.now, Room())["phase"]["vote"]["items"]] == [  # type: ignore[index]
        "Une idée"
    ]


def test_what_cannot_be_added_is_told(play: Play) -> None:
    play.refuses(c.AddPhase("n", "Un mot", kind="matrix"), "demande un script")
    play.refuses(c.AddPhase("n", "Un mot", kind="nimporte"), "n’existe pas")
    play.refuses(c.AddPhase("n", " "), "vide")
    play.refuses(c.AddPhase("n", "Un mot", minutes=0), "30 secondes")
    play.refuses(c.AddPhase("n", "Un mot", kind="position"), "affirmation")
    play.refuses(c.AddPhase("n", "Un mot", after="nulle-part"), "à venir")
    play.refuses(c.AddPhase("n", "Un mot", kind="group"), "Aucune étape d’avant")
    play.refuses(c.AddPhase("n’", "Un mot"), "identité")
    play.changes_nothing(c.AddPhase("cartes", "Un mot"))
    for number in range(60 - len(FOUR)):
        added(play, f"n{number}")
    play.refuses(c.AddPhase("trop", "Un mot"), "60 étapes")


def test_a_phase_taken_back_before_it_was_used_never_was(play: Play) -> None:
    added(play).do(c.Undo())

    assert order(play) == ["ouvrir", "cartes", "vote", "fin"]
    assert [line["phase"] for line in tables(play.state)["timeline"]] == order(play)
    assert [one.title for one in report(play.state).method.phases] == ["Ouvrir", "Les cartes", "Le vote", "La fin"]
    assert order(play.do(c.NextPhase())) == ["ouvrir", "cartes", "vote", "fin"]


def test_what_people_gave_to_an_added_phase_outlives_its_undoing(play: Play) -> None:
    added(play, kind="collect").phone("p1").do(c.NextPhase(), c.SubmitIdea("a", "Gardée", "phone", "p1"))
    play.do(c.Undo(), c.Undo())

    assert play.state.phase == "ouvrir" and "n" in order(play)
    assert play.state.script.find("n").title == "Un mot"
    assert fold(play.entries, play.opened) == play.state
    play.do(c.EditIdea("a", "Corrigée", author="p1"))
    assert [idea.text for idea in play.state.ideas.values()] == ["Corrigée"]


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("vote", c.CastVotes("p1", (("a", 1),), "phone", "n")),
        ("position", c.TakeStance("p1", 0, 0, "before", phase="n")),
        ("commit", c.Commit("e", (("", "Promis"),), True, "phone", "p1", "n")),
        ("commit", c.Commit("e", channel="phone", author="p1", phase="n")),
    ],
)
def test_whatever_was_given_keeps_an_added_phase_in_the_show(play: Play, kind: str, given: c.Command) -> None:
    play.phone("p1").at("cartes").idea("a")
    added(play, kind=kind, question="Vraiment.").do(c.NextPhase(), given, c.Undo(), c.Undo())
    assert play.state.runs["n"].dropped and play.state.phase == "cartes"
    assert "n" in {phase.id for phase in told_phases(play.state)}


def test_a_phase_whose_source_is_lost_with_a_damaged_line_works_on_nothing(play: Play) -> None:
    added(play, "n", kind="collect")
    added(play, "v", kind="vote", after="n")
    lost = next(entry for entry in play.entries if entry.gesture == "add-phase")
    play.do(c.GoToPhase("v"))

    state = fold([entry for entry in play.entries if entry is not lost], play.opened, orphaned=lambda event: None)

    assert state.phase == "v" and "n" not in state.runs
    phase = public_view(state, play.now, Room())["phase"]
    assert phase is not None and phase["vote"]["items"] == []


def test_an_order_is_undone_after_a_phase_that_came_since(play: Play) -> None:
    play.do(c.OrderPhases(("cartes", "fin", "vote")))
    added(play, after="fin")
    assert order(play) == ["ouvrir", "cartes", "fin", "n", "vote"]
    assert order(play.do(c.Undo(), c.Undo())) == ["ouvrir", "cartes", "vote", "fin"]


def test_an_added_phase_changes_places_and_words_like_the_others(play: Play) -> None:
    added(play).do(c.OrderPhases(("cartes", "n", "vote", "fin")), c.RewordPhase("n", title="Deux mots"))
    assert order(play) == ["ouvrir", "cartes", "n", "vote", "fin"]
    assert play.state.script.find("n").title == "Deux mots"
    assert order(play.do(c.Undo(), c.Undo())) == ["ouvrir", "n", "cartes", "vote", "fin"]
