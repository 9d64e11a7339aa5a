"""Proposed themes: nobody's idea is lost, nothing a person did is undone, and the same wall gives the same themes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.engine.grouping import Proposal, group_texts, halves, propose
from facilitator.engine.grouping.themes import usual_number

CARDS = {
    "a1": "Planter des arbres dans la rue",
    "a2": "Des arbres et des fleurs au parc",
    "a3": "Plus d’arbres devant l’école",
    "a4": "Un parc avec des fleurs",
    "b1": "Indexer les retraites sur l’inflation",
    "b2": "Les retraites suivent l’inflation",
    "b3": "Revaloriser les petites retraites",
    "b4": "Des retraites indexées",
}
SAMPLE = Path(__file__).parents[2].joinpath("contributions.txt").read_text(encoding="utf-8").splitlines()


def _of(proposal: Proposal) -> dict[str, set[str]]:
    return {theme.key: set(theme.ideas) for theme in proposal.themes}


def test_ideas_of_one_subject_go_together_under_their_own_words() -> None:
    trees, pensions = sorted(propose(CARDS, "fr").themes, key=lambda theme: theme.label)

    assert (trees.label.split(" · ")[0], pensions.label.split(" · ")[0]) == ("Arbres", "Retraites")
    assert set(trees.ideas) == {"a1", "a2", "a3", "a4"}
    assert ("retraites", 4) in pensions.terms


def test_a_few_ideas_are_read_faster_than_proposals() -> None:
    few = dict(list(CARDS.items())[:4])

    assert propose(few, "fr") == Proposal(alone=tuple(sorted(few, key=few.__getitem__)))


def test_new_ideas_that_nothing_welcomes_wait_until_they_are_a_crowd() -> None:
    former = propose(CARDS, "fr")
    tunes = [f"Une chorale et un concert numéro {n}" for n in range(8)]

    few = propose(CARDS | {f"t{n}": text for n, text in enumerate(tunes[:7])}, "fr", former=former)
    crowd = propose(CARDS | {f"t{n}": text for n, text in enumerate(tunes)}, "fr", former=few)

    assert (len(few.themes), len(few.alone)) == (2, 7)
    assert _of(crowd).items() >= _of(former).items()
    assert len(crowd.themes) > 2
    assert len(crowd.alone) < 7


def test_an_idea_like_no_other_is_left_alone() -> None:
    proposal = propose({**CARDS, "x": "?!", "y": "…"}, "fr")

    assert set(proposal.alone) == {"x", "y"}


def test_the_words_of_the_question_name_no_theme() -> None:
    labels = [theme.label for theme in propose(CARDS, "fr", question="Que faire des arbres ?").themes]

    assert labels and not any("rbres" in label for label in labels)


def test_what_people_grouped_is_left_and_loose_ideas_are_shown_to_it() -> None:
    groups = {"vert": ("a1", "a2")}
    proposal = propose(CARDS, "fr", groups=groups)

    assert proposal.joins.get("a3") == "vert"
    proposed = {idea for theme in proposal.themes for idea in theme.ideas}
    assert proposed.isdisjoint({"a1", "a2", "a3"})


def test_a_group_whose_ideas_are_gone_attracts_nothing() -> None:
    assert propose(CARDS, "fr", groups={"vide": ("nobody",)}).joins == {}


def test_a_new_idea_finds_its_place_and_moves_nobody() -> None:
    former = propose(CARDS, "fr")

    grown = propose({**CARDS, "new": "Encore des arbres au parc", "odd": "?!"}, "fr", former=former)

    (home,) = [theme for theme in grown.themes if "new" in theme.ideas]
    assert "a2" in home.ideas
    assert grown.alone == ("odd",)
    assert {key: ideas - {"new"} for key, ideas in _of(grown).items()} == _of(former)
    assert [theme.label for theme in grown.themes] == [theme.label for theme in former.themes]


def test_what_was_accepted_stays_known_so_that_undo_gives_it_back_and_attracts_no_more() -> None:
    former = propose(CARDS, "fr")
    taken, _kept = former.themes
    tree = "Encore des arbres au parc" if "a1" in taken.ideas else "Indexer les petites retraites"

    after = propose({**CARDS, "new": tree}, "fr", groups={"ours": taken.ideas}, former=former)

    assert _of(after) == _of(former)
    assert after.joins == {"new": "ours"}


def test_a_proposal_of_which_one_idea_is_left_is_over() -> None:
    former = propose(CARDS, "fr")
    gone = {idea for theme in former.themes for idea in theme.ideas[1:]}

    after = propose({idea: text for idea, text in CARDS.items() if idea not in gone}, "fr", former=former)

    assert after.themes == ()
    assert len(after.alone) == len(former.themes)


def test_a_group_falls_into_halves() -> None:
    first, second = halves(CARDS, "fr")

    assert {frozenset(first), frozenset(second)} == {
        frozenset(("a1", "a2", "a3", "a4")),
        frozenset(("b1", "b2", "b3", "b4")),
    }


def test_even_a_group_of_the_same_words_falls_into_halves() -> None:
    assert halves({"a": "Oui", "b": "Oui"}, "fr") == (("a",), ("b",))


@pytest.mark.parametrize(("ideas", "number"), [(0, 1), (5, 1), (12, 4), (40, 10), (100, 16), (500, 36), (2000, 40)])
def test_the_number_of_themes_follows_the_wall(ideas: int, number: int) -> None:
    assert usual_number(ideas) == number


def test_the_number_may_be_asked_for() -> None:
    assert len(set(group_texts(SAMPLE, 4))) <= 5


@settings(max_examples=25)
@given(st.permutations(SAMPLE))
def test_the_order_in_which_ideas_come_changes_nothing(texts: list[str]) -> None:
    assert _together(texts) == _together(SAMPLE)


def _together(texts: list[str]) -> set[frozenset[str]]:
    groups: dict[int, set[str]] = {}
    for text, group in zip(texts, group_texts(texts), strict=True):
        groups.setdefault(group, set()).add(text)
    return {frozenset(group) for group in groups.values()}


@settings(max_examples=50)
@given(
    st.dictionaries(st.sampled_from([str(n) for n in range(40)]), st.sampled_from(SAMPLE) | st.text(max_size=20)),
    st.sets(st.sampled_from([str(n) for n in range(40)]), max_size=6),
)
def test_each_loose_idea_is_in_one_place(texts: dict[str, str], placed: set[str]) -> None:
    proposal = propose(texts, "fr", groups={"ours": tuple(placed)})

    told = [idea for theme in proposal.themes for idea in theme.ideas] + [*proposal.joins, *proposal.alone]
    assert sorted(told) == sorted(set(texts) - placed)
