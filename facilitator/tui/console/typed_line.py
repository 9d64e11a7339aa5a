"""A line whose Enter acts before the next key."""

from __future__ import annotations

from collections.abc import Callable

from textual.events import Key
from textual.widgets import Input


class TypedLine(Input):
    """An Input for bursts: `Input` says that it was submitted once others have their turn, and by then the beginning of
    the next idea may stand in it already. This one calls `enter` at once.
    """

    def __init__(self, enter: Callable[[], None], *, most: int = 0, compact: bool = False) -> None:
        super().__init__(max_length=most, compact=compact, select_on_focus=False)
        self._enter = enter

    async def _on_key(self, event: Key) -> None:
        if event.key == "enter":
            self._enter()
        else:
            await super()._on_key(event)
