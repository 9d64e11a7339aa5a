"""How one line of the wall is painted: marks on the left, then the words, and nothing to the right of foreign text."""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from facilitator.locale import gettext as _
from facilitator.tui.text import segment, truncate
from facilitator.tui.widgets.sections import Heading
from facilitator.tui.widgets.wall_item import CHANNEL_MARKS, STATE_MARKS, WallItem, state_words

MARKS_CELLS = 6
"""Cells taken before the words: the cursor, the state, the channel."""
_COUNT_CELLS = 8


@dataclass(frozen=True, slots=True)
class WallBrush:
    """The inks for one line; all but the first are partial, laid over it."""

    ink: Style
    mark: Style
    muted: Style
    masked: Style
    count: Style
    title: Style
    rule: Style

    def empty(self, text: str, width: int) -> Strip:
        """What is said while there is nothing to show."""
        return Strip([segment(truncate(text, width), self.ink + self.muted)]).adjust_cell_length(width, self.ink)

    def heading(self, heading: Heading, width: int) -> Strip:
        """The name of a column, how many ideas it holds, and a rule to the edge."""
        title = truncate(heading.column or _("Sans colonne"), width - _COUNT_CELLS)
        strip = Strip(
            [segment(title, self.ink + self.title), Segment(f"  {heading.count}  ", self.ink + self.count)],
        )
        rule = Segment("─" * max(width - strip.cell_length, 0), self.ink + self.rule)
        return Strip([*strip, rule]).adjust_cell_length(width, self.ink)

    def row(self, item: WallItem, text: str, line: int, width: int, *, cursor: bool, fresh: bool) -> Strip:
        """One line of an idea."""
        if line:
            segments = [Segment(" " * MARKS_CELLS, self.ink), segment(text, self._words_ink(item))]
        else:
            segments = [*self._marks(item, cursor=cursor, fresh=fresh), *self._first_line(item, text)]
        return Strip(segments).adjust_cell_length(width, self.ink)

    def _marks(self, item: WallItem, *, cursor: bool, fresh: bool) -> list[Segment]:
        state = "shown" if item.state == "new" and not fresh else item.state
        quiet = state in {"shown", "masked"}
        return [
            Segment("› " if cursor else "  ", self.ink + self.mark),
            Segment(f"{STATE_MARKS[state]} ", self.ink + (self.muted if quiet else self.mark)),
            Segment(f"{CHANNEL_MARKS[item.channel]} ", self.ink + self.muted),
        ]

    def _first_line(self, item: WallItem, text: str) -> list[Segment]:
        words = state_words(item.state)
        if not words or not text.startswith(words):
            return [segment(text, self._words_ink(item))]
        return [
            Segment(words, self.ink + self.muted),
            segment(text.removeprefix(words), self._words_ink(item)),
        ]

    def _words_ink(self, item: WallItem) -> Style:
        return self.ink + self.masked if item.state == "masked" else self.ink
