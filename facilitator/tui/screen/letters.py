"""Very large words, drawn with half blocks: five lines a row, about six columns a letter."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from rich.cells import cell_len

from facilitator.tui.screen.glyphs import SHEETS
from facilitator.tui.text import safe_line
from facilitator.tui.widgets.blocks import half_blocks

HEIGHT = 5
"""Lines of one row of letters."""

_PIXELS = HEIGHT * 2
_SPACE = 3
_GAP = 1
_TWINS = str.maketrans({"'": "’", "‘": "’", "“": "«", "”": "»", "—": "–", "‑": "-", "\u202f": "\u00a0"})
_ACCENTS = {
    "\u0300": (" #   ", "  #  "),
    "\u0301": ("   # ", "  #  "),
    "\u0302": ("  #  ", " # # "),
    "\u0308": ("     ", " # # "),
    "\u0303": (" ## #", "# ## "),
}
_CEDILLA = "\u0327"

Glyph = tuple[str, ...]


def enlarge(text: str, width: int, rows: int) -> list[str]:
    """The text in very large letters, or nothing when it does not fit or holds a character that is not drawn."""
    words = [[_glyph(character) for character in word] for word in safe_line(text).translate(_TWINS).split(" ")]
    drawn = [[glyph for glyph in word if glyph] for word in words]
    if any(None in word for word in words) or not any(drawn):
        return []
    lines = _broken(drawn, width)
    if len(lines) > rows or any(_breadth(line) > width for line in lines):
        return []
    return [row for line in _balanced(drawn, width, lines) for row in _rows(line)]


def _broken(words: list[list[Glyph]], width: int) -> list[list[Glyph]]:
    lines: list[list[Glyph]] = []
    for word in words:
        longer = [*lines[-1], _blank(_SPACE), *word] if lines else word
        if lines and _breadth(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _balanced(words: list[list[Glyph]], width: int, lines: list[list[Glyph]]) -> list[list[Glyph]]:
    """As many lines, none much shorter than the others: nobody reads a word left alone on the last one."""
    for narrower in range(width, 0, -4):
        tried = _broken(words, narrower)
        if len(tried) > len(lines) or any(_breadth(line) > width for line in tried):
            break
        lines = tried
    return lines


def _breadth(glyphs: list[Glyph]) -> int:
    return sum(cell_len(glyph[0]) for glyph in glyphs) + _GAP * (len(glyphs) - 1)


def _blank(width: int) -> Glyph:
    return (" " * width,) * _PIXELS


def _rows(glyphs: list[Glyph]) -> list[str]:
    return half_blocks([[pixel == "#" for pixel in (" " * _GAP).join(row)] for row in zip(*glyphs, strict=True)])


@cache
def _alphabet() -> dict[str, Glyph]:
    drawn: dict[str, Glyph] = {}
    for sheet in SHEETS:
        names, *rows = sheet.rstrip("\n").split("\n")
        starts = [place for place, character in enumerate(names) if character != " "]
        for start, end in zip(starts, [*starts[1:], None], strict=True):
            cells = [row[start:end].rstrip() for row in [*rows, *[""] * (9 - len(rows))][:9]]
            breadth = max(map(len, cells))
            drawn[names[start]] = tuple(cell.ljust(breadth) for cell in ["", *cells])
    return drawn


@lru_cache(maxsize=512)
def _glyph(character: str) -> Glyph | None:
    if character == "\u00a0":
        return _blank(_SPACE - 1)
    drawn = _alphabet()
    if character in drawn:
        return drawn[character]
    base, *marks = tuple(unicodedata.normalize("NFD", character))
    if base not in drawn or len(marks) != 1:
        return None
    if marks[0] == _CEDILLA:
        return _with_cedilla(drawn[base])
    return _with_accent(base, drawn[base], _ACCENTS[marks[0]]) if marks[0] in _ACCENTS else None


def _with_accent(base: str, glyph: Glyph, accent: tuple[str, str]) -> Glyph:
    """A small letter has two free rows above it; a capital gives up one of its own."""
    breadth = max(len(glyph[0]), 3)
    shift = (5 - breadth) // 2
    mark = [row[shift : shift + breadth].ljust(breadth) for row in accent]
    body = [row.center(breadth) for row in glyph]
    if base.islower():
        return (body[0], *mark, *body[3:])
    return (*mark, body[1], *body[3:])


def _with_cedilla(glyph: Glyph) -> Glyph:
    return (*glyph[:8], "  #".ljust(len(glyph[0])), " ##".ljust(len(glyph[0])))
