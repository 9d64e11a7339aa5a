"""The desk of a break: when it resumes."""

from __future__ import annotations

from textual.app import ComposeResult

from facilitator.locale import gettext as _
from facilitator.tui.console.desks.desk import IdeasDesk, Key
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.told import Told, fixed
from facilitator.tui.hours import hour


class PauseDesk(IdeasDesk):
    """We breathe; a thought may still be noted."""

    DEFAULT_CSS = "PauseDesk #resumes { height: 2; }"

    def compose(self) -> ComposeResult:
        """When, then notes."""
        yield Told(id="resumes")
        yield from super().compose()

    def show(self, shown: Snapshot) -> None:
        super().show(shown)
        self.tick(shown)

    def tick(self, shown: Snapshot) -> None:
        """The time moves while the clock is stopped."""
        left = shown.numbers().left or 0.0
        resumes = hour(shown.now + max(0.0, left))
        self.query_one("#resumes", Told).tell(fixed(_("Reprise à {hour}").format(hour=resumes), "bold $primary"))

    def useful(self, shown: Snapshot) -> list[Key]:
        return [("+", _("minute")), ("M", _("message")), ("I", _("noter"))]
