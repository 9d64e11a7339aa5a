"""A session in memory behind the console: the real engine, no host, no disk; it remembers what was asked."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field, replace
from typing import Any

from cattrs import Converter

from facilitator.client import Accepted, Answer, ConsoleNews, Lost, RefusedAnswer, Unreachable
from facilitator.engine.decide import COMMANDS, Refused, answer
from facilitator.engine.opening import opening
from facilitator.engine.reduce import reduce
from facilitator.engine.state import SessionState
from facilitator.engine.suggestions import Attention
from facilitator.engine.views import Room, console_view, public_view
from facilitator.engine.views.shapes import IdeaView, PublicView
from facilitator.locale import gettext as _
from facilitator.store.scripts import find_script, read_script

CREATED = 1_790_000_000.0


@dataclass
class EngineLink:
    """Answers as a host would, at once."""

    state: SessionState
    now: float = CREATED
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    away: bool = False
    refuses: str = ""
    """A sentence with which everything is refused."""
    room: Room = field(default_factory=lambda: Room(join="http://192.168.8.1:8017/j/stats", connected=14))
    ideas: dict[str, IdeaView] = field(default_factory=dict)
    _queue: asyncio.Queue[ConsoleNews | Lost] = field(default_factory=asyncio.Queue)
    _attention: Attention = field(default_factory=lambda: Attention("fr"))
    _ids: itertools.count[int] = field(default_factory=itertools.count)

    async def news(self) -> AsyncGenerator[ConsoleNews | Lost]:
        """Everything as it is now, then each change."""
        while not self._queue.empty():
            self._queue.get_nowait()
        self.tell(touched=None)
        while True:
            yield await self._queue.get()

    async def send(self, command: str, /, **fields: Any) -> Answer:
        """Ask, as the console does."""
        if self.away:
            return Unreachable()
        self.asked.append((command, fields))
        if self.refuses:
            return RefusedAnswer(self.refuses)
        return self.do(command, **fields)

    async def screen_news(self) -> AsyncGenerator[PublicView | Lost]:
        """What the room sees, now and then no more."""
        yield public_view(self.state, self.now, self.room)
        await asyncio.Event().wait()

    def do(self, command: str, /, **fields: Any) -> Answer:
        """Ask, as anybody else in the room does."""
        try:
            asked = Converter().structure(fields, COMMANDS[command])
            entry = answer(asked, self.state, self.now, lambda: f"id{next(self._ids)}")
        except Refused as refused:
            return RefusedAnswer(refused.sentence(_))
        if entry is not None:
            before = self.state
            self.state, _changes = reduce(entry, before)
            touched = [
                idea for idea in {**before.ideas, **self.state.ideas}
                if before.ideas.get(idea) is not self.state.ideas.get(idea)
            ]  # fmt: skip
            self.tell(touched)
        return Accepted(self.state.seq)

    def tell(self, touched: list[str] | None) -> None:
        """Send the view of this moment."""
        view = console_view(self.state, self.now, self.room, touched)
        delta = view["ideas"]
        if delta["reset"]:
            self.ideas.clear()
        self.ideas.update((idea["id"], idea) for idea in delta["items"])
        for gone in delta["gone"]:
            self.ideas.pop(gone, None)
        changed = tuple(idea["id"] for idea in delta["items"])
        self._queue.put_nowait(ConsoleNews(view, self.ideas, changed, tuple(delta["gone"]), delta["reset"]))

    def notice(self) -> None:
        """The host looks at the ideas, as it does whenever they change."""
        self.room = replace(self.room, suggestions=self._attention.look(self.state))
        self.tell([])

    def lose(self) -> None:
        """The host stops answering."""
        self.away = True
        self._queue.put_nowait(Lost())

    def come_back(self) -> None:
        """The host answers again."""
        self.away = False
        self.tell(None)

    def pass_time(self, seconds: float) -> None:
        """Time goes by in the room."""
        self.now += seconds
        self.tell([])

    def commands(self) -> list[str]:
        """The names of what was asked, in order."""
        return [command for command, _fields in self.asked]

    def last(self, command: str) -> dict[str, Any]:
        """The fields of the last ask of that name."""
        return next(fields for name, fields in reversed(self.asked) if name == command)

    def go_to(self, phase: str) -> None:
        """Start if need be, then go to a phase."""
        if self.state.status == "lobby":
            self.do("start-phase")
        if self.state.phase != phase:
            self.do("go-to-phase", phase=phase)


def a_session(script: str = "au-secours-stats", late: float = 0.0) -> EngineLink:
    """A session of a shipped script, about to start."""
    read = read_script(find_script(script)).script
    assert read is not None
    state = opening("20261124-160000-stats-0001", read, CREATED, CREATED - late)
    return EngineLink(state)


def in_phase(phase: str, script: str = "au-secours-stats") -> EngineLink:
    """A session that has come to a phase."""
    link = a_session(script)
    link.go_to(phase)
    return link
