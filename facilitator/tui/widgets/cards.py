"""Veiled cards: the room sees that others write, not what they write."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from facilitator.locale import ngettext

_CARD = "▢ "


def veiled(count: int, width: int, lines: int) -> Content:
    """As many cards as there is room for, and their number in words."""
    words = Content.styled(ngettext("{n} carte", "{n} cartes", count).format(n=count), "bold $accent")
    per_line = max(width // len(_CARD), 1)
    drawn = min(count, per_line * max(lines - 1, 0))
    rows = [Content.styled(_CARD * min(per_line, drawn - done), "$primary") for done in range(0, drawn, per_line)]
    return Content("\n").join([*rows, words])


class VeiledCards(Widget):
    """Blank cards that grow in number while people write."""

    DEFAULT_CSS = """
    VeiledCards { height: auto; max-height: 100%; }
    """
    count: reactive[int] = reactive(0, layout=True)

    def render(self) -> Content:
        """Fill the room there is."""
        return veiled(self.count, self.size.width, self.size.height)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines of cards, and the line that counts them."""
        per_line = max(width // len(_CARD), 1)
        return min(-(-self.count // per_line) + 1, max(container.height, 1))
