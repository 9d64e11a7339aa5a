"""The last gate before the terminal: whatever a widget drew, no control character leaves the app.

Foreign text is cleaned long before, by `facilitator.tui.text`; this is for the day somebody forgets, and for what is
being typed or pasted.
"""

from __future__ import annotations

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_NO_CELL = "\u061c\u200b\ufeff"
_CONTROL = re.compile(f"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff{_NO_CELL}]")


class Gate(LineFilter):
    """Shows control characters as a replacement character: visible, of one cell, and harmless."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Judge one line of the screen."""
        if not any(_CONTROL.search(segment.text) for segment in segments):
            return segments
        return [segment._replace(text=_CONTROL.sub(_harmless, segment.text)) for segment in segments]


def _harmless(found: re.Match[str]) -> str:
    """What stands for it, as wide as it was thought to be."""
    return "" if found[0] in _NO_CELL else "\ufffd"
