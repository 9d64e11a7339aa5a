from __future__ import annotations

import asyncio

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input

from facilitator.tui.turnstile import Turnstile


class Vanishing(Widget, can_focus=True):
    """Goes away by itself when a key comes."""

    async def on_key(self, event: events.Key) -> None:
        self.remove()


class Desk(Turnstile[None]):
    """`i` opens a line, `g` puts in its place something that a key makes vanish; other gestures are told."""

    BINDINGS = [Binding("i", "line"), Binding("g", "ghost"), *(Binding(key, f"tell('{key}')") for key in "abc")]

    def __init__(self) -> None:
        super().__init__()
        self.told = ""

    def compose(self) -> ComposeResult:
        yield Widget()

    async def action_line(self) -> None:
        await self.mount(line := Input())
        line.focus()

    async def action_ghost(self) -> None:
        await self.mount(ghost := Vanishing())
        ghost.focus()

    def action_tell(self, key: str) -> None:
        self.told += key

    def hears(self, keys: str) -> None:
        assert self._driver is not None
        for key in keys:
            self._driver.send_message(events.Key(key, key))


async def settled(app: Desk, told: str) -> None:
    async with asyncio.timeout(5):
        while app.told != told:
            await asyncio.sleep(0.01)


async def test_gestures_keep_their_order_and_words_go_to_the_line_that_one_opens() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        app.hears("abciabc")
        await settled(app, "abc")
        async with asyncio.timeout(5):
            while not app.query(Input) or app.query_one(Input).value != "abc":
                await pilot.pause()


async def test_a_paste_waits_for_the_gesture_before_it() -> None:
    app = Desk()
    async with app.run_test() as pilot:
        app.hears("i")
        assert app._driver is not None
        app._driver.send_message(events.Paste("des mots"))
        async with asyncio.timeout(5):
            while not app.query(Input) or app.query_one(Input).value != "des mots":
                await pilot.pause()


async def test_what_vanishes_with_the_focus_does_not_take_the_next_keys_along() -> None:
    app = Desk()
    async with app.run_test():
        app.hears("gabcgabc")
        await settled(app, "abcabc")
