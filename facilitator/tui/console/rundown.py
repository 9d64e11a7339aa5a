"""The run-of-show with its real times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from facilitator.locale import gettext as _
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.told import Told, fixed, joined
from facilitator.tui.hours import hour
from facilitator.tui.text import plain_line, truncate

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PhaseLine

MARKS = {"done": "✓", "current": "▶", "next": " ", "dropped": "×"}


class Rundown(Told):
    """Every phase: when, what, how long, and which one we are in."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Rundown { width: 30%; max-width: 50; padding: 1 1 0 2; display: none; border-right: vkey $rule; height: 1fr; }
    .-wide Rundown { display: block; }
    """

    def show(self, shown: Snapshot) -> None:
        """All the lines; a projected time for what comes."""
        heading = fixed(_("Déroulé"), "$text-muted")
        lines = [self._line(line) for line in shown.view["phases"]]
        if self.size.height > 2 * len(lines) + 3:
            lines = [spaced for line in lines for spaced in (line, fixed(""))]
        self.tell(heading, fixed(""), *lines)

    def _line(self, line: PhaseLine) -> Content:
        at = hour(line["starts_at"]) if line["starts_at"] is not None else "     "
        length = _("{n} min").format(n=f"{line['granted'] / 60:g}".replace(".", ","))
        kept = {"protected": "■", "reserve": "○"}.get(line["priority"], " ")
        room = max(8, self.content_size.width - len(at) - 14)
        style = {"done": "$text-muted", "current": "bold $accent", "next": "", "dropped": "$text-muted strike"}
        title = truncate(line["title"], room)
        return joined(
            fixed(f"{MARKS[line['state']]} ", "$accent"),
            fixed(f"{at}  ", "$text-muted"),
            plain_line(title, style[line["state"]]),
            fixed(" " * max(1, room - cell_len(title) + 1)),
            fixed(f"{length:>6} {kept}", "$text-muted"),
        )
