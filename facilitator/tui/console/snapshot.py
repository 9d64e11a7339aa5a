"""The one value the console shows: the last view, every idea known, and what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from facilitator.client import ConsoleNews
from facilitator.tui.clock import LOOK, SessionClock
from facilitator.tui.console.times import Numbers, numbers

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import ConsoleView, IdeaView


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is known of the session now."""

    view: ConsoleView
    ideas: Mapping[str, IdeaView]
    changed: tuple[str, ...]
    """Ideas that are new or different since the snapshot before."""
    gone: tuple[str, ...]
    reset: bool
    """Whether all the ideas came anew, those before the ones known too."""
    clock: SessionClock

    @classmethod
    def of(cls, news: ConsoleNews, clock: SessionClock) -> Snapshot:
        """What the news say, on a clock that heard them arrive."""
        return cls(news.view, news.ideas, news.changed, news.gone, news.reset, clock)

    @property
    def now(self) -> float:
        """The session's time."""
        return self.clock.now()

    def until_change(self) -> float:
        """Seconds until a figure that tells the time shows another one."""
        phase, figures = self.view["phase"], self.numbers()
        if phase is None or phase["clock"]["since"] is None:
            return LOOK
        return self.clock.until_change(left for left in (figures.left, figures.part_left) if left is not None)

    def numbers(self) -> Numbers:
        """Left in the phase, projected end, lateness: now."""
        return numbers(self.view, self.now)

    @property
    def phase_id(self) -> str:
        """The current phase; empty in the lobby."""
        phase = self.view["phase"]
        return phase["id"] if phase else ""

    def standing(self) -> list[IdeaView]:
        """Ideas of the current phase that still stand, oldest first."""
        return [idea for idea in self.ideas.values() if idea["phase"] == self.phase_id and stands(idea)]

    def idea(self, idea_id: str | None) -> IdeaView | None:
        """An idea that still stands."""
        idea = self.ideas.get(idea_id or "")
        return idea if idea is not None and stands(idea) else None


def stands(idea: IdeaView) -> bool:
    """Whether an idea is still one for the facilitators: neither withdrawn nor merged into another."""
    return idea["status"] not in ("withdrawn", "merged")


def words_of(idea: IdeaView) -> str:
    """The words of an idea in one line: its own, or those of its form."""
    return idea["text"] or " · ".join(value for _, value in idea["fields"] if value)
