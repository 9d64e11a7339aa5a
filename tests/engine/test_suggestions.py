"""What is suggested to facilitators: it follows what people do, and does nothing by itself."""

from __future__ import annotations

import pytest

from facilitator.engine import commands as c
from facilitator.engine.suggestions import Attention, Suggestions, sorting_phase
from facilitator.engine.views import Room, console_view, phone_view, public_view
from facilitator.engine.voting import tally
from tests.engine.grouping.test_themes import CARDS
from tests.engine.play import Play


@pytest.fixture
def play() -> Play:
    """A room that writes, with a sort and a vote to come."""
    return Play().at("cartes")


def _written(play: Play) -> Play:
    for identity, text in CARDS.items():
        play.idea(identity, text)
    return play


def _pairs(found: Suggestions) -> list[tuple[str, str]]:
    return [(pair.one, pair.other) for pair in found.twins]


def test_a_near_duplicate_is_noticed_with_its_reason_the_older_first(play: Play) -> None:
    attention = Attention("fr")
    play.idea("b", "Publier le budget de la ville")
    assert attention.look(play.state).twins == ()

    play.idea("a", "Publier le budget de la ville en ligne")

    (pair,) = attention.look(play.state).twins
    assert (pair.one, pair.other) == ("b", "a")
    assert (pair.likeness.shared, pair.likeness.other_only) == (("publier", "budget", "ville"), ("ligne",))


def test_contraries_and_ideas_of_two_phases_are_not_offered_together(play: Play) -> None:
    play.idea("a", "Fermer la page Facebook").idea("b", "Ne pas fermer la page Facebook")
    play.at("tour").idea("c", "Fermer la page Facebook")

    assert Attention("fr").look(play.state).twins == ()


def test_a_pair_goes_when_one_changes_leaves_is_merged_or_told_apart(play: Play) -> None:
    attention = Attention("fr")
    play.phone("p1").idea("a", "Publier le budget").idea("b", "Publier le budget !")
    play.idea("c", "Publier le budget ?", author="p1", channel="phone")
    assert set(_pairs(attention.look(play.state))) == {("b", "c"), ("a", "c"), ("a", "b")}

    play.do(c.TellApart("b", "a"), c.EditIdea("c", "Planter des arbres"), c.Mask("c"))
    assert attention.look(play.state).twins == ()

    play.do(c.Undo(), c.Undo(), c.Undo())
    assert len(attention.look(play.state).twins) == 3
    play.do(c.MergeIdeas("a", ("b",)), c.WithdrawIdea("c", "p1"))
    assert attention.look(play.state).twins == ()


def test_telling_apart_needs_two_ideas_and_is_said_once(play: Play) -> None:
    play.idea("a").idea("b")

    play.do(c.TellApart("b", "a"))

    play.changes_nothing(c.TellApart("a", "b"))
    play.refuses(c.TellApart("a", "a"), "elle-même")
    play.refuses(c.TellApart("a", "z"), "existe pas")


def test_merging_keeps_every_word_and_the_votes_of_both_and_undo_gives_them_back(play: Play) -> None:
    play.idea("a", "Publier le budget").idea("b", "Publier le budget !").phone("p1", "p2")
    play.at("vote").do(c.CastVotes("p1", (("a", 2),)), c.CastVotes("p2", (("b", 1),)), c.CountHands("b", 3, 5))

    play.do(c.MergeIdeas("a", ("b",)))
    assert tally(play.state, "vote").points == {"a": 6}
    assert play.state.ideas["b"].text == "Publier le budget !"

    play.do(c.Undo())
    assert tally(play.state, "vote").points == {"a": 2, "b": 4}


def test_an_answer_to_a_merged_idea_stands_under_the_one_that_stays() -> None:
    play = Play().at("reponses").idea("a").idea("b")
    play.do(c.MergeIdeas("a", ("b",)))

    assert play.state.standing_for("b") == "a"
    assert play.state.standing_for("row:0") == "row:0"


def test_the_sort_to_come_is_prepared_while_people_write(play: Play) -> None:
    assert sorting_phase(Play().state) is None

    found = Attention("fr").look(_written(play).state)

    assert found.phase == "tri"
    assert {frozenset(theme.ideas) for theme in found.proposal.themes} == {
        frozenset(("a1", "a2", "a3", "a4")), frozenset(("b1", "b2", "b3", "b4")),
    }  # fmt: skip
    assert all(len(found.first_halves[theme.key]) in (1, 2, 3) for theme in found.proposal.themes)


