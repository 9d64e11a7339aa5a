"""Ideas on one footing, whatever the channel."""

from __future__ import annotations

import pytest

from facilitator.engine import commands as c
from facilitator.engine.script import Phase
from facilitator.engine.sources import idea_text
from facilitator.engine.synthesis import report
from tests.engine.play import Play, script


@pytest.fixture
def play() -> Play:
    """A room that writes cards."""
    return Play().at("cartes").phone("p1", "p2")


def test_an_idea_keeps_its_channel_its_column_and_the_prompt_on_the_screen(play: Play) -> None:
    play.do(c.ShowPrompt()).idea("a", "Trop de chiffres", column="Je sais", channel="paper")

    idea = play.state.ideas["a"]
    assert (idea.channel, idea.column, idea.prompt, idea.late) == ("paper", "Je sais", "Et lundi ?", False)


def test_without_a_column_an_idea_goes_to_the_first(play: Play) -> None:
    assert play.idea("a").state.ideas["a"].column == "Je doute"


def test_a_repeat_changes_nothing_but_another_hand_is_refused(play: Play) -> None:
    play.do(c.SubmitIdea("a", "Une idée", "phone", "p1"))

    play.changes_nothing(c.SubmitIdea("a", "Une idée", "phone", "p1"))
    play.refuses(c.SubmitIdea("a", "La mienne", "phone", "p2"), "quelqu’un d’autre")


def test_an_idea_without_words_or_identity_or_place_is_refused(play: Play) -> None:
    play.refuses(c.SubmitIdea("a", " \u200b "), "vide")
    play.refuses(c.SubmitIdea("", "Une idée"), "identité")
    play.refuses(c.SubmitIdea("a" * 65, "Une idée"), "identité")
    play.refuses(c.SubmitIdea("a", "Une idée", column="Ailleurs"), "colonne")
    play.refuses(c.SubmitIdea("a", "x" * 61), "60 caractères")
    play.refuses(c.SubmitIdea("a", "Une idée", parent="rien"), "n’existe pas")
    play.refuses(c.SubmitIdea("a", "Une idée", phase="vote"), "n’a pas commencé")


def test_control_characters_never_enter(play: Play) -> None:
    assert play.idea("a", "Rouge \x1b[31m vif").state.ideas["a"].text == "Rouge [31m vif"


def test_limits_bind_phones_and_not_those_who_speak_for_many(play: Play) -> None:
    for identity in ("a", "b"):
        play.do(c.SubmitIdea(identity, "Une idée", "phone", "p1"))

    play.refuses(c.SubmitIdea("c", "Une de plus", "phone", "p1"), "2 cartes")
    play.do(c.SubmitIdea("d", "Pour ma voisine", "phone", "p1", on_behalf=True))
    for identity in ("e", "f", "g"):
        play.do(c.SubmitIdea(identity, "Sur papier", "paper"))
    assert len(play.state.ideas) == 6


def test_a_withdrawn_idea_gives_its_card_back(play: Play) -> None:
    for identity in ("a", "b"):
        play.do(c.SubmitIdea(identity, "Une idée", "phone", "p1"))
    play.do(c.WithdrawIdea("a", "p1"))

    play.do(c.SubmitIdea("c", "Une autre", "phone", "p1"))

    play.changes_nothing(c.WithdrawIdea("a", "p1"))
    assert not play.state.ideas["a"].visible


def test_a_form_is_filled_in_the_scripts_order_and_a_group_gives_one() -> None:
    play = Play().at("fiches").phone("p1", "p2", group="1").phone("p3")
    play.do(c.SubmitIdea("a", "", "phone", "p1", fields=(("Outil", "Tableur"), ("Chiffre", "Portée"))))

    idea = play.state.ideas["a"]
    assert (idea.fields, idea.group, idea_text(idea)) == (
        (("Chiffre", "Portée"), ("Outil", "Tableur")),
        "1",
        "Portée · Tableur",
    )
    play.refuses(c.SubmitIdea("b", "", "phone", "p2", fields=(("Chiffre", "Clics"),)), "groupe")
    play.do(c.SubmitIdea("c", "", "phone", "p3", fields=(("Chiffre", "Clics"),)))
    play.do(c.SubmitIdea("d", "Dit à voix haute", group=" Table 2 "))
    assert play.state.ideas["d"].group == "Table 2"


