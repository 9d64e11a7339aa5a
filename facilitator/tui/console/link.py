"""What the console needs from the outside: news that come, commands that go."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from facilitator.client import Answer, ConsoleFollower, ConsoleNews, HostAddress, Lost, ScreenFollower, Sender

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PublicView

News = ConsoleNews | Lost


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


@dataclass(frozen=True, slots=True)
class HostLink:
    """The session that a host holds."""

    follower: ConsoleFollower
    room: ScreenFollower
    sender: Sender

    @classmethod
    def to(cls, address: HostAddress) -> HostLink:
        """The link to one host."""
        return cls(ConsoleFollower(address), ScreenFollower(address), Sender(address))

    def news(self) -> AsyncGenerator[News]:
        return self.follower.news()

    def screen_news(self) -> AsyncGenerator[PublicView | Lost]:
        return self.room.news()

    async def send(self, command: str, /, **fields: Any) -> Answer:
        return await self.sender.send(command, **fields)
