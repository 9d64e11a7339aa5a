from __future__ import annotations

import pytest

from facilitator.engine import commands as c
from facilitator.engine.rating import RatingSummary, summary
from facilitator.engine.script import Phase, Script, Workshop
from facilitator.engine.state import SessionState
from tests.sample import begin

Mark = int | None


def rated(*marks: tuple[Mark, Mark]) -> SessionState:
    phases = (
        Phase("ideas", "Idées", "collect", 5),
        Phase(
            "m", "Trier", "matrix", 5, source="ideas", x_axis=("Coût", "bas", "haut"), y_axis=("Aide", "peu", "fort")
        ),
    )
    playing = begin(Script(Workshop("Test", 960, 1020), phases))
    playing.do(c.StartPhase(), c.SubmitIdea("i1", "Un"), c.SubmitIdea("i2", "Deux"), c.NextPhase())
    playing.do(c.RateItem("other", "i2", 5, 5))
    playing.do(*(c.RateItem(f"v{n}", "i1", x, y) for n, (x, y) in enumerate(marks)))
    return playing.state


def test_an_item_nobody_rated_has_no_mean() -> None:
    assert summary(rated(), "m", "i1") == RatingSummary(0, None, None, None, False)


def test_passing_counts_for_nothing() -> None:
    found = summary(rated((None, None), (2, None), (4, 5)), "m", "i1")
    assert (found.n, found.x, found.y) == (2, 3.0, 5.0)


@pytest.mark.parametrize(
    ("marks", "contested"),
    [
        (((1, 3), (5, 3), (1, 3), (5, 3)), True),
        (((3, 1), (3, 5), (3, 5)), True),
        (((3, 3), (4, 3), (3, 2)), False),
        (((1, 1), (5, 5)), False),
    ],
    ids=["opposed on the first axis", "opposed on the second", "close", "too few to say"],
)
def test_a_mean_never_hides_a_disagreement(marks: tuple[tuple[Mark, Mark], ...], contested: bool) -> None:
    assert summary(rated(*marks), "m", "i1").contested is contested


def test_the_spread_is_that_of_the_most_disputed_axis() -> None:
    assert summary(rated((3, 1), (3, 5)), "m", "i1").spread == 2.0
