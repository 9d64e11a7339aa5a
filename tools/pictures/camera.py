"""Turns what a Textual screen shows into a PNG, cell by cell, without a browser or a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont
from rich.cells import cell_len
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import DIMMED_MONOKAI
from textual.app import App

from tools.pictures.cells import screen_lines

_FONT_PIXELS = 16
_MARGIN_CELLS = 1
_SHADES = 32
# The first that has the letter draws it. Debian's fonts-jetbrains-mono and fonts-dejavu hold them.
_FONT_FOLDERS = (Path("/usr/share/fonts"), Path.home() / ".local/share/fonts", Path("/Library/Fonts"))
_FACES = {
    False: ("JetBrainsMono-Regular.ttf", "DejaVuSansMono.ttf"),
    True: ("JetBrainsMono-Bold.ttf", "DejaVuSansMono-Bold.ttf"),
}
# Parts of a cell as (left, top, right, bottom): drawn as rectangles, so that neighbours touch whatever the font.
_Part = tuple[float, float, float, float]
_BLOCKS: dict[str, _Part] = {
    "█": (0.0, 0.0, 1.0, 1.0),
    "▀": (0.0, 0.0, 1.0, 0.5),
    "▄": (0.0, 0.5, 1.0, 1.0),
    "▖": (0.0, 0.5, 0.5, 1.0),
    "▐": (0.5, 0.0, 1.0, 1.0),
    "─": (0.0, 0.47, 1.0, 0.53),
    "━": (0.0, 0.44, 1.0, 0.56),
    "╸": (0.0, 0.44, 0.5, 0.56),
    "╺": (0.5, 0.44, 1.0, 0.56),
    "│": (0.46, 0.0, 0.54, 1.0),
    "╴": (0.0, 0.47, 0.54, 0.53),
    "╶": (0.46, 0.47, 1.0, 0.53),
    "╵": (0.46, 0.0, 0.54, 0.53),
    "╷": (0.46, 0.47, 0.54, 1.0),
    "┃": (0.42, 0.0, 0.58, 1.0),
    "▔": (0.0, 0.0, 1.0, 0.12),
    "▁": (0.0, 0.88, 1.0, 1.0),
    **{block: (0.0, 0.0, eighths / 8, 1.0) for eighths, block in enumerate("▏▎▍▌▋▊▉", start=1)},
}
_JOINTS = dict(zip("╭╮╰╯┌┐└┘┼├┤┬┴", "╶╷ ╴╷ ╶╵ ╴╵ ╶╷ ╴╷ ╶╵ ╴╵ ─│ │╶ │╴ ─╷ ─╵".split(), strict=True))


def picture(app: App[Any], path: Path) -> None:
    """Save what the app shows now as a PNG."""
    photograph(screen_lines(app), path)


def photograph(lines: Sequence[Sequence[Segment]], path: Path) -> None:
    """Save these lines of cells as a PNG."""
    cell = cell_size()
    width = max(sum(segment.cell_length for segment in line) for line in lines)
    ground = _colours(lines[0][0].style)[1]
    size = ((width + 2 * _MARGIN_CELLS) * cell[0], (len(lines) + _MARGIN_CELLS) * cell[1])
    image = Image.new("RGB", size, ground)
    draw = ImageDraw.Draw(image)
    for row, line in enumerate(lines):
        column = _MARGIN_CELLS
        for segment in line:
            column += _draw(draw, segment, column * cell[0], row * cell[1] + cell[1] // 2)
    keep(image, path)


def keep(image: Image.Image, path: Path) -> Path:
    """Save a picture in few shades: a screen needs no more."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image.quantize(_SHADES, dither=Image.Dither.NONE).save(path, optimize=True)
    return path


def _draw(draw: ImageDraw.ImageDraw, segment: Segment, x: int, y: int) -> int:
    """Draw one run of text, and say how many cells it took."""
    ink, ground = _colours(segment.style)
    width, height = cell_size()
    style = segment.style or Style()
    cells = 0
    for character in segment.text:
        left, room = x + cells * width, cell_len(character) * width
        draw.rectangle((left, y, left + room - 1, y + height - 1), fill=ground)
        if character in _BLOCKS or character in _JOINTS:
            for block in _JOINTS.get(character, character):
                draw.rectangle(_part(_BLOCKS[block], left, y), fill=ink)
        elif not character.isspace():
            draw.text((left, y), character, fill=ink, font=_font_for(character, bool(style.bold)))
        if style.underline or style.strike:
            level = y + (height - 3 if style.underline else height // 2)
            draw.rectangle((left, level, left + room - 1, level + 1), fill=ink)
        cells += cell_len(character)
    return cells


def _part(part: _Part, left: int, top: int) -> tuple[int, int, int, int]:
    width, height = cell_size()
    x0, y0 = left + round(part[0] * width), top + round(part[1] * height)
    x1, y1 = left + round(part[2] * width), top + round(part[3] * height)
    return x0, y0, max(x1 - 1, x0), max(y1 - 1, y0)


def _colours(style: Style | None) -> tuple[ColorTriplet, ColorTriplet]:
    """Ink and ground."""
    style = style or Style()
    theme = DIMMED_MONOKAI
    ink = style.color.get_truecolor(theme) if style.color else theme.foreground_color
    ground = style.bgcolor.get_truecolor(theme, foreground=False) if style.bgcolor else theme.background_color
    if style.reverse:
        ink, ground = ground, ink
    if style.dim:
        ink = ColorTriplet(*((a + b) // 2 for a, b in zip(ink, ground, strict=True)))
    return ink, ground


@cache
def fonts(bold: bool) -> tuple[ImageFont.FreeTypeFont | ImageFont.ImageFont, ...]:
    """The fonts that are here, the best first; the last is Pillow's own, so that a picture can always be taken."""
    found = [path for face in _FACES[bold] for folder in _FONT_FOLDERS for path in sorted(folder.rglob(face))]
    return *(ImageFont.truetype(str(path), _FONT_PIXELS) for path in found), ImageFont.load_default(_FONT_PIXELS)


@cache
def cell_size() -> tuple[int, int]:
    """Width and height of a cell, in pixels."""
    left, _top, right, _bottom = fonts(False)[0].getbbox("M")
    return max(round(right - left), _FONT_PIXELS * 3 // 5), _FONT_PIXELS * 27 // 20


@cache
def _font_for(character: str, bold: bool) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    faces = fonts(bold)
    return next((font for font in faces if _has(font, character)), faces[0])


def _has(font: ImageFont.FreeTypeFont | ImageFont.ImageFont, character: str) -> bool:
    # Pillow tells nothing of coverage: a missing letter is drawn like one that nobody has.
    return bytes(font.getmask(character)) != bytes(font.getmask("\U0010ffff"))
