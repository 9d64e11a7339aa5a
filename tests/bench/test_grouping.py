"""What proposing costs: themes for a wall, and one more idea in front of it."""

from __future__ import annotations

from functools import partial
from operator import mul
from statistics import median

import pytest

from facilitator.engine.grouping import Lookalikes, group_texts
from tests.bench.measures import milliseconds, report

pytestmark = pytest.mark.bench

HUNDRED_THOUSAND_PRODUCTS = [[1.5] * 64] * 100_000


def _products() -> None:
    for vector in HUNDRED_THOUSAND_PRODUCTS:
        sum(map(mul, vector, vector))


def _wall(real_ideas: tuple[str, ...], size: int) -> list[str]:
    """That many different texts, however few the sample has."""
    return [f"{real_ideas[number % len(real_ideas)]} {number // len(real_ideas) or ''}" for number in range(size)]


def test_themes_for_five_hundred_and_two_thousand_ideas(real_ideas: tuple[str, ...]) -> None:
    wall = _wall(real_ideas, 2000)
    group_texts(wall[:20])
    floor = median(milliseconds(_products) for _ in range(5))
    usual = median(milliseconds(lambda: group_texts(wall[:500])) for _ in range(5))

    report("themes for 500 ideas", usual, "ms", goal=600)
    report("the same, in 100,000 products of 64 numbers", usual / floor, "×", goal=1.5)
    report("themes for 2,000 ideas", milliseconds(lambda: group_texts(wall)) / usual, "× 500 ideas", goal=4)


def test_one_more_idea_in_front_of_five_hundred(real_ideas: tuple[str, ...]) -> None:
    wall = _wall(real_ideas, 600)
    seen = Lookalikes("fr")
    for number, text in enumerate(wall[:500]):
        seen.put(str(number), text)

    def one_more(text: str) -> None:
        seen.put("new", text)
        seen.like("new")

    usual = median(milliseconds(partial(one_more, text)) for text in wall[500:])
    report("near-duplicates of a new idea among 500", usual, "ms", goal=5)
