from __future__ import annotations

import pytest

from facilitator.engine.views import console_view
from facilitator.tui.console.times import lateness_words, numbers, pace, stopwatch
from tests.tui.console.engine_link import CREATED, EngineLink, a_session


def started() -> EngineLink:
    link = a_session()
    link.do("start-phase")
    return link


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(80, "01:20"), (0.4, "00:01"), (0, "00:00"), (-45, "+00:45"), (-0.2, "00:00"), (3900, "65:00")],
)
def test_a_stopwatch_counts_down_then_up(seconds: float, words: str) -> None:
    assert stopwatch(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (12, "à l’heure"), (-29, "à l’heure"), (125, "retard 2\u00a0min"), (-600, "avance 10\u00a0min")],
)
def test_lateness_is_said_to_the_minute(seconds: float | None, words: str) -> None:
    assert lateness_words(seconds) == words


def test_what_is_left_is_computed_from_timestamps() -> None:
    link = started()
    view = console_view(link.state, link.now, link.room)
    for passed, left, expected in (
        (0, 240, "on_time"),
        (185, 55, "warning"),
        (230, 10, "last_call"),
        (245, -5, "grace"),
        (300, -60, "overtime"),
    ):
        now = CREATED + passed
        assert numbers(view, now).left == pytest.approx(left)
        phase = view["phase"]
        assert phase is not None and pace(phase["clock"], now) == expected


def test_lateness_grows_only_once_the_phase_is_over() -> None:
    link = started()
    view = console_view(link.state, link.now, link.room)
    assert numbers(view, CREATED + 200).lateness == pytest.approx(0)
    assert numbers(view, CREATED + 300).lateness == pytest.approx(60)
    assert numbers(view, CREATED + 300).projected_end == pytest.approx(CREATED + 3660)


def test_a_pause_moves_the_end() -> None:
    link = started()
    link.now += 60
    link.do("pause")
    view = console_view(link.state, link.now, link.room)
    assert numbers(view, CREATED + 180).left == pytest.approx(180)
    assert numbers(view, CREATED + 180).lateness == pytest.approx(120)
