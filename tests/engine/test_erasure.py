"""Leaving without a trace: neither the state nor the entries say anything of who left."""

from __future__ import annotations

from dataclasses import fields
from typing import get_args

from hypothesis import given

from facilitator.engine import commands as c
from facilitator.engine import events as e
from facilitator.engine.erasure import GIVEN, NAMED, awaits_erasure, without_the_erased
from facilitator.engine.reduce import fold
from facilitator.engine.views import Room, console_view, phone_view, public_view
from tests.engine.play import Play
from tests.engine.test_properties import many, played, sessions

WHO = "0123abcd"


def generous() -> Play:
    """Somebody who gave something of every kind, and somebody else."""
    play = Play().phone(WHO, group="ZQ-table").phone("autre").do(c.AnswerPoll(WHO, 1), c.StartPhase())
    play.do(c.RaiseHand("main", WHO), c.StartTurn("main"), c.RaiseHand("main2", WHO)).at("cartes")
    play.do(c.SubmitIdea("a", "ZQ-carte", "phone", WHO, signature="ZQ-signe"), c.SayReady(WHO))
    play.do(c.EditIdea("a", text="ZQ-corrigee"), c.Park("a"), c.SubmitIdea("b", "À autrui", "phone", "autre"))
    play.at("fiches").do(c.SubmitIdea("f", channel="phone", author=WHO, fields=(("Chiffre", "ZQ-champ"),)))
    play.at("vote").do(c.CastVotes(WHO, (("b", 1),), "phone"), c.CastVotes(f"{WHO}.ab", (("b", 2),), "phone"))
    play.do(c.CastVotes("autre", (("b", 1),), "phone"))
    play.at("debat").do(c.TakeStance(WHO, 1, 0, "before", reason="ZQ-raison"))
    play.at("matrice").do(c.RateItem(WHO, "b", 3, 3)).at("engagement")
    play.do(c.Commit("e", (("Quoi", "ZQ-promesse"),), share=True, channel="phone", author=WHO)).at("cloture")
    play.do(c.WriteSentence("s", "Une phrase."), c.GiveOpinion("s", WHO, "nuance"), c.ObjectToSentence("s", WHO))
    play.do(c.ProposeWording("w", "s", WHO, "ZQ-autrement"), c.SettleWording("w", taken=False))
    return play.do(c.ApprovePublishing(WHO), c.GiveRoti(WHO, 2, "ZQ-mot"))


def test_nothing_of_who_left_stays_in_the_state() -> None:
    play = generous()
    assert "ZQ-" in repr(play.state) and WHO in repr(play.state)

    play.do(c.EraseParticipant(WHO))

    assert "ZQ-" not in repr(play.state) and WHO not in repr(play.state)
    assert play.state.ideas["a"].withdrawn and play.state.ideas["b"].text == "À autrui"
    assert set(play.state.ballots) == {("vote", "autre")}
    assert play.state.erased == 1 and set(play.state.participants) == {"autre"}


def test_nothing_of_who_left_stays_in_the_entries_and_they_make_the_same_state() -> None:
    play = generous().do(c.EraseParticipant(WHO))

    kept = without_the_erased(play.entries)

    assert "ZQ-" not in repr(kept) and WHO not in repr(kept)
    assert [entry.seq for entry in kept] == [entry.seq for entry in play.entries]
    assert fold(kept, play.opened) == play.state


def test_entries_wait_for_their_erasure_until_it_is_done() -> None:
    play = generous()
    assert not awaits_erasure(play.entries)

    play.do(c.EraseParticipant(WHO))

    assert awaits_erasure(play.entries)
    assert not awaits_erasure(without_the_erased(play.entries))
    assert without_the_erased(without_the_erased(play.entries)) == without_the_erased(play.entries)


def test_a_sentence_that_they_did_not_want_published_stays_out() -> None:
    play = generous().do(c.EraseParticipant(WHO))

    assert play.state.objections == {("s", ""): True}


def test_what_others_said_in_nearly_the_same_words_stays() -> None:
    play = generous().do(c.MergeIdeas("a", ("b",)), c.EraseParticipant(WHO))

    assert play.state.ideas["b"].visible and play.state.ideas["b"].text == "À autrui"
    assert fold(without_the_erased(play.entries), play.opened) == play.state


def test_an_erasure_is_never_undone_nor_what_came_before() -> None:
    play = generous().do(c.EraseParticipant(WHO))

    play.refuses(c.Undo(), "annuler")


def test_who_comes_back_starts_afresh_and_may_leave_again() -> None:
    play = generous().do(c.EraseParticipant(WHO)).phone(WHO).do(c.SubmitIdea("z", "ZQ-retour", "phone", WHO, "cartes"))
    assert "ZQ-retour" in repr(without_the_erased(play.entries))

    play.do(c.EraseParticipant(WHO))

    kept = without_the_erased(play.entries)
    assert "ZQ-" not in repr(kept) and WHO not in repr(kept)
    assert fold(kept, play.opened) == play.state
    assert play.state.erased == 2


def test_nobody_is_erased_twice_nor_a_stranger() -> None:
    generous().do(c.EraseParticipant(WHO)).refuses(c.EraseParticipant(WHO), "Personne")


def test_one_may_leave_after_the_end() -> None:
    play = generous().do(c.EndSession(), c.EraseParticipant(WHO))

    assert WHO not in repr(play.state)


def test_every_event_that_names_somebody_is_known_to_the_erasure() -> None:
    naming = {kind for kind in get_args(e.Event) if {"participant", "voter", "author"} & {f.name for f in fields(kind)}}

    assert naming == GIVEN.keys() | NAMED.keys()


@many
@given(sessions, sessions)
def test_whatever_happened_before_and_after_the_entries_without_them_make_the_same_state(
    before: list[tuple[c.Command, int]], after: list[tuple[c.Command, int]]
) -> None:
    play = played([(c.Join("p1"), 0), *before])
    if "p1" not in play.state.participants:
        return
    play.do(c.EraseParticipant("p1"))
    at = len(play.entries)
    play = played(after, play)

    kept = without_the_erased(play.entries)

    assert fold(kept, play.opened) == play.state
    said = (event for entry in kept[:at] for event in entry.events)
    assert not [event for event in said if "p1" in (getattr(event, n, "") for n in ("participant", "voter", "author"))]
    console_view(play.state, play.now, Room())
    public_view(play.state, play.now, Room())
    phone_view(play.state, play.now, Room(), "p1")
