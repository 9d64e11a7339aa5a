"""When all is over, paper that was left on the tables still counts, and says when it came."""

from __future__ import annotations

import pytest

from facilitator.engine import commands as c
from facilitator.engine.synthesis import report
from facilitator.engine.synthesis.shapes import Plane
from tests.engine.play import Play, script


def over(**rules: object) -> Play:
    """A workshop that ended with one card, one vote and one sentence that the room signed."""
    play = Play(script(**rules)).phone("p1").at("cartes").idea("a", "Une carte")
    play.at("vote").do(c.CastVotes("p1", (("a", 2),), "phone"), c.Reveal())
    play.at("cloture").do(c.WriteSentence("s1", "On compte moins."), c.FreezeSynthesis(12))
    return play.wait(60).do(c.EndSession()).wait(600)


def test_a_paper_card_counts_and_is_marked() -> None:
    play = over().do(c.SubmitIdea("b", "Retrouvée sous une chaise", "paper", phase="cartes"))

    found = {card.id: card for part in report(play.state).annex for pile in part.piles for card in pile.cards}
    assert found["b"].afterwards and not found["a"].afterwards
    assert (found["b"].channel, report(play.state).contributions) == ("paper", 2)
    assert play.replayed() == play.state


def test_a_card_of_a_phase_that_never_began_counts_too() -> None:
    play = over().do(c.SubmitIdea("b", phase="fiches", fields=(("Chiffre", "12"),), channel="paper"))

    assert play.state.ideas["b"].late


def test_nobody_is_left_to_review_it() -> None:
    play = over(publication="after_review").do(c.SubmitIdea("b", "Retrouvée", "paper", phase="cartes"))

    assert play.state.ideas["b"].approved


def test_a_paper_ballot_counts_though_the_result_was_revealed_and_is_told_apart() -> None:
    play = over(min_group_size=1).do(c.CastVotes("x1", (("a", 1),), "paper", "vote"))

    [vote] = [one.content for one in report(play.state).struggles + report(play.state).practices if one.phase == "vote"]
    assert (vote.items, vote.voters, vote.afterwards) == ((("Une carte", 3),), 2, 1)  # type: ignore[union-attr]


def test_a_paper_mark_counts_and_is_told_apart() -> None:
    play = over(min_group_size=1).do(c.RateItem("x1", "a", 2, 4, "paper", "matrice"))

    [plane] = [one.content for one in report(play.state).practices if one.phase == "matrice"]
    assert isinstance(plane, Plane)
    assert ([(one.text, one.n) for one in plane.items], plane.afterwards) == ([("Une carte", 1)], 1)
    assert play.state.ratings["matrice", "a", "x1"].afterwards


def test_a_paper_place_says_itself_of_which_case_and_moment_it_is() -> None:
    play = over(min_group_size=1)
    play.do(c.TakeStance("x1", 3, 1, "before", "paper", phase="debat"))
    play.do(c.TakeStance("x1", 0, 1, "after", "paper", phase="debat"))

    [debate] = report(play.state).debates
    assert (debate.statement, debate.before, debate.after) == ("C’est prêt.", (0, 0, 0, 1), (1, 0, 0, 0))
    assert debate.afterwards == 2


def test_a_count_of_marks_and_places_that_is_not_printed_does_not_say_how_many_came_afterwards() -> None:
    play = over(min_group_size=5).do(c.RateItem("x1", "a", 2, 4, "paper", "matrice"))
    play.do(c.TakeStance("x1", 3, 0, "before", "paper", phase="debat"))

    made = report(play.state)
    [plane] = [one.content for one in made.practices if one.phase == "matrice"]
    assert isinstance(plane, Plane)
    assert (plane.afterwards, made.debates[0].afterwards) == (0, 0)


def test_a_mark_of_an_item_whose_figures_are_not_printed_is_not_among_those_that_came_afterwards() -> None:
    play = over(min_group_size=2).do(c.SubmitIdea("b", "Une autre", "paper", phase="cartes"))
    for voter, item in (("x1", "a"), ("x2", "a"), ("x1", "b")):
        play.do(c.RateItem(voter, item, 2, 4, "paper", "matrice"))

    [plane] = [one.content for one in report(play.state).practices if isinstance(one.content, Plane)]
    assert ([one.n for one in plane.items], plane.afterwards) == ([2, None], 2)


