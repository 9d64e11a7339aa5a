"""A QR code that phones can read: black on white whatever the theme, with the quiet zone they need."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from facilitator.tui.widgets.blocks import half_blocks

_QUIET_ZONE = 4


@lru_cache(maxsize=16)
def qr_lines(text: str) -> tuple[str, ...]:
    """The code as half blocks, two dots in each cell, quiet zone included."""
    # Thirty milliseconds that a first paint need not wait for.
    import qrcode
    from qrcode.constants import ERROR_CORRECT_M

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=_QUIET_ZONE)
    code.add_data(text)
    code.make(fit=True)
    return tuple(half_blocks(code.get_matrix()))


class QR(Widget):
    """A QR code, or nothing where it does not fit: half a code reads nothing."""

    DEFAULT_CSS = """
    QR { width: auto; height: auto; }
    """

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._text = text

    def update(self, text: str) -> None:
        """Show another address; an empty one shows nothing."""
        if text != self._text:
            self._text = text
            self.refresh(layout=True)

    def _lines(self) -> tuple[str, ...]:
        return qr_lines(self._text) if self._text else ()

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """The code's own width."""
        return len(self._lines()[0]) if self._fits(container) else 0

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The code's own height."""
        return len(self._lines()) if self._fits(container) else 0

    def _fits(self, room: Size) -> bool:
        lines = self._lines()
        return bool(lines) and len(lines[0]) <= room.width and len(lines) <= room.height

    def render_line(self, y: int) -> Strip:
        """One line of the code, in its own two colours."""
        lines = self._lines()
        if y >= len(lines) or not self._fits(self.size):
            return Strip.blank(self.size.width, self.rich_style)
        return Strip([Segment(lines[y], Style(color="#000000", bgcolor="#ffffff"))]).adjust_cell_length(
            self.size.width, self.rich_style
        )
