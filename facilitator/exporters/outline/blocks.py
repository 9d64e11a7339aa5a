"""What a document is made of, whatever its format: headings, paragraphs, lists, tables with real headers, plots.

Everything in a block is plain text: each format escapes all of it, ours and the participants' alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from facilitator.locale import gettext as _

Style = Literal["", "strong", "quote", "soft"]


@dataclass(frozen=True, slots=True)
class Run:
    """Some text in one style."""

    text: str
    style: Style = ""


Line = tuple[Run, ...]

SHORT: Final = 8
"""Rows that are not worth cutting between two pages."""


def line(text: str, style: Style = "") -> Line:
    """A line of one style."""
    return (Run(text, style),)


def aside(text: str) -> Run:
    """What is said of the words before it; their dash goes to the line with it."""
    return Run(f" —\u00a0{text}", "soft")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; levels follow each other without a gap."""

    level: int
    text: str
    part: str = ""
    """The name of a part of the document, in ASCII, that a table of contents may lead to."""
    on_new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some lines."""

    line: Line
    role: Literal["", "lead", "note", "question", "status", "warning"] = ""
    """A question stands on the page of what answers it."""


def warning(text: str) -> Paragraph:
    """A line that says why to beware, in a word before its look."""
    return Paragraph((Run(_("À noter : "), "strong"), Run(text[:1].lower() + text[1:])), "warning")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list, and the lines under it."""

    line: Line
    under: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    entries: tuple[Entry, ...]
    mark: Literal["bullet", "number", "box"] = "bullet"
    start: int = 1


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people in a table, and out of how many: a format may draw it as a bar."""

    n: int
    of: int


Cell = str | Count


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of each row is its header."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    small: bool = False
    """Whether it is there to be checked rather than read."""

    @property
    def is_short(self) -> bool:
        """Whether it stands whole on one page."""
        return len(self.rows) <= SHORT


def without_empty_columns(table: Table) -> Table:
    """The same, without the columns where no row has anything to say."""
    told = [i for i in range(len(table.headers)) if any(row[i] not in ("", "–") for row in table.rows)]
    rows = tuple(tuple(row[i] for i in told) for row in table.rows)
    return Table(table.caption, tuple(table.headers[i] for i in told), rows, table.small)


@dataclass(frozen=True, slots=True)
class Plot:
    """Numbered points on a plane, from 1 to 5; the table that follows says the same in words."""

    x_axis: tuple[str, ...]
    y_axis: tuple[str, ...]
    points: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True, slots=True)
class Blanks:
    """Lines to fill in by hand."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents: the headings that begin a part, as they come."""

    parts: tuple[Heading, ...]


Piece = Heading | Paragraph | Bullets | Table | Plot | Blanks | Contents


@dataclass(frozen=True, slots=True)
class Columns:
    """Parts to read beside each other where the page is wide enough, else one after the other."""

    parts: tuple[tuple[Block, ...], ...]
    across: Literal[2, 3]


def side_by_side(parts: tuple[tuple[Block, ...], ...]) -> Columns:
    """In as many columns as leaves the fewest of them empty."""
    return Columns(parts, 3 if len(parts) % 3 == 0 else 2)


Block = Piece | Columns


def in_a_row(blocks: Iterable[Block]) -> Iterator[Piece]:
    """The same, all of them one after the other."""
    for block in blocks:
        if isinstance(block, Columns):
            for part in block.parts:
                yield from in_a_row(part)
        else:
            yield block


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole document."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    one_sheet: bool = False
    """Whether it should hold on one sheet of paper."""

    @property
    def has_contents(self) -> bool:
        """Whether a table of contents leads to its parts."""
        return any(isinstance(block, Contents) for block in self.blocks)
