"""What the app knows of every screen that shows the session."""

from __future__ import annotations

from textual.screen import Screen

from facilitator.tui.console.messages import LeaveWanted
from facilitator.tui.console.snapshot import Snapshot


class SessionScreen(Screen[None]):
    """A screen that shows snapshots. It asks by messages; the app sends."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (132, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]

    DEFAULT_CSS = "SessionScreen Notice { dock: bottom; margin: 0 2 3 2; }"

    def __init__(self, shown: Snapshot) -> None:
        super().__init__()
        self.shown = shown
        self.connected = True
        self.ready = False
        """Whether its widgets are in place: it may be shown and ticked."""

    def show(self, shown: Snapshot) -> None:
        """Show what the snapshot says."""
        self.shown = shown

    def tick(self) -> None:
        """A quarter of a second has passed: only what tells the time."""

    def second(self) -> None:
        """A second has passed."""

    locked = False
    """Whether nothing but typing does anything."""

    def leave(self) -> None:
        """Somebody wants to leave the console."""
        self.post_message(LeaveWanted())

    def woke(self, slept: float) -> None:
        """The machine was asleep for so many seconds."""

    def say(self, sentence: str) -> None:
        """Tell one thing, for a few seconds."""
