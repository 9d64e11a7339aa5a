from __future__ import annotations

import pytest

from facilitator.engine import commands as c
from facilitator.engine.quadrants import QUADRANTS, following, quadrant_name, quadrant_of, within
from facilitator.engine.rating import RatingSummary, summary
from facilitator.engine.script import Phase, Script, Workshop
from facilitator.engine.state import SessionState
from facilitator.engine.synthesis import report
from facilitator.engine.synthesis.shapes import Plane
from facilitator.engine.views import Room, console_view, public_view
from tests.engine.play import Play
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
    assert summary(rated(), "m", "i1") == RatingSummary(0, None, None, None)


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


@pytest.mark.parametrize(
    ("marks", "agreement"),
    [
        (((3, 3), (3, 3), (4, 3)), "close"),
        (((2, 3), (3, 3), (4, 3)), "varied"),
        (((1, 3), (5, 3), (3, 3)), "split"),
        (((1, 3), (5, 3)), ""),
    ],
)
def test_how_far_people_agree_has_a_word_once_they_are_a_few(
    marks: tuple[tuple[Mark, Mark], ...], agreement: str
) -> None:
    assert summary(rated(*marks), "m", "i1").agreement == agreement


def on_the_plane() -> Play:
    play = Play().at("cartes").idea("a", "Une").idea("b", "Deux").at("matrice")
    return play.do(*(c.RateItem(f"p{n}", "a", x, 4) for n, x in enumerate((1, 2, 3))))


def test_what_the_room_decides_aloud_stands_in_place_of_the_mean_and_is_taken_back() -> None:
    play = on_the_plane().do(c.Reveal(), c.PlacePoint("a", 5, 5), c.PlacePoint("b", 1, None))
    placed = summary(play.state, "matrice", "a")

    assert (placed.x, placed.y, placed.n, placed.decided, placed.agreement) == (5, 5, 3, True, "varied")
    play.changes_nothing(c.PlacePoint("a", 5, 5))
    view = public_view(play.state, play.now, Room())["phase"]
    assert view is not None
    assert [(item["x"], item["y"], item["n"]) for item in view["matrix"]["items"]] == [(5, 5, 3), (1, None, None)]
    assert view["matrix"]["raters"] == 3, "the room is nobody in particular"

    play.do(c.PlacePoint("a"))
    assert (summary(play.state, "matrice", "a").x, summary(play.state, "matrice", "a").decided) == (2, False)
    assert summary(play.do(c.Undo()).state, "matrice", "a").x == 5


def test_a_point_placed_on_one_axis_gives_no_mean_of_too_few_away_on_the_other() -> None:
    play = on_the_plane().do(c.RateItem("p1", "b", 2, 4), c.PlacePoint("b", 5), c.PlacePoint("a", 5))

    view = public_view(play.state, play.now, Room())["phase"]
    assert view is not None
    assert [(item["x"], item["y"]) for item in view["matrix"]["items"]] == [(5, None), (5, None)]
    [plane] = [one.content for one in report(play.state).practices if isinstance(one.content, Plane)]
    assert {one.text: (one.x, one.y) for one in plane.items} == {"Une": (5, 4), "Deux": (5, None)}


def test_a_point_is_placed_on_the_plane_and_nowhere_else() -> None:
    play = on_the_plane()
    play.changes_nothing(c.PlacePoint("b"))
    play.refuses(c.PlacePoint("z", 1, 1), "n’existe pas")
    play.refuses(c.PlacePoint("a", 6, 1), "de 1 à 5")
    play.at("vote").refuses(c.PlacePoint("a", 1, 1), "ne s’y prête pas")


def test_the_room_looks_at_one_quadrant_after_the_other() -> None:
    play = on_the_plane().do(c.Focus(QUADRANTS[0]))
    items = console_view(play.state, play.now, Room())["phase"]["matrix"]["items"]  # type: ignore[index]

    assert play.state.runs["matrice"].focus == QUADRANTS[0] == quadrant_of(2, 4)
    assert [[item["id"] for item in within(items, quadrant)] for quadrant in QUADRANTS] == [["a"], [], [], []]
    assert quadrant_name(QUADRANTS[0], ("Effort", "peu", "beaucoup"), ("Effet", "faible", "fort")) == (
        "Effort\u00a0: peu · Effet\u00a0: fort"
    )
    assert quadrant_name("a", (), ()) == ""
    assert [following(place) for place in ("", QUADRANTS[0], QUADRANTS[3], "a")] == [
        QUADRANTS[0], QUADRANTS[1], "", QUADRANTS[0],
    ]  # fmt: skip
    play.at("cartes").refuses(c.Focus(QUADRANTS[0]), "n’existe pas")


def test_the_account_tells_what_was_decided_aloud_even_where_nobody_rated() -> None:
    play = on_the_plane().do(c.PlacePoint("b", 1, 5))
    [plane] = [one.content for one in report(play.state).practices if isinstance(one.content, Plane)]

    told = {one.text: (one.n, one.x, one.y, one.decided) for one in plane.items}
    assert told == {"Une": (3, 2, 4, False), "Deux": (None, 1, 5, True)}
