"""Votes, debates, matrices and groups: what the room chooses, stands for, rates and sorts."""

from __future__ import annotations

import pytest

from facilitator.engine import commands as c
from facilitator.engine.rating import summary
from facilitator.engine.script import Phase
from facilitator.engine.sources import cases, items
from facilitator.engine.stances import distribution
from facilitator.engine.voting import ranking, tally, tied_at_the_edge, winners
from tests.engine.play import Play, script


@pytest.fixture
def play() -> Play:
    """A room with four cards, in front of the vote."""
    play = Play().at("cartes").phone("p1", "p2", "p3")
    for identity in "abcd":
        play.idea(identity, f"Idée {identity}")
    return play.at("vote")


def test_a_ballot_replaces_the_former_one_of_the_same_voter(play: Play) -> None:
    play.do(c.CastVotes("p1", (("a", 2), ("b", 1)), "phone"), c.CastVotes("p1", (("b", 2), ("c", 0)), "phone"))

    result = tally(play.state, "vote")
    assert (result.points, result.voters, result.ballots, result.total) == ({"b": 2}, 1, {"phone": 1}, 2)
    play.changes_nothing(c.CastVotes("p1", (("b", 2),), "phone"))


def test_an_empty_ballot_takes_the_former_one_back(play: Play) -> None:
    play.changes_nothing(c.CastVotes("p1", ()))

    play.do(c.CastVotes("p1", (("a", 1),)), c.CastVotes("p1", ()))

    assert tally(play.state, "vote").voters == 0


def test_no_ballot_goes_over_its_points(play: Play) -> None:
    play.refuses(c.CastVotes("p1", (("a", 3),)), "2 points")
    play.refuses(c.CastVotes("p1", (("a", 2), ("b", 2))), "3 points")
    play.refuses(c.CastVotes("p1", (("a", -1),)), "points")
    play.refuses(c.CastVotes("p1", (("z", 1),)), "inconnue")
    play.refuses(c.CastVotes("p1", (("a", 1), ("a", 1))), "inconnue")
    play.refuses(c.CastVotes("", (("a", 1),)), "identité")


def test_a_revealed_vote_is_closed(play: Play) -> None:
    play.do(c.CastVotes("p1", (("a", 1),)), c.Reveal())

    play.refuses(c.CastVotes("p2", (("a", 1),)), "clos")
    play.refuses(c.CountHands("a", 1, 4), "clos")


def test_several_cards_go_into_a_group_in_one_gesture(play: Play) -> None:
    play.do(c.CreateTheme("t1", "Urgent", ("a",), "tri"), c.AddToTheme("t1", ("a", "b", "b", "c")))
    assert set(play.state.placements.values()) == {"t1"} and len(play.state.placements) == 3

    play.refuses(c.AddToTheme("t1", ("z",)), "existe pas")
    play.refuses(c.AddToTheme("t9", ("a",)), "existe pas")
    play.do(c.Undo())
    assert list(play.state.placements) == [("tri", "", "a")]


def test_paper_phones_and_hands_weigh_the_same(play: Play) -> None:
    play.do(c.CastVotes("p1", (("a", 1),), "phone"), c.CastVotes("papier-1", (("a", 1),)), c.CountHands("a", 3, 5))

    result = tally(play.state, "vote")
    assert (result.points["a"], result.voters) == (5, 7)
    assert result.ballots == {"phone": 1, "paper": 1, "facilitator": 5}
    assert tally(play.state, "debat").voters == 0


def test_no_more_hands_than_people_nor_than_their_points(play: Play) -> None:
    play.refuses(c.CountHands("a", 6, 5), "mains")
    play.refuses(c.CountHands("a", 0, 0), "Entre 1")
    play.refuses(c.CountHands("z", 1, 5), "ligne")
    play.do(c.CountHands("a", 2, 2), c.CountHands("b", 2, 2), c.CountHands("c", 2, 2))

    play.refuses(c.CountHands("d", 1, 2), "6 points")


def test_winners_are_the_first_of_the_ranking_and_ties_at_the_edge_are_told(play: Play) -> None:
    play.do(c.CastVotes("p1", (("a", 2), ("b", 1))), c.CastVotes("p2", (("c", 1),)))

    assert winners(play.state, "vote", 2) == ("a", "b")
    assert tied_at_the_edge(play.state, "vote", 2) == ("b", "c")
    assert tied_at_the_edge(play.state, "vote", 1) == ()
    assert winners(play.state, "vote", None) == ("a", "b", "c")
    assert [points for _, points in ranking(play.state, "vote")] == [2, 1, 1]


def test_a_vote_on_options_needs_no_source() -> None:
    play = Play(script(Phase("pouce", "Pouce", "vote", 2, options=("Oui", "Non"), points=1))).at("pouce")

    play.do(c.CastVotes("p1", (("option:1", 1),)))

    assert [item.text for item in items(play.state, play.script.find("pouce"))] == ["Oui", "Non"]


