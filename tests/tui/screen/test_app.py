from collections.abc import AsyncGenerator, Iterator

import pytest

from facilitator.client import Lost
from facilitator.engine.views import PublicView
from facilitator.locale import use
from facilitator.tui.screen.app import PublicScreenApp
from facilitator.tui.screen.face import PublicFace
from tests.tui.screen.workshop import Still, doubts, seen


class Failing:
    """A source that breaks at once, the first time."""

    def __init__(self) -> None:
        self.asked = 0

    async def news(self) -> AsyncGenerator[PublicView | Lost]:
        self.asked += 1
        if self.asked == 1:
            raise RuntimeError("cassé")
        async for one in Still(seen(doubts())).news():
            yield one


async def test_a_source_that_breaks_is_followed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitator.tui.screen.app.PATIENCE", 0.01)
    app = PublicScreenApp(Failing())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        assert "Je regarde pour" in app.query_one(PublicFace).text


async def test_no_letter_typed_in_front_of_the_room_does_anything() -> None:
    app = PublicScreenApp(Still(seen(doubts())))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = app.query_one(PublicFace).text
        await pilot.press(*"abcdefghijklmnopqrstuvwxyz", "space", "enter", "escape", "delete")
        assert app.query_one(PublicFace).text == before
        assert app.is_running


async def test_ctrl_q_leaves() -> None:
    app = PublicScreenApp(Still(seen(doubts())))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+q")
    assert app.return_code == 0


@pytest.fixture
def french_afterwards() -> Iterator[None]:
    yield
    use("fr")


@pytest.mark.usefixtures("french_afterwards")
async def test_the_screen_speaks_the_language_of_the_workshop() -> None:
    view = seen(doubts())
    view["language"] = "en"
    app = PublicScreenApp(Still(view))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "photos: ask first" in app.query_one(PublicFace).text
