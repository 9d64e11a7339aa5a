"""Follow a view: server-sent events, read for as long as the face lives, whatever happens to the host meanwhile."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, cast

from facilitator.client.address import HostAddress
from facilitator.client.http import CUT, BadAnswer, Connection

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import ConsoleView, IdeaView, PublicView

SILENCE: Final = 25.0
"""Seconds without a byte after which the host is taken for gone; it says something every ten."""

_SELDOM: Final = ("twins", "sorting")
"""What a stream leaves out of a view when it is as it was."""
_PAUSES: Final = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Lost:
    """The host does not answer; the follower goes on trying, and the last view stays true enough to show."""


@dataclass(frozen=True, slots=True)
class ConsoleNews:
    """One message for the console."""

    view: ConsoleView
    ideas: Mapping[str, IdeaView]
    """Every idea, by id, in the order they came: the follower's own, brought up to date in place."""
    changed: tuple[str, ...]
    """Ids of the ideas that are new or different since the last message."""
    gone: tuple[str, ...]
    """Ids no longer there."""
    reset: bool
    """Whether everything was sent: at the beginning, and after a cut."""

    def after(self, before: ConsoleNews) -> ConsoleNews:
        """The same, for who shows nothing of the news before."""
        touched = dict.fromkeys((*before.changed, *before.gone, *self.changed, *self.gone))
        changed = tuple(idea for idea in touched if idea in self.ideas)
        gone = tuple(idea for idea in touched if idea not in self.ideas)
        return replace(self, changed=changed, gone=gone, reset=before.reset or self.reset)


@dataclass(slots=True)
class ScreenFollower:
    """What the room sees, over and over."""

    address: HostAddress

    async def news(self) -> AsyncGenerator[PublicView | Lost]:
        """Each new view, until the task that asks is cancelled."""
        async with aclosing(_messages(self.address, "/screen/events")) as messages:
            async for message in messages:
                yield message if isinstance(message, Lost) else cast("PublicView", message)


@dataclass(slots=True)
class ConsoleFollower:
    """What the facilitators see, with the ideas put together from their differences."""

    address: HostAddress
    newest: int = 0
    """Ideas wanted before all the others, where there are more than that; 0: all at once."""

    async def news(self) -> AsyncGenerator[ConsoleNews | Lost]:
        """Each new view, until the task that asks is cancelled."""
        ideas: dict[str, IdeaView] = {}
        suggested: dict[str, Any] = {}
        path = f"{self.address.remote}/events" + (f"?newest={self.newest}" if self.newest else "")
        async with aclosing(_messages(self.address, path)) as messages:
            async for message in messages:
                if isinstance(message, Lost):
                    yield message
                else:
                    suggested |= {name: message[name] for name in _SELDOM if name in message}
                    yield _merge(cast("ConsoleView", message | suggested), ideas)


def _merge(view: ConsoleView, ideas: dict[str, IdeaView]) -> ConsoleNews:
    delta = view["ideas"]
    if delta["reset"]:
        kept = {idea["id"] for idea in delta["items"]}
        gone = tuple(id_ for id_ in ideas if id_ not in kept)
        ideas.clear()
    else:
        gone = tuple(delta["gone"])
        for id_ in gone:
            ideas.pop(id_, None)
    ideas.update((idea["id"], idea) for idea in delta["items"])
    return ConsoleNews(view, ideas, tuple(idea["id"] for idea in delta["items"]), gone, delta["reset"])


async def _messages(address: HostAddress, path: str) -> AsyncGenerator[dict[str, Any] | Lost]:
    """Views as they come; one Lost for each cut, however many tries it takes to come back."""
    tries, told = 0, False
    while True:
        try:
            async with aclosing(_stream(address, path)) as views:
                async for view in views:
                    tries, told = 0, False
                    yield view
        except CUT:
            pass
        if not told:
            told = True
            yield Lost()
        await asyncio.sleep(_PAUSES[min(tries, len(_PAUSES) - 1)])
        tries += 1


async def _stream(address: HostAddress, path: str) -> AsyncGenerator[dict[str, Any]]:
    async with asyncio.timeout(SILENCE):
        connection = await Connection.open(address)
    try:
        async with asyncio.timeout(SILENCE):
            status = await connection.ask("GET", path, accept="text/event-stream")
        if status != 200:
            raise BadAnswer(status)
        events = _Events()
        while True:
            async with asyncio.timeout(SILENCE):
                chunk = await connection.next_chunk()
            for view in events.feed(chunk):
                yield view
            if not chunk:
                return
    finally:
        connection.close()


class _Events:
    """Bytes in, JSON objects of whole events out."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, chunk: bytes) -> Iterator[dict[str, Any]]:
        *whole, self._rest = (self._rest + chunk).split(b"\n\n")
        for event in whole:
            data = event.find(b"data: ")
            if data >= 0:
                yield _decode(event[data + 6 :])


def _decode(data: bytes) -> dict[str, Any]:
    try:
        view = json.loads(data)
    except ValueError as error:
        raise BadAnswer("not JSON") from error
    if not isinstance(view, dict):
        raise BadAnswer("not an object")
    return view
