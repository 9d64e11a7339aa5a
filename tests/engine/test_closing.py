"""Commitments, sentences and the synthesis the room signs."""

from __future__ import annotations

import pytest

from facilitator.engine import commands as c
from facilitator.engine.script import Phase
from facilitator.engine.synthesis import report
from facilitator.engine.views import Room, public_view
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


def test_a_commitment_is_read_aloud_with_consent_and_only_as_long_as_it_lasts(play: Play) -> None:
    play.at("engagement").do(
        c.Commit("a", (("Quoi", "Relire les légendes"),), share=True),
        c.Commit("b", (("Quoi", "Secret"),), share=False),
    )
    play.refuses(c.Focus("b"), "n’existe pas")
    play.at("cloture").refuses(c.Focus("a"), "n’existe pas")
    play.at("engagement").do(c.Focus("a"))

    def read() -> list[str]:
        view = public_view(play.state, play.now, Room())["phase"]
        assert view is not None
        return [one["id"] for one in view["commit"]["cards"]]

    assert read() == ["a"]
    play.do(c.Commit("a", share=False))
    assert read() == []


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


def published(play: Play) -> list[str]:
    told = report(play.state)
    return [one.text for one in (*told.conclusions, *told.disagreements, *told.proposals)]


def test_a_single_no_keeps_a_sentence_out_of_every_export_until_it_is_taken_back(play: Play) -> None:
    play.do(c.WriteSentence("s1", "À garder."), c.WriteSentence("s2", "Madame Durand a tort."))
    play.do(c.ObjectToSentence("s2", "p1"), c.ObjectToSentence("s2", "p2"), c.ObjectToSentence("s2", "p2", False))

    assert (published(play), report(play.state).withheld) == (["À garder."], 1)
    play.changes_nothing(c.ObjectToSentence("s2", "p1"))
    play.changes_nothing(c.ObjectToSentence("s2", "p2", False))
    play.do(c.FreezeSynthesis(18))
    assert [sentence.id for sentence in play.state.syntheses[1].sentences] == ["s1"]
    signature = report(play.state).signature
    assert signature is not None and not signature.amended

    play.do(c.ObjectToSentence("s1", "p2"))
    assert published(play) == []
    play.refuses(c.FreezeSynthesis(18), "aucune phrase")
    play.do(c.ObjectToSentence("s1", "p2", False))
    assert published(play) == ["À garder."]


def test_a_sentence_worded_otherwise_is_no_longer_the_one_that_was_refused(play: Play) -> None:
    play.do(c.WriteSentence("s1", "Madame Durand a tort."), c.WriteSentence("s2", "Autre."))
    play.do(c.ObjectToSentence("s1", "p1"), c.ObjectToSentence("s2", "p1"), c.EditSentence("s1", section="À vérifier"))
    assert published(play) == []

    play.do(c.EditSentence("s1", "Une direction a tort."))
    assert published(play) == ["Une direction a tort."]
    play.do(c.Undo())
    assert published(play) == []


def test_phones_say_that_the_page_may_be_published(play: Play) -> None:
    play.do(c.ApprovePublishing("p1"), c.ApprovePublishing("p2"), c.ApprovePublishing("p2", False))

    assert list(play.state.approvals) == ["p1"]
    play.changes_nothing(c.ApprovePublishing("p1"))
    play.refuses(c.ApprovePublishing("p9"), "rejoint")


def test_a_phone_proposes_other_words_and_a_facilitator_takes_them(play: Play) -> None:
    play.do(c.WriteSentence("s1", "Tout compter."), c.ObjectToSentence("s1", "p2"))
    play.do(c.ProposeWording("w1", "s1", "p1", "Compter peu."), c.ProposeWording("w2", "s1", "p1", "Compter mieux."))
    assert list(play.state.wordings) == ["w2"]
    play.changes_nothing(c.ProposeWording("w2", "s1", "p1", "Encore"))

    play.do(c.SettleWording("w2"))

    sentence = play.state.sentences["s1"]
    assert (sentence.text, sentence.original, dict(play.state.objections)) == ("Compter mieux.", "Tout compter.", {})
    play.refuses(c.SettleWording("w2"), "n’attend plus")
    play.refuses(c.SettleWording("w9"), "n’attend plus")


