"""Veiled cards: the room sees that others write, not what they write."""

from __future__ import annotations

from textual.content import Content

from facilitator.locale import ngettext

_CARD = "▢ "


def veiled(count: int, width: int, lines: int) -> Content:
    """As many cards as there is room for, and their number in words."""
    words = Content.styled(ngettext("{n} carte", "{n} cartes", count).format(n=count), "bold $accent")
    per_line = max(width // len(_CARD), 1)
    drawn = min(count, per_line * max(lines - 1, 0))
    rows = [Content.styled(_CARD * min(per_line, drawn - done), "$primary") for done in range(0, drawn, per_line)]
    return Content("\n").join([*rows, words])