def test_a_debate_takes_the_cases_of_the_vote_first_and_then_the_prepared_ones(play: Play) -> None:
    debate = play.script.find("debat")
    assert [case.title for case in cases(play.state, debate)] == ["Prêt", "Autre"]

    play.do(c.CastVotes("p1", (("c", 1),)))

    assert [case.title for case in cases(play.state, debate)] == ["Idée c", "Prêt"]


def test_the_facilitators_pick_what_goes_on(play: Play) -> None:
    play.do(c.PickItems(("d", "a"), "debat"))

    assert [case.title for case in cases(play.state, play.script.find("debat"))] == ["Idée d", "Idée a"]
    play.changes_nothing(c.PickItems(("d", "a"), "debat"))
    play.refuses(c.PickItems(("z",), "debat"), "carte")
    play.refuses(c.PickItems(("a",), "tour"), "ne s’y prête pas")
    play.refuses(c.PickItems(("a", "b", "c"), "matrice"), "2 au maximum")


def test_a_masked_pick_is_no_longer_an_item(play: Play) -> None:
    play.do(c.PickItems(("d", "a"), "debat"), c.Mask("d"))

    assert [case.title for case in cases(play.state, play.script.find("debat"))][0] == "Idée a"


def test_items_kept_by_hand_come_before_all_the_others(play: Play) -> None:
    matrix = play.script.find("matrice")
    assert [item.id for item in items(play.state, matrix)] == ["a", "b"]

    play.do(c.Keep("c"))

    assert [item.id for item in items(play.state, matrix)] == ["c"]


def test_a_case_from_the_room_has_no_statement_until_somebody_writes_one(play: Play) -> None:
    play.do(c.CastVotes("p1", (("c", 1),))).at("debat")
    debate = play.script.find("debat")
    assert cases(play.state, debate)[0].statement == ""

    play.do(c.WriteStatement(0, "On ferme tout."))

    assert (cases(play.state, debate)[0].title, cases(play.state, debate)[0].statement) == ("Idée c", "On ferme tout.")
    play.refuses(c.WriteStatement(5, "Rien"), "cas")


def test_stances_are_taken_before_then_after_and_never_rewritten(play: Play) -> None:
    play.at("debat").do(c.TakeStance("p1", 0, 0, "before"), c.TakeStance("p1", 3, 0, "before"))
    play.changes_nothing(c.TakeStance("p1", 3, 0, "before"))
    play.do(c.Reveal()).refuses(c.TakeStance("p2", 1, 0, "before"), "clos")

    play.do(c.ChooseCase(0, "after"), c.TakeStance("p1", 1, 0, "after"))

    assert distribution(play.state, "debat", 0, "before") == [0, 0, 0, 1]
    assert distribution(play.state, "debat", 0, "after") == [0, 1, 0, 0]
    play.refuses(c.TakeStance("p1", 0, 0, "before"), "passée à la suite")
    play.refuses(c.TakeStance("p1", 4, 0, "after"), "échelle")
    play.refuses(c.TakeStance("", 1, 0, "after"), "identité")
    play.changes_nothing(c.ChooseCase(0, "after"))
    play.refuses(c.ChooseCase(7), "cas")


def test_people_along_the_wall_are_counted_beside_the_phones(play: Play) -> None:
    play.at("debat").do(c.TakeStance("p1", 0, 0, "before"), c.CountStances((2, 0, 1, 4), 0, "before"))

    assert distribution(play.state, "debat", 0, "before") == [3, 0, 1, 4]
    play.changes_nothing(c.CountStances((2, 0, 1, 4), 0, "before"))
    play.refuses(c.CountStances((1, 2), 0, "before"), "4")
    play.refuses(c.CountStances((-1, 0, 0, 0), 0, "before"), "personnes")


def test_a_debate_without_an_after_has_none() -> None:
    play = Play(script(Phase("meteo", "Météo", "position", 3, scale=("Gris", "Bleu"), before_after=False))).at("meteo")
    play.refuses(c.ChooseCase(0, "after"), "cas")


def test_a_debate_that_places_once_refuses_the_second_moment(play: Play) -> None:
    one = Phase("un", "Un", "position", 3, before_after=False, case=Play().script.find("debat").case)

    Play(script(one)).at("un").refuses(c.ChooseCase(0, "after"), "une fois")


def test_ratings_go_from_one_to_five_and_passing_is_an_answer(play: Play) -> None:
    play.at("matrice").do(c.RateItem("p1", "a", 1, 5), c.RateItem("p2", "a", None, None), c.RateItem("p3", "a", 5, 5))
    result = summary(play.state, "matrice", "a")

    assert (result.n, result.x, result.y) == (2, 3.0, 5.0)
    play.changes_nothing(c.RateItem("p1", "a", 1, 5))
    play.refuses(c.RateItem("p1", "a", 6, 1), "1 à 5")
    play.refuses(c.RateItem("p1", "z", 1, 1), "ligne")
    play.refuses(c.RateItem("", "a", 1, 1), "identité")