def test_a_paper_commitment_is_published_with_consent_and_told_apart() -> None:
    play = over(min_group_size=1)
    play.do(c.Commit("e", (("Quoi", "Appeler l’accueil"),), share=True, channel="paper", phase="engagement"))

    [promises] = report(play.state).promises
    assert (promises.shared, promises.total, promises.afterwards) == ((("Appeler l’accueil", ""),), 1, 1)


def test_a_commitment_that_somebody_keeps_is_nobody_elses_to_type_in() -> None:
    over().refuses(c.Commit("e", (("Quoi", "Pour moi"),), channel="paper", phase="engagement"), "garde pour elle")


def test_other_words_given_afterwards_were_not_read_by_the_room() -> None:
    play = Play(script()).at("cloture").do(c.WriteSentence("s1", "On compte moins."), c.JudgeSentence("s1", "agreed"))
    play.do(c.FreezeSynthesis(12)).wait(60).do(c.EndSession()).wait(600)
    play.do(c.EditSentence("s1", section="À vérifier"))
    assert play.state.sentences["s1"].verdict == "agreed"

    play.do(c.EditSentence("s1", "On compte beaucoup moins."))

    sentence = play.state.sentences["s1"]
    assert (sentence.verdict, sentence.judged_at, sentence.original) == ("draft", None, "On compte moins.")
    assert [s.text for s in report(play.state).conclusions] == ["On compte moins."]
    play.do(c.FreezeSynthesis(12))
    assert [s.text for s in report(play.state).proposals] == ["On compte beaucoup moins."]
    play.do(c.Undo(), c.Undo())
    assert play.state.sentences["s1"].verdict == "agreed"


def test_words_that_a_phone_proposed_were_not_read_either_when_they_are_taken_afterwards() -> None:
    play = Play(script()).phone("p1").at("cloture")
    play.do(c.WriteSentence("s1", "On compte moins."), c.JudgeSentence("s1", "agreed"))
    play.do(c.ProposeWording("w", "s1", "p1", "On compte mieux."), c.EndSession(), c.SettleWording("w", taken=True))

    sentence = play.state.sentences["s1"]
    assert (sentence.text, sentence.verdict) == ("On compte mieux.", "draft")


@pytest.mark.parametrize(
    "command",
    [
        c.SubmitIdea("b", "Trop tard", "phone", "p1", "cartes"),
        c.SubmitIdea("b", "Trop tard", "keyboard", phase="cartes"),
        c.SubmitIdea("b", "Sans étape", "paper"),
        c.CastVotes("p1", (), "phone", "vote"),
        c.GiveOpinion("s1", "p1", "agree"),
        c.ObjectToSentence("s1", "p1", True),
        c.CountHands("a", 3, 12),
        c.RateItem("p1", "a", 3, 3, "phone", "matrice"),
        c.TakeStance("p1", 0, 0, "before", "phone", phase="debat"),
        c.CountStances((1, 2, 3, 4), 0, "before"),
        c.Commit("e", (("Quoi", "Trop tard"),), True, "phone", "p1", "engagement"),
        c.JudgeSentence("s1", "agreed"),
        c.Mask("a"),
    ],
    ids=str,
)
def test_to_all_the_rest_it_is_over(command: c.Command) -> None:
    over().refuses(command, "terminé")


def test_a_card_names_a_phase_that_exists() -> None:
    over().refuses(c.SubmitIdea("b", "Où ?", "paper", phase="nulle-part"), "n’existe pas")


def test_a_new_version_follows_and_says_that_the_room_had_left() -> None:
    play = over().do(c.SubmitIdea("b", "Retrouvée", "paper", phase="cartes"))
    play.do(c.EditSentence("s1", evidence=("a", "b")), c.WriteSentence("s2", "Et lundi ?"), c.FreezeSynthesis(12))

    signed = report(play.state).signature
    assert signed is not None and (signed.version, signed.afterwards, signed.amended) == (2, True, False)
    first = report(play.state, version=1).signature
    assert first is not None and (first.version, first.afterwards) == (1, False)
    assert [s.text for s in report(play.state).proposals] == ["On compte moins.", "Et lundi ?"]


def test_what_was_entered_afterwards_is_undone_like_the_rest() -> None:
    play = over().do(c.SubmitIdea("b", "Retrouvée", "paper", phase="cartes"), c.Undo())

    assert "b" not in play.state.ideas and play.state.status == "ended"
