"""Commitments, sentences and the synthesis the room signs."""

from __future__ import annotations

import pytest

from facilitator.engine import commands as c
from facilitator.engine.script import Phase
from tests.engine.play import Play, script


@pytest.fixture
def play() -> Play:
    """A room that closes, with two ideas behind it."""
    return Play().at("cartes").phone("p1", "p2").idea("a").idea("b").at("cloture")


def test_a_commitment_is_kept_only_with_consent() -> None:
    play = Play().at("engagement")
    play.do(c.Commit("e1", (("Quoi", "Supprimer un tableau"),), share=True, author="p1", channel="phone"))
    play.do(c.Commit("e2", (("Quoi", "Un secret"),), author="p2", channel="phone"))

    assert play.state.commitments["e1"].fields == (("Quoi", "Supprimer un tableau"),)
    assert ("engagement", "e2") in play.state.private_commitments
    assert "secret" not in repr(play.state)
    assert "secret" not in repr(play.entries)


def test_consent_is_taken_back_and_given_later() -> None:
    play = Play().at("engagement").do(c.Commit("e1", (("Quoi", "Ceci"),), share=True, author="p1"))
    play.changes_nothing(c.Commit("e1", (("Quoi", "Ceci"),), share=True, author="p1"))

    play.do(c.Commit("e1", author="p1"))
    assert not play.state.commitments
    play.changes_nothing(c.Commit("e1", author="p1"))

    play.do(c.Commit("e1", (("Quand", "Lundi"),), share=True, author="p1"))
    assert (len(play.state.commitments), len(play.state.private_commitments)) == (1, 0)
    play.refuses(c.Commit("e1", (("Quoi", "Volé"),), share=True, author="p2"), "quelqu’un d’autre")
    play.refuses(c.Commit("", ()), "identité")
    play.refuses(c.Commit("e3", (), share=True), "vide")


def test_where_sharing_is_never_consent_changes_nothing_and_always_needs_none() -> None:
    never = Play(script(Phase("e", "Lundi", "commit", 3, sharing="never"))).at("e")
    never.do(c.Commit("e1", (("", "Un secret"),), share=True))
    assert (len(never.state.commitments), len(never.state.private_commitments)) == (0, 1)

    always = Play(script(Phase("e", "Lundi", "commit", 3, sharing="always"))).at("e")
    assert always.do(c.Commit("e1", (("", "Appeler"),))).state.commitments["e1"].fields == (("", "Appeler"),)


def test_a_sentence_is_proposed_with_its_evidence_in_a_list(play: Play) -> None:
    play.do(c.WriteSentence("s1", "Compter moins, décider plus.", evidence=("a", "b", "a")))

    sentence = play.state.sentences["s1"]
    assert (sentence.section, sentence.evidence, sentence.verdict) == ("Oui", ("a", "b"), "draft")
    play.changes_nothing(c.WriteSentence("s1", "Autre"))
    play.refuses(c.WriteSentence("s2", " "), "vide")
    play.refuses(c.WriteSentence("", "Sans"), "identité")
    play.refuses(c.WriteSentence("s2", "Ailleurs", "Nulle part"), "liste")
    play.refuses(c.WriteSentence("s2", "Sans preuve", evidence=("z",)), "n’existe pas")


def test_sentences_can_be_drafted_while_people_talk_and_without_a_closing() -> None:
    play = Play().at("cartes").do(c.WriteSentence("s1", "Déjà une phrase."))
    assert play.state.sentences["s1"].phase == "cloture"
    Play().refuses(c.WriteSentence("s1", "Trop tôt."), "pas encore commencé")

    bare = Play(script(Phase("t", "Parler", "talk", 5))).at("t").do(c.WriteSentence("s1", "Une phrase."))
    assert (bare.state.sentences["s1"].phase, bare.state.sentences["s1"].section) == ("t", "")
    bare.refuses(c.EditSentence("s1", section="Oui"), "liste")
    bare.refuses(c.GiveRoti("p1", 3), "note")


def test_no_more_sentences_than_the_room_can_sign(play: Play) -> None:
    for identity in ("s1", "s2", "s3"):
        play.do(c.WriteSentence(identity, f"Phrase {identity}"))
    play.refuses(c.WriteSentence("s4", "De trop"), "3 phrases")

    play.do(c.DropSentence("s2"), c.WriteSentence("s4", "À sa place"))

    play.refuses(c.DropSentence("s2"), "n’existe pas")


def test_a_sentence_nuanced_on_the_spot_keeps_its_first_wording(play: Play) -> None:
    play.do(c.WriteSentence("s1", "Tout compter.")).wait(30)
    play.do(c.EditSentence("s1", "Compter ce qui sert."), c.EditSentence("s1", section="À vérifier"))
    play.do(c.JudgeSentence("s1", "nuanced", "Pas pour les petites structures."))

    sentence = play.state.sentences["s1"]
    assert (sentence.text, sentence.original, sentence.section) == (
        "Compter ce qui sert.", "Tout compter.", "À vérifier",
    )  # fmt: skip
    assert (sentence.verdict, sentence.nuance, sentence.judged_at) == (
        "nuanced", "Pas pour les petites structures.", play.now,
    )  # fmt: skip
    play.changes_nothing(c.EditSentence("s1", ""))
    play.changes_nothing(c.JudgeSentence("s1", "nuanced", "Pas pour les petites structures."))


def test_phones_give_one_opinion_a_sentence(play: Play) -> None:
    play.do(
        c.WriteSentence("s1", "Une phrase."), c.GiveOpinion("s1", "p1", "agree"), c.GiveOpinion("s1", "p1", "nuance")
    )

    assert dict(play.state.opinions) == {("s1", "p1"): "nuance"}
    play.changes_nothing(c.GiveOpinion("s1", "p1", "nuance"))
    play.refuses(c.GiveOpinion("s1", "p9", "agree"), "rejoint")
    play.refuses(c.GiveOpinion("s9", "p1", "agree"), "n’existe pas")


def test_the_time_invested_is_rated_once_the_closing_has_begun(play: Play) -> None:
    play.do(c.GiveRoti("p1", 4, " utile "), c.GiveRoti("papier-1", 5, channel="paper"))

    assert play.state.roti["p1"].word == "utile"
    play.changes_nothing(c.GiveRoti("p1", 4, "utile"))
    play.refuses(c.GiveRoti("p1", 6), "1 à 5")
    play.refuses(c.GiveRoti("", 3), "identité")
    Play().at("vote").refuses(c.GiveRoti("p1", 3), "n’a pas commencé")


def test_each_signature_is_a_new_version_with_its_statuses_and_its_hash(play: Play) -> None:
    play.refuses(c.FreezeSynthesis(18), "aucune phrase")
    play.do(c.WriteSentence("s1", "Une phrase."), c.JudgeSentence("s1", "agreed"), c.GiveRoti("p1", 5))
    play.do(c.FreezeSynthesis(18)).wait(60).do(c.EditSentence("s1", "Une autre phrase."), c.FreezeSynthesis(17))

    first, second = play.state.syntheses[1], play.state.syntheses[2]
    assert (first.sentences[0].text, first.present, first.roti) == ("Une phrase.", 18, (0, 0, 0, 0, 1))
    assert dict(first.counts) == {"agreed": 1, "nuanced": 0, "disagreed": 0, "draft": 0}
    assert second.sentences[0].text == "Une autre phrase."
    assert len(first.hash) == 64
    assert first.hash != second.hash
