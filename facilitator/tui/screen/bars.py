"""Horizontal bars that always say their figure in words."""

from __future__ import annotations

from textual.content import Content

from facilitator.tui.screen.paper import BRIGHT, RULE
from facilitator.tui.widgets.bars import length


def bar(value: float, most: float, width: int, words: str, *, indent: int = 0, style: str = "$primary") -> Content:
    """One bar out of the largest, and its words after it."""
    drawn = length(value, most, width)
    return Content.assemble(" " * indent, (drawn, style), "  " if drawn else "", (words, BRIGHT))


def gauge(share: float, width: int, style: str) -> Content:
    """How much of a whole is left."""
    filled = round(width * min(1.0, max(0.0, share)))
    return Content.assemble(("█" * filled, style), ("░" * (width - filled), RULE))
