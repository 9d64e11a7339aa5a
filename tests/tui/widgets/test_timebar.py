from unittest.mock import patch

import pytest
from textual.app import ComposeResult

from facilitator.engine.script import Timer
from facilitator.engine.timebox import Pace
from facilitator.tui.face import Face
from facilitator.tui.widgets.figures import figures, largest_scale
from facilitator.tui.widgets.timebar import TimeBar
from tools.pictures.cells import screen_text


class Room(Face[None]):
    """A time bar and nothing else."""

    def __init__(self, *, public: bool) -> None:
        super().__init__()
        self.bar = TimeBar(public=public)

    def compose(self) -> ComposeResult:
        yield self.bar


async def seen(
    left: float, pace: Pace, mode: Timer = "bar", *, public: bool = False, size: tuple[int, int] = (80, 24)
) -> str:
    app = Room(public=public)
    async with app.run_test(size=size) as pilot:
        app.bar.update(left, 600, pace, mode)
        await pilot.pause()
        return screen_text(app).strip()


async def test_the_bar_says_the_time_left_in_words_and_in_length() -> None:
    line = await seen(300, "on_time")
    assert line.endswith("○ Encore 5\u00a0minutes  05:00")
    assert abs(line.count("━") - line.count("─")) <= 1


@pytest.mark.parametrize(
    ("left", "pace", "words"),
    [
        (600, "waiting", "· Bientôt"),
        (300, "paused", "‖ En pause"),
        (120, "warning", "◐ Encore 2\u00a0minutes"),
        (20, "last_call", "● Encore moins d’une minute"),
        (-5, "grace", "■ On termine sa phrase"),
        (-45, "overtime", "■ Temps dépassé  +00:45"),
    ],
)
async def test_each_pace_has_its_mark_and_its_words(left: float, pace: Pace, words: str) -> None:
    assert words in await seen(left, pace)


@pytest.mark.parametrize("mode", ["bar", "discreet", "digits"])
async def test_the_room_never_sees_overtime_as_a_figure(mode: Timer) -> None:
    shown = await seen(-45, "overtime", mode, public=True)
    assert "On termine sa phrase" in shown
    assert not set(shown) & set("123456789+−")


async def test_the_large_public_clock_stops_at_zero() -> None:
    assert await seen(-45, "overtime", "digits", public=True) == await seen(0, "overtime", "digits", public=True)


@pytest.mark.parametrize("mode", ["bar", "discreet", "digits"])
async def test_the_room_sees_no_seconds_while_paused(mode: Timer) -> None:
    shown = await seen(312, "paused", mode, public=True)
    assert "En pause" in shown
    assert not set(shown) & set("0123456789█")


async def test_discreet_is_one_line_without_a_bar() -> None:
    shown = await seen(300, "on_time", "discreet", public=True)
    assert shown == "○ Encore 5\u00a0minutes"


async def test_the_large_clock_is_drawn_and_named() -> None:
    shown = await seen(300, "on_time", "digits", size=(160, 45))
    assert shown.count("\n") == 6
    assert shown.endswith("○ Encore 5\u00a0minutes")


async def test_a_narrow_place_keeps_the_words_and_drops_the_bar() -> None:
    assert (await seen(300, "on_time", size=(32, 5))).startswith("○ Encore 5")


async def test_an_unchanged_bar_is_not_repainted() -> None:
    app = Room(public=True)
    async with app.run_test() as pilot:
        app.bar.update(299.0, 600, "on_time")
        await pilot.pause()
        with patch.object(app.bar, "refresh") as refresh:
            app.bar.update(298.9, 600, "on_time")
            refresh.assert_not_called()
            app.bar.update(240, 600, "on_time")
            refresh.assert_called_once()


def test_figures_are_drawn_with_square_dots() -> None:
    assert figures("1:0") == ("▄█  ▄ █▀█", " █  ▄ █ █", "▀▀▀   ▀▀▀")


@pytest.mark.parametrize(("width", "height", "scale"), [(20, 3, 1), (40, 5, 2), (80, 8, 3), (400, 90, 4), (5, 1, 1)])
def test_figures_grow_with_the_room(width: int, height: int, scale: int) -> None:
    assert largest_scale("06:20", width, height) == scale