def test_one_axis_alone_is_a_score() -> None:
    play = Play(
        script(
            Phase("c", "Cartes", "collect", 2),
            Phase("n", "Note", "matrix", 2, source="c", y_axis=("Note", "Peu", "Très")),
        )
    )
    play.at("c").idea("a").at("n").do(c.RateItem("p1", "a", None, 4))

    play.refuses(c.RateItem("p1", "a", 2, 4), "1 à 5")
    assert summary(play.state, "n", "a").y == 4


def test_groups_are_named_by_people_and_lose_no_card(play: Play) -> None:
    play.at("tri").do(c.CreateTheme("t1", "Les chiffres", ("a", "b")), c.CreateTheme("t2", "Le temps"))
    play.do(c.PlaceItem("c", "t2"), c.RenameTheme("t1", "Trop de chiffres"), c.MergeThemes("t1", "t2"))

    assert {item: theme for (_, _, item), theme in play.state.placements.items()} == dict.fromkeys("abc", "t1")
    play.do(c.PlaceItem("c", ""))
    assert ("tri", "", "c") not in play.state.placements
    play.do(c.DropTheme("t1"))
    assert (dict(play.state.placements), dict(play.state.themes)) == ({}, {})


def test_groups_refuse_what_does_not_exist(play: Play) -> None:
    play.at("tri").do(c.CreateTheme("t1", "Les chiffres"))

    play.changes_nothing(c.CreateTheme("t1", "Encore"))
    play.changes_nothing(c.RenameTheme("t1", "Les chiffres"))
    play.changes_nothing(c.PlaceItem("a", ""))
    play.refuses(c.CreateTheme("", "Sans"), "identité")
    play.refuses(c.CreateTheme("bin:3", "Bac"), "identité")
    play.refuses(c.CreateTheme("t2", "Autre", ("z",)), "carte")
    play.refuses(c.RenameTheme("t9", "Rien"), "groupe")
    play.refuses(c.MergeThemes("t1", "t1"), "deux groupes")
    play.refuses(c.PlaceItem("z", "t1"), "carte")
    play.refuses(c.PlaceItem("a", "t9"), "groupe")
    play.refuses(c.PlaceItem("a", "t1", participant="p1"), "ensemble")


def test_a_vote_may_be_held_on_the_groups_or_on_their_cards() -> None:
    both = (
        Phase("c", "Cartes", "collect", 2),
        Phase("g", "Tri", "group", 2, source="c"),
        Phase("v", "Vote", "vote", 2, source="g"),
    )
    play = Play(script(*both)).at("c").idea("a").at("g")
    assert [item.id for item in items(play.state, play.script.find("v"))] == ["a"]

    play.do(c.CreateTheme("t1", "Le temps", ("a",)))

    assert [item.text for item in items(play.state, play.script.find("v"))] == ["Le temps"]
    play.refuses(c.PlaceItem("a", "t1", phase="v"), "ne s’y prête pas")


def test_groups_can_be_prepared_before_their_phase(play: Play) -> None:
    play.do(c.CreateTheme("t1", "Le temps", ("a",), phase="tri"))

    assert play.state.placements == {("tri", "", "a"): "t1"}


def test_each_table_sorts_the_same_cards_and_the_room_has_its_own_result() -> None:
    play = Play().at("bacs").phone("p1", group="1").phone("p2", group="2").phone("p3")
    play.do(c.PlaceItem("card:0", "bin:0", participant="p1"), c.PlaceItem("card:0", "bin:1", participant="p2"))
    play.do(c.PlaceItem("card:0", "bin:1"), c.PlaceItem("card:1", "bin:0", group="3"))

    assert {group: theme for (_, group, item), theme in play.state.placements.items() if item == "card:0"} == {
        "1": "bin:0", "2": "bin:1", "": "bin:1",
    }  # fmt: skip
    play.refuses(c.PlaceItem("card:0", "bin:0", participant="p3"), "table")


def test_a_group_of_another_phase_is_not_a_group_of_this_one(play: Play) -> None:
    play.at("tri").do(c.CreateTheme("t1", "Les chiffres")).at("bacs")

    play.refuses(c.PlaceItem("card:0", "t1"), "groupe")


def test_the_room_looks_at_one_item_or_at_all(play: Play) -> None:
    play.do(c.Focus("a"))

    assert play.state.runs["vote"].focus == "a"
    play.changes_nothing(c.Focus("a"))
    play.refuses(c.Focus("z"), "carte")
    assert play.do(c.Focus()).state.runs["vote"].focus == ""


def test_what_a_debate_or_a_matrix_worked_on_can_feed_a_later_phase() -> None:
    chain = (
        Phase("c", "Cartes", "collect", 2),
        Phase("m", "Matrice", "matrix", 2, source="c", x_axis=("Effort", "Peu", "Trop")),
        Phase("t", "Parler", "talk", 2, source="m"),
    )
    play = Play(script(*chain)).at("c").idea("a").at("t")

    assert [item.id for item in items(play.state, play.script.find("t"))] == ["a"]
