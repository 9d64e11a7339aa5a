"""The useful keys of the moment, six at most, and what each one does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from facilitator.tui.text import plain_line

_MOST = 6
_GAP = "   "


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key as it is printed on a keyboard, and what it does now."""

    key: str
    words: str


def key_line(hints: Sequence[KeyHint], width: int) -> Content:
    """As many hints as fit whole, the first ones first."""
    line = Content("")
    for hint in hints[:_MOST]:
        drawn = Content.assemble(plain_line(hint.key, "bold $accent"), " ", plain_line(hint.words))
        longer = Content.assemble(line, _GAP, drawn) if line else drawn
        if longer.cell_length > width:
            break
        line = longer
    return line


class KeyBar(Widget):
    """One quiet line at the bottom."""

    DEFAULT_CSS = """
    KeyBar { height: 1; padding: 0 1; background: $surface; color: $secondary; }
    """
    hints: reactive[tuple[KeyHint, ...]] = reactive(())

    def render(self) -> Content:
        """Fit the width there is."""
        return key_line(self.hints, self.size.width)