def test_a_form_with_unknown_empty_or_endless_fields_is_refused() -> None:
    play = Play().at("fiches")

    play.refuses(c.SubmitIdea("a", fields=(("Prix", "12 €"),)), "rubriques")
    play.refuses(c.SubmitIdea("a", fields=(("Outil", " "),)), "vide")
    play.refuses(c.SubmitIdea("a", fields=(("Outil", "x" * 281),)), "280")


def test_a_card_sent_after_the_reveal_or_after_its_phase_is_accepted_and_marked(play: Play) -> None:
    play.do(c.Reveal()).idea("a")
    play.at("vote").idea("b", phase="cartes")

    assert play.state.ideas["a"].late
    assert play.state.ideas["b"].late
    assert play.state.ideas["b"].prompt == ""


def test_where_nothing_is_captured_nothing_enters_not_even_the_parking() -> None:
    play = Play().at("option")

    play.refuses(c.SubmitIdea("a", "Un secret"), "Rien n’est enregistré")
    play.refuses(c.SubmitIdea("a", "Un secret", parked=True), "Rien n’est enregistré")


def test_a_vote_takes_no_idea_but_the_parking_is_always_open() -> None:
    play = Play().at("vote")
    play.refuses(c.SubmitIdea("a", "Une idée"), "ne s’y prête pas")

    play.idea("a", "Une question de côté", parked=True)

    assert play.state.ideas["a"].parked
    assert play.do(c.Park("a", False)).state.ideas["a"].parked is False
    play.changes_nothing(c.Park("a", False))


def test_an_answer_goes_to_the_row_asked_the_row_looked_at_or_the_first() -> None:
    play = Play().at("reponses").idea("a", row="row:1").idea("b")
    play.do(c.Focus("row:1")).idea("c")

    assert [play.state.ideas[i].row for i in "abc"] == ["row:1", "row:0", "row:1"]
    play.refuses(c.SubmitIdea("d", "Une idée", row="row:9"), "ligne")


def test_an_argument_belongs_to_the_case_and_maybe_to_a_side() -> None:
    play = Play().at("debat").do(c.Reveal()).idea("a", column="for").idea("b")

    assert not play.state.ideas["a"].late
    assert [(play.state.ideas[i].row, play.state.ideas[i].column) for i in "ab"] == [("case:0", "for"), ("case:0", "")]


def test_an_answer_to_nothing_has_no_row() -> None:
    play = Play(script(Phase("vide", "Vide", "respond", 5, columns=("Oui",)))).at("vide").idea("a")

    assert play.state.ideas["a"].row == ""


def test_a_signature_is_kept_only_where_the_ground_rules_allow_it() -> None:
    assert Play().at("cartes").idea("a", signature="Zoé").state.ideas["a"].signature == ""

    free = Play(script(signature="free")).at("cartes").idea("a", signature=" Zoé ")
    assert free.state.ideas["a"].signature == "Zoé"


def test_words_change_for_their_author_and_for_facilitators_only(play: Play) -> None:
    play.do(c.SubmitIdea("a", "Une idee", "phone", "p1")).wait(5)

    play.do(c.EditIdea("a", "Une idée", author="p1"))
    play.refuses(c.EditIdea("a", "Autre chose", author="p2"), "quelqu’un d’autre")
    play.do(c.EditIdea("a", "Une idée claire"))

    assert (play.state.ideas["a"].text, play.state.ideas["a"].edited_at) == ("Une idée claire", play.now)
    play.changes_nothing(c.EditIdea("a", "Une idée claire"))


def test_a_form_is_edited_as_a_form() -> None:
    play = Play().at("fiches").do(c.SubmitIdea("a", fields=(("Outil", "Tableur"),)))

    play.do(c.EditIdea("a", fields=(("Outil", "Papier"),)))

    assert play.state.ideas["a"].fields == (("Outil", "Papier"),)


def test_only_an_author_withdraws_the_others_are_masked(play: Play) -> None:
    play.idea("a")

    play.refuses(c.WithdrawIdea("a", ""), "masque")
    play.refuses(c.WithdrawIdea("a", "p1"), "quelqu’un d’autre")
    play.refuses(c.WithdrawIdea("rien", "p1"), "n’existe pas")


