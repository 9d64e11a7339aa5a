"""Hands and eyes for the console: type keys, read the screen, wait for words."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from textual._xterm_parser import XTermParser
from textual.pilot import Pilot

from facilitator.tui.console.app import ConsoleApp
from tests.tui.console.engine_link import EngineLink
from tools.pictures.cells import screen_text

PATIENCE = 15.0


@dataclass
class Facilitator:
    """Somebody in front of the console."""

    pilot: Pilot[Any]
    link: EngineLink

    @property
    def frame(self) -> Any:
        """The screen that shows the session, under any dialog."""
        app = self.pilot.app
        assert isinstance(app, ConsoleApp)
        return app.frame

    async def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            await self.pilot.press(key)

    async def types(self, text: str) -> None:
        """Type words."""
        await self.pilot.press(*("space" if letter == " " else letter for letter in text))

    def types_in_one_breath(self, text: str) -> None:
        """Type faster than the app works: all the keys are there before the first one has done anything."""
        driver = self.pilot.app._driver
        assert driver is not None
        for key in XTermParser().feed(text):
            driver.send_message(key)

    def reads(self) -> str:
        """What stands on the screen, ordinary spaces in place of the others."""
        return screen_text(self.pilot.app).replace("\u00a0", " ")

    async def sees(self, *words: str) -> str:
        """Wait until all these words are on the screen."""
        await self.until(lambda: all(word in self.reads() for word in words), lambda: f"{words} not in\n{self.reads()}")
        return self.reads()

    async def sees_no_more(self, *words: str) -> str:
        """Wait until none of these words is on the screen."""
        await self.until(lambda: not any(word in self.reads() for word in words), self.reads)
        return self.reads()

    async def has_asked(self, command: str, **fields: Any) -> dict[str, Any]:
        """Wait until this was asked of the session, with these fields; gives all of them."""

        def found() -> dict[str, Any] | None:
            asked = (given for name, given in reversed(self.link.asked) if name == command)
            return next((given for given in asked if fields.items() <= given.items()), None)

        await self.until(lambda: found() is not None, lambda: f"{command} {fields} not in {self.link.asked}")
        return found() or {}

    async def until(self, holds: Callable[[], bool], otherwise: Callable[[], str]) -> None:
        """Let the app work until something holds."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, otherwise()
            await asyncio.sleep(0.02)
            await self.pilot.pause()


@asynccontextmanager
async def at_the_console(link: EngineLink, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Facilitator]:
    """A console on a session, once it shows it."""
    app = ConsoleApp(link)
    async with app.run_test(size=size) as pilot:
        facilitator = Facilitator(pilot, link)
        await facilitator.until(lambda: app.frame is not None and app.frame.ready, facilitator.reads)
        await pilot.pause()
        yield facilitator
