from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.engine import commands as c
from facilitator.engine.script import Case, Phase, Script, Workshop
from facilitator.engine.stances import DEFAULT_SCALE, Moves, arguments, controversy, distribution, moves, scale
from tests.sample import Playing, begin

SCALE = ("Non", "Plutôt non", "Plutôt oui", "Oui")


def debate(scale: tuple[str, ...] = SCALE) -> Playing:
    cases = (Case("La piscine", "Ce post est une réussite."), Case("Le bilan", "À supprimer."))
    phase = Phase("d", "Débat", "position", 10, scale=scale, case=cases)
    playing = begin(Script(Workshop("Test", 960, 1020), (phase,)))
    playing.do(c.StartPhase())
    return playing


def stand(playing: Playing, case: int, before: str, after: str) -> None:
    """Voters a, b, c… stand at the places given as digits; a dot stays away."""
    for moment, places in (("before", before), ("after", after)):
        playing.do(c.ChooseCase(case, moment))  # type: ignore[arg-type]
        for voter, place in zip("abcdef", places, strict=False):
            if place != ".":
                playing.do(c.TakeStance(voter, int(place), case, moment))  # type: ignore[arg-type]


def test_phones_and_people_counted_by_hand_stand_together() -> None:
    playing = debate()
    stand(playing, 0, "0113", "....")
    playing.do(c.ChooseCase(0, "before"), c.CountStances((0, 2, 0, 1), 0, "before"))
    assert distribution(playing.state, "d", 0, "before") == [1, 4, 0, 2]
    assert distribution(playing.state, "d", 0, "after") == [0, 0, 0, 0]


def test_each_case_and_each_moment_has_its_own_count() -> None:
    playing = debate()
    stand(playing, 0, "00", "03")
    stand(playing, 1, "2", "1")
    assert distribution(playing.state, "d", 0, "after") == [1, 0, 0, 1]
    assert distribution(playing.state, "d", 1, "before") == [0, 0, 1, 0]


def test_moves_follow_only_those_who_stood_twice() -> None:
    playing = debate()
    stand(playing, 0, "0123.", "0310.")
    stand(playing, 1, "3", "0")
    assert moves(playing.state, "d", 0) == Moves(stayed=1, down=2, up=1)


def test_a_debate_without_a_scale_has_the_usual_four_steps() -> None:
    assert scale(debate(()).state.script.find("d")) == DEFAULT_SCALE
    assert scale(debate().state.script.find("d")) == SCALE


def test_arguments_come_kept_ones_first_and_never_a_masked_or_parked_one() -> None:
    playing = debate()
    for number, side in enumerate(("for", "for", "against", "for", "for")):
        playing.do(c.SubmitIdea(f"i{number}", f"argument {number}", column=side, row="case:0"))
    playing.do(c.Mask("i3"), c.Park("i4"), c.Keep("i1"))
    assert [idea.id for idea in arguments(playing.state, "d", 0, "for")] == ["i1", "i0"]
    assert [idea.id for idea in arguments(playing.state, "d", 0, "against")] == ["i2"]
    assert arguments(playing.state, "d", 1, "for") == ()


@pytest.mark.parametrize(
    ("people", "score"),
    [
        ("5000", 0), ("0050", 0), ("4004", 100), ("3322", 60), ("1111", 67), ("0330", 33), ("2200", 33), ("9001", 20),
        ("31", 50), ("00000", None),
    ],
)  # fmt: skip
def test_controversy_grows_with_two_far_and_equal_camps(people: str, score: int | None) -> None:
    assert controversy([int(n) for n in people]) == score


@given(st.lists(st.integers(0, 50), min_size=2, max_size=7))
def test_controversy_is_the_same_from_either_end_of_the_scale(people: list[int]) -> None:
    assert controversy(people) == controversy(people[::-1])
    assert (controversy(people) is None) == (not sum(people))
    assert 0 <= (controversy(people) or 0) <= 100