def test_a_masked_idea_comes_back(play: Play) -> None:
    play.idea("a").do(c.Mask("a"))
    assert not play.state.ideas["a"].visible
    play.changes_nothing(c.Mask("a"))

    assert play.do(c.Unmask("a")).state.ideas["a"].visible
    play.changes_nothing(c.Unmask("a"))


def test_an_idea_is_kept_for_the_synthesis_and_let_go(play: Play) -> None:
    assert play.idea("a").do(c.Keep("a")).state.ideas["a"].kept
    play.changes_nothing(c.Keep("a"))

    assert not play.do(c.Keep("a", False)).state.ideas["a"].kept


def test_an_idea_changes_column_and_row() -> None:
    play = Play().at("cartes").idea("a").do(c.MoveIdea("a", column="Je sais"))
    assert play.state.ideas["a"].column == "Je sais"
    play.changes_nothing(c.MoveIdea("a"))
    play.refuses(c.MoveIdea("a", column="Ailleurs"), "colonne")

    play.at("debat").idea("b").do(c.MoveIdea("b", column="against", row="case:1"))
    assert (play.state.ideas["b"].column, play.state.ideas["b"].row) == ("against", "case:1")


def test_with_review_phones_and_keyboard_wait_and_facilitators_do_not() -> None:
    play = Play(script(publication="after_review")).at("cartes").phone("p1")
    play.do(c.SubmitIdea("a", "Une idée", "phone", "p1")).idea("b")
    assert [play.state.ideas[i].visible for i in "ab"] == [False, True]

    play.do(c.ApproveIdea("a"))

    assert play.state.ideas["a"].visible
    play.changes_nothing(c.ApproveIdea("a"))


def test_with_review_new_words_of_an_author_wait_again() -> None:
    play = Play(script(publication="after_review")).at("cartes").phone("p1")
    play.do(c.SubmitIdea("a", "Une idée", "phone", "p1"), c.ApproveIdea("a"))

    play.do(c.EditIdea("a", "Monsieur Untel est nul", author="p1"))
    assert not play.state.ideas["a"].visible

    play.do(c.EditIdea("a", "Quelqu’un s’y prend mal"))
    assert not play.state.ideas["a"].visible


def test_review_is_switched_at_any_time(play: Play) -> None:
    play.do(c.SetReview(True), c.SubmitIdea("a", "Une idée", "phone", "p1"))

    assert not play.state.ideas["a"].approved
    play.changes_nothing(c.SetReview(True))


def test_a_seed_is_sown_once(play: Play) -> None:
    play.do(c.AddSeed("s", 0))

    assert play.state.ideas["s"].text == "Une graine"
    play.refuses(c.AddSeed("t", 0), "déjà au mur")
    play.refuses(c.AddSeed("t", 1), "prête")


def test_near_duplicates_stand_behind_one_and_can_part(play: Play) -> None:
    for identity in "abc":
        play.idea(identity)
    play.do(c.MergeIdeas("a", ("b", "b", "a")))

    assert (play.state.ideas["b"].merged_into, play.state.ideas["b"].visible) == ("a", False)
    play.refuses(c.MergeIdeas("b", ("c",)), "elle-même")
    play.refuses(c.MergeIdeas("c", ("a",)), "Séparez")
    play.changes_nothing(c.MergeIdeas("a", ("a",)))

    assert play.do(c.SplitIdea("b")).state.ideas["b"].visible
    play.changes_nothing(c.SplitIdea("b"))


def test_near_duplicates_stand_alone_again_when_the_one_before_them_is_withdrawn(play: Play) -> None:
    play.do(c.SubmitIdea("a", "La même", "phone", "p1"), c.SubmitIdea("b", "La même !", "phone", "p2"))
    play.do(c.MergeIdeas("a", ("b",)), c.WithdrawIdea("a", "p1"))

    assert [card.id for part in report(play.state).annex for pile in part.piles for card in pile.cards] == ["b"]
    play.refuses(c.MergeIdeas("a", ("b",)), "n’existe pas")


def test_ideas_of_two_phases_are_never_merged(play: Play) -> None:
    play.idea("a").at("fiches").idea("b")

    play.refuses(c.MergeIdeas("a", ("b",)), "même étape")
