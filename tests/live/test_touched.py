from __future__ import annotations

from facilitator.engine.state import Change
from facilitator.live.touched import TouchedIdeas, touched_ideas
from tests.engine.play import Play


def test_what_is_too_old_is_not_remembered() -> None:
    touched = TouchedIdeas(10)
    for seq in range(11, 11 + 5000):
        touched.remember(seq, (f"i{seq}",))

    assert touched.since(10) is None
    assert touched.since(5000) == tuple(f"i{seq}" for seq in range(5001, 5011))


def test_an_idea_touched_twice_is_sent_once_where_it_first_came() -> None:
    touched = TouchedIdeas(0)
    touched.remember(1, ("a", "b"))
    touched.remember(2, ("c", "a"))

    assert touched.since(0) == ("a", "b", "c")


def test_an_idea_put_in_a_group_looks_different() -> None:
    change = Change("placements", ("tri", "", "a"), "", None, "t1")

    assert touched_ideas([change], Play().state) == ("a",)
