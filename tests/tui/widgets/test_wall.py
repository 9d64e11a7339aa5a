import asyncio
import statistics
import time
from collections.abc import Iterable
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from facilitator.tui.face import Face
from facilitator.tui.widgets.wall import Wall
from facilitator.tui.widgets.wall_item import WallItem
from tools.pictures.cells import screen_text

LONG = "On ne sait jamais si la baisse est une bonne nouvelle ou une mauvaise, alors on écrit « en évolution » " * 3


class Room(Face[None]):
    """A wall and nothing else, keeping what it says."""

    def __init__(self, **options: Any) -> None:
        super().__init__()
        self.wall = Wall(**options)
        self.selected: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.wall

    def on_wall_selected(self, message: Wall.Selected) -> None:
        self.selected.append(message.item_id)


def ideas(*texts: str) -> list[WallItem]:
    return [WallItem(text, text) for text in texts]


def lines(app: App[Any]) -> list[str]:
    """What is written, whatever room there is between the marks."""
    shown = (" ".join(line.strip("▁▂▃▄▅▆▇█ ").split()) for line in screen_text(app).split("\n"))
    return [line for line in shown if line]


async def post(pilot: Pilot[Any], wall: Wall, items: Iterable[WallItem]) -> None:
    wall.upsert(items)
    await pilot.pause()


async def test_an_empty_wall_says_what_will_come() -> None:
    app = Room(empty="Les idées arriveront ici")
    async with app.run_test(size=(40, 10)):
        assert lines(app) == ["Les idées arriveront ici"]


async def test_an_empty_wall_hides_none_of_its_columns() -> None:
    app = Room(columns=("Pour", "Contre"), empty="Les idées arriveront ici")
    async with app.run_test(size=(40, 10)):
        shown = lines(app)
        assert [line.split()[0] for line in shown if line.strip()] == ["Pour", "Contre", "Les"]


async def test_the_newest_idea_is_on_top() -> None:
    app = Room()
    async with app.run_test(size=(40, 10)) as pilot:
        await post(pilot, app.wall, ideas("une"))
        await post(pilot, app.wall, ideas("deux"))
        assert lines(app) == ["› · deux", "· une"]


async def test_ideas_given_before_the_first_layout_are_shown() -> None:
    app = Room()
    app.wall.upsert(ideas("une", "deux"))
    async with app.run_test(size=(40, 10)):
        assert lines(app) == ["› · deux", "· une"]


async def test_ideas_are_grouped_under_their_column_with_its_count() -> None:
    app = Room(columns=("Ce qui coince", "Ce qui marche"))
    async with app.run_test(size=(40, 12)) as pilot:
        await post(pilot, app.wall, [WallItem("a", "rien", "Ce qui marche"), WallItem("b", "tout", "Ce qui coince")])
        shown = lines(app)
        assert [shown[0].rstrip("─ "), shown[2].rstrip("─ ")] == ["Ce qui coince 1", "Ce qui marche 1"]
        assert [shown[1], shown[3]] == ["› · tout", "· rien"]


async def test_a_long_idea_takes_three_lines_and_says_that_more_is_missing() -> None:
    app = Room()
    async with app.run_test(size=(60, 10)) as pilot:
        await post(pilot, app.wall, [WallItem("long", LONG)])
        shown = lines(app)
        assert len(shown) == 3
        assert shown[2].endswith("…")


async def test_the_mark_of_a_new_idea_fades_after_five_ticks() -> None:
    app = Room()
    async with app.run_test(size=(40, 10)) as pilot:
        await post(pilot, app.wall, [WallItem("a", "neuve", state="new")])
        assert lines(app) == ["› ● neuve"]
        for _ in range(5):
            app.wall.tick()
        await pilot.pause()
        assert lines(app) == ["› · neuve"]


@pytest.mark.parametrize(
    ("state", "line"),
    [
        ("masked", "› × masquée · mot"),
        ("kept", "› ★ gardée · mot"),
        ("parked", "› » de côté · mot"),
        ("pending", "› ○ à relire · mot"),
        ("late", "› + après · mot"),
    ],
)
async def test_a_state_is_told_by_a_mark_and_a_word(state: Any, line: str) -> None:
    app = Room()
    async with app.run_test(size=(40, 10)) as pilot:
        await post(pilot, app.wall, [WallItem("a", "mot")])
        await post(pilot, app.wall, [WallItem("a", "mot", state=state)])
        assert lines(app) == [line]


async def test_the_channel_stands_before_the_words() -> None:
    app = Room()
    async with app.run_test(size=(40, 10)) as pilot:
        await post(pilot, app.wall, [WallItem("a", "mot", channel="paper")])
        assert lines(app) == ["› · ▤ mot"]


async def test_an_idea_that_grows_pushes_the_others() -> None:
    app = Room()
    async with app.run_test(size=(40, 10)) as pilot:
        await post(pilot, app.wall, ideas("dessous", "dessus"))
        await post(pilot, app.wall, [WallItem("dessus", "dessus " * 8)])
        assert len(lines(app)) == 3
        assert lines(app)[-1] == "· dessous"


async def test_an_idea_taken_off_is_gone() -> None:
    app = Room()
    async with app.run_test(size=(40, 10)) as pilot:
        await post(pilot, app.wall, ideas("une", "deux"))
        app.wall.remove_items(["deux"])
        await pilot.pause()
        assert lines(app) == ["› · une"]
        assert app.wall.focused_id == "une"


async def test_when_the_chosen_idea_is_taken_off_the_newest_is_meant_again() -> None:
    app = Room()
    async with app.run_test(size=(40, 10)) as pilot:
        await post(pilot, app.wall, ideas("a", "b", "c"))
        await pilot.press("down")
        app.wall.remove_items(["b"])
        await pilot.pause()
        assert app.wall.focused_id == "c"
        assert lines(app) == ["› · c", "· a"]


