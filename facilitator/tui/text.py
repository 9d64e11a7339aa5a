"""The exit for foreign text: nothing reaches a widget or the terminal but through here, and never as markup."""

from __future__ import annotations

import re

from rich import _wrap
from rich.cells import cell_len, chop_cells, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.content import Content

from facilitator.engine.text import clean, clean_line
from facilitator.engine.wording import typeset

ELLIPSIS = "…"
_DANGLING = " \u00a0·,;:–—"
_MAX_CHARACTERS = 20_000
_MAX_LINES = 200

# Terminals disagree on how many cells these take, and one cell too many tears the frame: the base character stays, and
# the old Chinese figures that Unicode widened in 2024 go.
_WIDENED = "\u2630-\u2637\u268a-\u268f\u4dc0-\u4dff\U0001d300-\U0001d376"
_WIDTH_SIGNS = f"\u200c\u200d\u20e3\ufe0f\U0001f3fb-\U0001f3ff{_WIDENED}"
_UNSTEADY = re.compile(f"[{_WIDTH_SIGNS}\U0001f1e6-\U0001f1ff]")
_JOINED_EMOJI = re.compile("\ufe0f?[\U0001f3fb-\U0001f3ff]?\u200d.\ufe0f?[\U0001f3fb-\U0001f3ff]?")
_WIDTH_SIGN = re.compile(f"[{_WIDTH_SIGNS}]")
# A line never breaks at a space that says so, whatever the library thinks of it.
_wrap.re_word = re.compile(r"[^\S\u00a0\u202f]*[\S\u00a0\u202f]+[^\S\u00a0\u202f]*")
_FLAG_LETTERS = {0x1F1E6 + i: chr(ord("A") + i) for i in range(26)}


def safe(text: str) -> str:
    """What may be written to a terminal: cleaned again, typeset, and of a width all terminals agree on."""
    # French spaces are found where French is written: English puts none there.
    text = typeset(clean(text, limit=_MAX_CHARACTERS, lines=_MAX_LINES), "fr")
    if not _UNSTEADY.search(text):
        return text
    folded = _WIDTH_SIGN.sub("", _JOINED_EMOJI.sub("", text)).translate(_FLAG_LETTERS)
    return clean(folded, limit=_MAX_CHARACTERS, lines=_MAX_LINES)


def safe_line(text: str) -> str:
    """The same on one line."""
    return clean_line(safe(text), limit=_MAX_CHARACTERS)


def plain(text: str, style: str = "") -> Content:
    """Foreign text as something a widget may show; `style` is ours, never theirs."""
    return Content.styled(safe(text), style)


def plain_line(text: str, style: str = "") -> Content:
    """The same on one line."""
    return Content.styled(safe_line(text), style)


def segment(text: str, style: Style | None = None) -> Segment:
    """Foreign text for a widget drawn line by line."""
    return Segment(safe_line(text), style)


def truncate(text: str, width: int) -> str:
    """One safe line of at most `width` cells; what is missing is told by an ellipsis."""
    return _shorten(safe_line(text), width)


def wrap(text: str, width: int, lines: int) -> list[str]:
    """At most `lines` safe lines of at most `width` cells, broken between words where there are any."""
    rows: list[str] = []
    for paragraph in safe(text).split("\n"):
        rows += _wrapped(paragraph, max(width, 1), lines + 1 - len(rows))
        if len(rows) > lines:
            return [*rows[: lines - 1], _shorten(f"{rows[lines - 1]} {rows[lines]}", width, always=True)]
    return rows


def _wrapped(paragraph: str, width: int, lines: int) -> list[str]:
    cells = cell_len(paragraph)
    if cells <= width:
        return [paragraph]
    if cells == len(paragraph):
        return _wrapped_narrow(paragraph, width, lines)
    rows = [""]
    for word in paragraph.split(" "):
        extended = f"{rows[-1]} {word}" if rows[-1] else word
        if cell_len(extended) <= width:
            rows[-1] = extended
            continue
        pieces = chop_cells(word, width) if cell_len(word) > width else [word]
        rows = rows + pieces if rows[-1] else pieces
        if len(rows) > lines:
            break
    return rows[:lines]


def _wrapped_narrow(paragraph: str, width: int, lines: int) -> list[str]:
    """The same where each character takes one cell, as nearly all do: a wall measures thousands of ideas."""
    rows: list[str] = []
    start, end = 0, len(paragraph)
    while start < end and len(rows) < lines:
        if end - start <= width:
            rows.append(paragraph[start:])
            break
        stop = paragraph.rfind(" ", start, start + width + 1)
        stop = stop if stop > start else start + width
        rows.append(paragraph[start:stop])
        start = stop + (paragraph[stop] == " ")
    return rows


def _shorten(line: str, width: int, *, always: bool = False) -> str:
    if width < 1:
        return ""
    if cell_len(line) <= width and not always:
        return line
    room = width - cell_len(ELLIPSIS)
    return (set_cell_size(line, room) if cell_len(line) > room else line).rstrip(_DANGLING) + ELLIPSIS
