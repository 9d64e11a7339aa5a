"""What the console needs from the outside: news that come, commands that go."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from facilitator.client import Answer, ConsoleNews, HostAddress, Lost, Sender
    from facilitator.engine.views.shapes import PublicView

    News = ConsoleNews | Lost


_SCREENFUL: Final = 100
"""Ideas that the tallest terminal shows, and more."""


class Link(Protocol):
    """A session, as the console knows it."""

    def news(self) -> AsyncGenerator[News]:
        """Views as they come, until the task that asks is cancelled."""
        ...

    def screen_news(self) -> AsyncGenerator[PublicView | Lost]:
        """What the room sees, as it comes."""
        ...

    async def send(self, command: str, /, **fields: Any) -> Answer:
        """Ask for a command by its name in kebab-case."""
        ...


class HostLink:
    """The session that a host holds; what it takes to reach it is imported once something is painted."""

    def __init__(self, url: str, key: str) -> None:
        self._url = url
        self._key = key

    @cached_property
    def _address(self) -> HostAddress:
        from facilitator.client import HostAddress

        return HostAddress.parse(self._url, self._key)

    @cached_property
    def _sender(self) -> Sender:
        from facilitator.client import Sender

        return Sender(self._address)

    def news(self) -> AsyncGenerator[News]:
        from facilitator.client import ConsoleFollower

        return ConsoleFollower(self._address, newest=_SCREENFUL).news()

    def screen_news(self) -> AsyncGenerator[PublicView | Lost]:
        from facilitator.client import ScreenFollower

        return ScreenFollower(self._address).news()

    async def send(self, command: str, /, **fields: Any) -> Answer:
        return await self._sender.send(command, **fields)