def test_a_sort_into_the_bins_of_the_script_is_proposed_nothing(play: Play) -> None:
    assert sorting_phase(_written(play).at("bacs").state) is None


def test_nothing_moves_once_somebody_has_begun(play: Play) -> None:
    attention = Attention("fr")
    before = attention.look(_written(play).state)
    taken, left = before.proposal.themes
    play.do(c.CreateTheme("t1", "À nous", taken.ideas, "tri"))

    after = attention.look(play.idea("n", "Un mot de plus sur rien").state)

    assert [set(theme.ideas) for theme in after.proposal.themes] == [set(taken.ideas), set(left.ideas)]
    assert set(after.first_halves["t1"]) < set(taken.ideas)


def test_an_untouched_draft_is_made_anew_when_the_wall_has_grown(play: Play) -> None:
    attention = Attention("fr")
    attention.look(_written(play).state)
    for number in range(8):
        play.idea(f"c{number}", f"Une chorale et un concert en ville {number}")

    found = attention.look(play.state)

    assert len(found.proposal.themes) > 2
    assert found.proposal.odd == len(found.proposal.alone)


def test_what_is_left_alone_is_proposed_no_more(play: Play) -> None:
    play = _written(play).do(c.LeaveAlone(("a1", "a1", "a2"), "tri"))

    assert not {"a1", "a2"} & _proposed(play)
    assert {"a3", "a4"} <= _proposed(play)
    play.changes_nothing(c.LeaveAlone(("a2",), "tri"))
    play.refuses(c.LeaveAlone(("z",), "tri"), "existe pas")
    play.refuses(c.LeaveAlone(("a1",), "vote"), "ne s’y prête pas")
    play.do(c.PlaceItem("a1", "", phase="tri"))


def _proposed(play: Play) -> set[str]:
    sorting = console_view(play.state, play.now, Room(suggestions=Attention("fr").look(play.state)))["sorting"]
    assert sorting is not None
    return {idea for theme in sorting["proposed"] for idea in theme["ideas"]}


def test_only_the_facilitators_see_it_and_up_to_date(play: Play) -> None:
    _written(play).idea("twin", "Planter des arbres dans la rue !")
    room = Room(suggestions=Attention("fr").look(play.state))
    view = console_view(play.state, play.now, room)
    sorting = view["sorting"]
    assert sorting is not None and (sorting["phase"], sorting["title"], len(sorting["loose"])) == ("tri", "Le tri", 9)
    assert (view["twins"][0]["one"], view["twins"][0]["other"]) == ("a1", "twin")
    assert view["twins"][0]["shared"] == ["planter", "arbres", "rue"]

    trees, *others = sorted(sorting["proposed"], key=lambda theme: "a1" not in theme["ideas"])
    play.do(c.CreateTheme("t1", "Vert", tuple(trees["ideas"][1:]), "tri"), c.MergeIdeas("a1", ("twin",)))
    later = console_view(play.state, play.now, room)

    assert not any("twin" in (pair["one"], pair["other"]) for pair in later["twins"])
    assert later["sorting"] is not None
    assert [theme["key"] for theme in later["sorting"]["proposed"]] == [theme["key"] for theme in others]
    assert [theme["name"] for theme in later["sorting"]["themes"]] == ["Vert"]
    for shown in (public_view(play.state, play.now, room), phone_view(play.state, play.now, room, "p1")):
        assert not {"twins", "proposed", "joins"} & set(shown)
        assert not any(theme["label"] in str(shown) for theme in others)


def test_a_loose_idea_is_shown_the_group_it_belongs_to(play: Play) -> None:
    _written(play).do(c.CreateTheme("t1", "Vert", ("a1", "a2"), "tri"), c.PlaceItem("card:0", "bin:0", phase="bacs"))
    room = Room(suggestions=Attention("fr").look(play.state))

    sorting = console_view(play.state, play.now, room)["sorting"]
    assert sorting is not None and sorting["joins"].get("a3") == "t1"

    play.do(c.DropTheme("t1"))
    emptied = console_view(play.state, play.now, room)["sorting"]
    assert emptied is not None and emptied["joins"] == {}


def test_nobody_has_looked_yet(play: Play) -> None:
    view = console_view(play.state, play.now, Room())

    assert (view["twins"], view["sorting"]) == ([], None)


def test_ideas_taken_back_by_undo_are_forgotten(play: Play) -> None:
    attention = Attention("fr")
    play.idea("a", "Publier le budget").idea("b", "Publier le budget !")
    attention.look(play.state)

    play.do(c.Undo())

    assert attention.look(play.state).twins == ()
