"""Keys pass one by one: each one finds what the one before it called for."""

from __future__ import annotations

from collections import deque
from typing import Final, TypeVar

from textual.app import App
from textual.events import Event, Key, Paste
from textual.message_pump import MessagePump

ReturnType = TypeVar("ReturnType")
WALKS: Final = 2
"""Walks behind a key before the next one: what a key does may be to tell others what to do."""


class Turnstile(App[ReturnType]):
    """An app in which no key overtakes another.

    Textual hands a key to the focus at once, and learns that it is a gesture when nobody on its way back had a use for
    it. Meanwhile it has handed over what was typed in the same breath, to a focus that the gesture was about to move:
    the words that followed `I` were lost, or taken for gestures. Here the next key leaves when somebody who walked
    behind the last one, through the same queues, has come back.
    """

    def __init__(self) -> None:
        super().__init__()
        self._to_come: deque[Event] = deque()
        self._is_shut = False

    async def on_event(self, event: Event) -> None:
        """What is typed waits its turn."""
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            self._to_come.append(event)
            if not self._is_shut:
                await self._let_through()
        else:
            await super().on_event(event)

    async def _let_through(self) -> None:
        self._is_shut = bool(self._to_come)
        if not self._is_shut:
            return
        road, goes_on = self._road(), True
        while goes_on and self._to_come:
            event = self._to_come.popleft()
            # Letters of one line may come together: no gesture is among them.
            goes_on = self._is_letter(event) and bool(self._to_come) and self._is_letter(self._to_come[0])
            await super().on_event(event)
        await self._walk(road, WALKS)

    def _is_letter(self, event: Event) -> bool:
        focused = self.focused
        return isinstance(event, Key) and focused is not None and focused.check_consume_key(event.key, event.character)

    def _road(self) -> list[MessagePump]:
        return list((self.focused or self.screen).ancestors_with_self)

    async def _walk(self, road: list[MessagePump], walks: int) -> None:
        """Go behind what the first of the road holds, then the second…; one that closes holds nothing any more."""
        while road:
            stop, *road = road
            if stop.call_later(self._walk, road, walks):
                return
        if walks > 1:
            await self._walk(self._road(), walks - 1)
        else:
            await self._let_through()