def test_other_words_are_set_aside_or_are_the_same_and_their_author_may_try_again(play: Play) -> None:
    play.do(c.WriteSentence("s1", "Tout compter."), c.ProposeWording("w1", "s1", "p1", "Ne rien compter."))
    play.do(c.SettleWording("w1", taken=False), c.ProposeWording("w2", "s1", "p1", "Tout compter."))
    assert play.state.sentences["s1"].text == "Tout compter."

    play.do(c.SettleWording("w2"))

    assert play.state.sentences["s1"].original == ""
    assert all(wording.settled for wording in play.state.wordings.values())


def test_phones_answer_to_sentences_once_the_room_has_them_and_are_in_the_room(play: Play) -> None:
    play.do(c.WriteSentence("s1", "Une."))
    for command in (c.ObjectToSentence("s1", "p9"), c.ProposeWording("w", "s1", "p9", "Deux.")):
        play.refuses(command, "rejoint")
    play.refuses(c.ProposeWording("", "s1", "p1", "Deux."), "identité")
    play.refuses(c.ObjectToSentence("s9", "p1"), "n’existe pas")

    early = Play().phone("p1").at("vote").do(c.WriteSentence("s1", "Une."))
    early.refuses(c.ObjectToSentence("s1", "p1"), "n’a pas commencé")
    early.refuses(c.ApprovePublishing("p1"), "n’a pas commencé")
    early.refuses(c.ProposeWording("w", "s1", "p1", "Deux."), "n’a pas commencé")
    over = play.do(c.EndSession())
    over.refuses(c.ApprovePublishing("p1"), "terminé")


def test_the_time_invested_is_rated_once_the_closing_has_begun(play: Play) -> None:
    play.do(c.GiveRoti("p1", 4, " utile "), c.GiveRoti("papier-1", 5, channel="paper"))

    assert play.state.roti["p1"].word == "utile"
    play.changes_nothing(c.GiveRoti("p1", 4, "utile"))
    play.refuses(c.GiveRoti("p1", 6), "1 à 5")
    play.refuses(c.GiveRoti("", 3), "identité")
    Play().at("vote").refuses(c.GiveRoti("p1", 3), "n’a pas commencé")


@pytest.mark.parametrize(("smallest", "signed"), [(2, (0, 0, 0, 1, 1)), (3, (0, 0, 0, 0, 0))])
def test_scores_are_signed_where_enough_people_gave_one(smallest: int, signed: tuple[int, ...]) -> None:
    play = Play(script(min_group_size=smallest)).at("cloture").do(c.WriteSentence("s1", "Une phrase."))
    play.do(c.GiveRoti("p1", 4), c.GiveRoti("p2", 5), c.FreezeSynthesis(18))

    assert play.state.syntheses[1].roti == signed


def test_each_signature_is_a_new_version_with_its_statuses_and_its_hash(play: Play) -> None:
    play.refuses(c.FreezeSynthesis(18), "aucune phrase")
    play.do(c.WriteSentence("s1", "Une phrase."), c.JudgeSentence("s1", "agreed"), c.GiveRoti("p1", 5))
    play.do(c.FreezeSynthesis(18)).wait(60).do(c.EditSentence("s1", "Une autre phrase."), c.FreezeSynthesis(17))

    first, second = play.state.syntheses[1], play.state.syntheses[2]
    assert (first.sentences[0].text, first.present) == ("Une phrase.", 18)
    assert dict(first.counts) == {"agreed": 1, "nuanced": 0, "disagreed": 0, "draft": 0}
    assert second.sentences[0].text == "Une autre phrase."
    assert len(first.hash) == 64
    assert first.hash != second.hash
