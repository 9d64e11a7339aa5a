"""Parting points into groups of near ones."""

from __future__ import annotations

import pytest

from facilitator.engine.grouping.partition import drawn_together, nearest, partition, similarities, tree
from facilitator.engine.grouping.space import Point, centre, nearness, points
from facilitator.engine.grouping.table import UNKNOWN, word_table

TABLE = word_table("fr")
CITIES = [["arbre", "rue"], ["arbre", "parc"], ["retrai", "salair"], ["retrai", "pensio"], ["arbre", "fleur"]]


def test_the_table_knows_common_words_and_where_they_stand() -> None:
    assert TABLE.frequency("maison") > 1e-4 > TABLE.frequency("zzzzzz") == UNKNOWN
    assert TABLE.vector("zzzzzz") is None
    vector = TABLE.vector("maison")
    assert vector is not None and len(vector) == TABLE.width


def test_words_of_like_sense_are_near() -> None:
    tree_, flower, tax = points([["arbre"], ["fleur"], ["impots"]], TABLE)

    assert nearness(tree_, flower) > nearness(tree_, tax)
    assert nearness(tree_, tree_) == pytest.approx(1)


def test_a_text_that_says_nothing_is_nowhere() -> None:
    nothing, something = points([[], ["arbre"]], TABLE)

    assert not nothing and something
    assert nearness(nothing, something) == 0


def test_the_middle_of_a_group_is_near_each_of_its_members() -> None:
    found = points(CITIES, TABLE)
    middle = centre([found[0], found[1]])

    assert min(nearness(found[0], middle), nearness(found[1], middle)) > nearness(found[2], middle)
    assert centre([]) == Point()


def test_every_pair_is_compared_once_for_both() -> None:
    found = points(CITIES, TABLE)
    near = similarities(found)

    assert near[1][3] == near[3][1] == pytest.approx(nearness(found[1], found[3]))


def test_a_point_drawn_to_its_neighbours_stays_the_nearest_to_itself() -> None:
    near = drawn_together(similarities(points(CITIES, TABLE)))

    assert all(row[index] == pytest.approx(1) for index, row in enumerate(near))
    assert near[0][1] > near[0][2]


def test_the_nearest_are_joined_first() -> None:
    near = [[1.0, 0.9, 0.1, 0.0], [0.9, 1.0, 0.2, 0.0], [0.1, 0.2, 1.0, 0.6], [0.0, 0.0, 0.6, 1.0]]

    assert tree(near, 3) == [[0, 1], [2], [3]]
    assert tree(near, 2) == [[0, 1], [2, 3]]
    assert tree(near, 0) == [[0, 1, 2, 3]]


def test_each_point_goes_to_one_group_and_those_that_say_nothing_to_none() -> None:
    groups = partition(points([*CITIES, []], TABLE), 2)

    assert sorted(map(sorted, groups)) == [[0, 1, 4], [2, 3]]
    assert partition(points([[], []], TABLE), 2) == []


def test_a_large_wall_is_parted_from_a_sample() -> None:
    texts = [CITIES[number % 2 * 2] for number in range(700)]

    groups = partition(points(texts, TABLE), 2)

    assert sorted(map(len, groups)) == [350, 350]


def test_the_nearest_centre_counts_shared_words_and_sense() -> None:
    found = points(CITIES, TABLE)

    assert nearest(found, [found[0], found[2]]) == [0, 0, 1, 1, 0]
