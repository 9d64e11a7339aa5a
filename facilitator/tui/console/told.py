"""A text that repaints only when it says something else."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from facilitator.tui.text import plain, wrap


class Told(Static):
    """Words on the screen, given as content already made safe."""

    _last: tuple[object, ...] | None = None

    def tell(self, *lines: Content) -> bool:
        """Say these lines; True when they were not said already."""
        content = Content("\n").join(lines)
        said = (content.plain, tuple(content.spans))
        if said == self._last:
            return False
        self._last = said
        self.update(content, layout=True)
        return True


def fixed(text: str, style: str = "") -> Content:
    """Our own words as content; what others wrote goes through `plain` instead."""
    return Content.styled(text, style)


def paragraph(text: str, width: int, lines: int, style: str = "") -> Content:
    """Foreign text broken between words only, and cut with an ellipsis; non-breaking spaces hold."""
    return (
        Content("\n").join(plain(line, style) for line in wrap(text, width, lines)) if width > 0 else plain(text, style)
    )


def joined(*parts: Content) -> Content:
    """Pieces of one line."""
    return Content("").join(parts)
