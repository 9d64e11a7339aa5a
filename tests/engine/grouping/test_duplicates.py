"""Near-duplicates: flagged with what is shared and what differs, and never when they are contraries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.engine.grouping import Lookalikes, likeness, similarity
from facilitator.engine.grouping.duplicates import ALIKE

SAME = ("Indexer les retraites sur l’inflation", "indexation des retraites sur l'inflation.")


def test_two_ways_to_say_one_thing_are_alike() -> None:
    assert similarity(*SAME) >= ALIKE
    assert similarity("Une borne accessible a tous", "Une borne accessible à tous !") == pytest.approx(1)
    assert similarity("Publier le budget", "Publier le bugdet") >= ALIKE


def test_two_subjects_are_not() -> None:
    assert similarity("Indexer les retraites", "Planter des arbres rue Cler") < ALIKE


def test_the_same_gesture_on_two_things_is_not_the_same_idea() -> None:
    assert similarity("Supprimer la CSG", "Supprimer la redevance") == 0
    seen = Lookalikes("fr")
    seen.put("a", "Suppression de HADOPI")
    seen.put("b", "SUPPRESSION DE L'ENA")
    assert seen.like("b") == []


def test_another_number_is_another_idea() -> None:
    assert similarity("Montmartre pour tous, phase 2", "Montmartre pour tous, phase 3") == 0
    assert similarity("Montmartre pour tous, phase 2", "Montmartre pour tous") > ALIKE


def test_contraries_are_never_alike() -> None:
    assert similarity("Il faut fermer les écoles", "Il ne faut pas fermer les écoles") == 0.0


def test_the_reason_is_in_the_words_of_both() -> None:
    reason = likeness("Des bancs dans les écoles", "Des bancs dans deux écoles du 20e")

    assert reason.shared == ("bancs", "écoles")
    assert (reason.first_only, reason.other_only) == ((), ("deux", "20e"))


def test_a_new_idea_meets_those_it_is_like_the_likest_first() -> None:
    seen = Lookalikes("fr")
    seen.put("a", "Indexer les pensions sur l’inflation")
    seen.put("b", "Planter des arbres")
    seen.put("c", SAME[0])
    seen.put("d", "Ne pas indexer les retraites sur l’inflation")

    seen.put("new", SAME[1])

    assert [near.id for near in seen.like("new")] == ["c", "a"]


def test_an_idea_that_changes_or_goes_is_forgotten_as_it_was() -> None:
    seen = Lookalikes("fr")
    for idea in ("a", "b", "c"):
        seen.put(idea, SAME[0])

    seen.put("b", "Planter des arbres")
    seen.discard("c")
    seen.discard("nobody")

    assert seen.like("a") == []


@given(st.lists(st.sampled_from((*SAME, "Planter des arbres", "Publier le budget", "", "?!")), min_size=2, max_size=8))
def test_the_index_finds_what_a_look_at_every_pair_would(texts: list[str]) -> None:
    seen = Lookalikes("fr")
    for number, text in enumerate(texts):
        seen.put(str(number), text)

    found = {near.id for near in seen.like("0")}

    assert found == {str(n) for n, text in enumerate(texts) if n and similarity(texts[0], text) >= ALIKE}


def test_of_what_hundreds_say_word_for_word_the_newest_are_told() -> None:
    seen = Lookalikes("fr")
    for number in range(300):
        seen.put(str(number), SAME[0])

    near = [near.id for near in seen.like("299")]

    assert 0 < len(near) < 20
    assert all(int(idea) > 200 for idea in near)


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_mutual_and_between_nothing_and_all(one: str, other: str) -> None:
    assert similarity(one, other) == pytest.approx(similarity(other, one))
    assert 0 <= similarity(one, other) <= 1 + 1e-9
