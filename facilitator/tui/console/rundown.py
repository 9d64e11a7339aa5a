"""The run-of-show with its real times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from facilitator.locale import gettext as _
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.told import Told, fixed, joined
from facilitator.tui.hours import hour
from facilitator.tui.text import plain_line, wrap

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PhaseLine

_HEADING = 3
"""Lines above the first phase."""
MARKS = {"done": "✓", "current": "▶", "next": " ", "dropped": "×"}


class Rundown(Told):
    """Every phase: when, what, how long, and which one we are in."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Rundown { width: 30%; max-width: 46; padding: 1 1 0 2; display: none; border-right: vkey $rule; height: 1fr; }
    .-wide Rundown { display: block; }
    """

    def show(self, shown: Snapshot) -> None:
        """All the lines; a projected time for what comes."""
        heading = fixed(_("Déroulé"), "$text-muted")
        phases, height = shown.view["phases"], self.size.height - _HEADING
        blocks = [self._lines(phase, 2) for phase in phases]
        if sum(map(len, blocks)) > height:
            blocks = [self._lines(phase, 1) for phase in phases]
        spaced = sum(map(len, blocks)) + len(blocks) <= height
        self.tell(
            heading, fixed(""), *(line for block in blocks for line in ([*block, fixed("")] if spaced else block))
        )

    def _lines(self, line: PhaseLine, most: int) -> list[Content]:
        """One line, then the end of a long title."""
        at = hour(line["starts_at"]) if line["starts_at"] is not None else "     "
        length = _("{n} min").format(n=f"{line['granted'] / 60:g}".replace(".", ","))
        kept = {"protected": "■", "reserve": "○"}.get(line["priority"], " ")
        room = max(8, self.content_size.width - len(at) - 14)
        style = {"done": "$text-muted", "current": "bold $accent", "next": "", "dropped": "$text-muted strike"}
        title, *rest = wrap(line["title"], room, most)
        first = joined(
            fixed(f"{MARKS[line['state']]} ", "$accent"),
            fixed(f"{at}  ", "$text-muted"),
            plain_line(title, style[line["state"]]),
            fixed(" " * max(1, room - cell_len(title) + 1)),
            fixed(f"{length:>6} {kept}", "$text-muted"),
        )
        under = fixed(" " * (len(at) + 4))
        return [first, *(joined(under, plain_line(words, style[line["state"]])) for words in rest)]
