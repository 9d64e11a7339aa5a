"""What a Textual screen shows, cell by cell."""

from __future__ import annotations

from typing import Any

from rich.segment import Segment
from textual.app import App


def screen_lines(app: App[Any]) -> list[list[Segment]]:
    """What the screen shows now, line by line."""
    # Textual has no public way to read a screen but its SVG, which loses the cells.
    return [list(strip) for strip in app.screen._compositor.render_strips()]


def screen_text(app: App[Any]) -> str:
    """The same as plain text, without the blanks at the end of lines."""
    return "\n".join("".join(segment.text for segment in line).rstrip() for line in screen_lines(app))