async def test_an_idea_that_changes_column_moves_there() -> None:
    app = Room(columns=("Non", "Oui"))
    async with app.run_test(size=(40, 10)) as pilot:
        await post(pilot, app.wall, [WallItem("a", "mot", "Non")])
        await post(pilot, app.wall, [WallItem("a", "mot", "Oui")])
        assert [line.rstrip("─ ") for line in lines(app)] == ["Non 0", "Oui 1", "› · mot"]


async def test_the_cursor_walks_and_entree_chooses() -> None:
    app = Room()
    async with app.run_test(size=(40, 10)) as pilot:
        await post(pilot, app.wall, ideas("a", "b", "c"))
        await pilot.press("down", "down", "up", "enter")
        assert app.selected == ["b"]


async def test_a_wall_filled_anew_has_them_all_in_order_and_keeps_the_cursor() -> None:
    app = Room()
    async with app.run_test(size=(40, 10)) as pilot:
        await post(pilot, app.wall, ideas("gone", "three", "four"))
        app.wall.focus()
        await pilot.press("down")
        assert app.wall.focused_id == "three"

        app.wall.fill(ideas("one", "two", "three", "four"))
        await pilot.pause()

        assert [line.split()[-1] for line in lines(app)] == ["four", "three", "two", "one"]
        assert app.wall.focused_id == "three"

        app.wall.fill(ideas("one", "two"))
        assert app.wall.focused_id == "two"


async def test_without_a_cursor_the_newest_is_meant() -> None:
    app = Room()
    async with app.run_test(size=(40, 10)) as pilot:
        assert app.wall.focused_id is None
        await post(pilot, app.wall, ideas("a", "b"))
        assert app.wall.focused_id == "b"


async def test_home_goes_back_to_following_the_newest() -> None:
    app = Room()
    async with app.run_test(size=(40, 10)) as pilot:
        await post(pilot, app.wall, ideas(*map(str, range(50))))
        await pilot.press("end")
        assert app.wall.focused_id == "0"
        await pilot.press("home")
        await post(pilot, app.wall, ideas("neuve"))
        assert app.wall.focused_id == "neuve"
        assert lines(app)[0] == "› · neuve"


async def test_pages_are_turned_by_a_screenful() -> None:
    app = Room()
    async with app.run_test(size=(40, 10)) as pilot:
        await post(pilot, app.wall, ideas(*map(str, range(50))))
        await pilot.press("pagedown")
        assert app.wall.focused_id == "40"
        await pilot.press("pageup")
        assert app.wall.focused_id == "49"


async def test_what_somebody_reads_stays_put_while_ideas_arrive_above() -> None:
    app = Room()
    async with app.run_test(size=(40, 10)) as pilot:
        await post(pilot, app.wall, ideas(*map(str, range(50))))
        app.wall.scroll_to(y=20, animate=False)
        await pilot.pause()
        before = lines(app)
        await post(pilot, app.wall, ideas("x", "y", LONG))
        assert lines(app) == before


async def test_a_chosen_idea_is_never_pushed_off_the_screen() -> None:
    app = Room()
    async with app.run_test(size=(40, 10)) as pilot:
        await post(pilot, app.wall, ideas(*map(str, range(5))))
        await pilot.press("down")
        await post(pilot, app.wall, ideas(*(f"n{i}" for i in range(30))))
        assert "› · 3" in lines(app)


async def test_a_narrower_window_wraps_again() -> None:
    app = Room()
    async with app.run_test(size=(80, 10)) as pilot:
        await post(pilot, app.wall, ideas("un texte qui tient sur une ligne large mais pas sur une étroite"))
        assert len(lines(app)) == 1
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert len(lines(app)) == 2


async def test_a_click_puts_the_cursor_and_a_second_one_opens() -> None:
    app = Room()
    async with app.run_test(size=(40, 10)) as pilot:
        await post(pilot, app.wall, ideas("a", "b"))
        await pilot.click(Wall, offset=(6, 1))
        await pilot.click(Wall, offset=(6, 1))
        assert app.selected == ["a"]


async def test_hostile_ideas_are_only_words() -> None:
    app = Room()
    async with app.run_test(size=(60, 10)) as pilot:
        await post(pilot, app.wall, [WallItem("a", "[/b]\x1b[31m [@click=app.quit]x[/]")])
        assert lines(app) == ["› · [/b][31m [@click=app.quit]x[/]"]
        await pilot.click(Wall, offset=(20, 0))
        assert app.is_running


@pytest.mark.bench
async def test_adding_is_as_quick_at_ten_thousand_as_at_a_hundred() -> None:
    cost = {count: await _cost_of_adding(count) for count in (100, 10_000)}
    assert cost[10_000] <= cost[100] * 1.2, cost


async def _cost_of_adding(count: int) -> float:
    """Median milliseconds of work from the call to the screen repainted; waiting for other programs is not counted."""
    app = Room()
    async with app.run_test(size=(120, 40)) as pilot:
        await post(pilot, app.wall, [WallItem(str(i), f"{i} {LONG[: i * 37 % 160]}") for i in range(count)])
        painted = asyncio.Event()
        app.wall.upsert(ideas("warm"))
        await pilot.pause()
        display = app._display

        def displayed(screen: Any, renderable: Any) -> None:
            display(screen, renderable)
            painted.set()

        app._display = displayed  # type: ignore[method-assign]
        costs = []
        for i in range(30):
            painted.clear()
            start = time.process_time()
            app.wall.upsert([WallItem(f"n{i}", LONG)])
            await painted.wait()
            costs.append((time.process_time() - start) * 1000)
            await pilot.pause(0.05)
        return statistics.median(costs)
