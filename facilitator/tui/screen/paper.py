"""What scenes are written on: so many cells by so many lines, and the ways to lay words out in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from rich.cells import cell_len
from textual.content import Content

from facilitator.tui.screen.letters import enlarge
from facilitator.tui.text import plain_line, truncate, wrap

BRIGHT = "bold $foreground"
BODY = "$foreground"
QUIET = "$text-muted"
ACCENT = "bold $accent"
RULE = "$border"

Lines = list[Content]
Scale = Literal["small", "medium", "large"]


@dataclass(frozen=True, slots=True)
class Paper:
    """The room a scene has."""

    width: int
    height: int
    zoom: int = 0
    scale: Scale = "medium"
    """Of the whole screen, whatever part of it this is."""

    @property
    def large(self) -> bool:
        """Whether there is room for very large letters."""
        return self.scale == "large"

    @property
    def small(self) -> bool:
        """Whether every line counts."""
        return self.scale == "small"

    @property
    def gap(self) -> int:
        """Blank lines between two things of a list."""
        return self.zoom if self.small else self.zoom + (1 if self.large else 0)

    def fitting_gap(self, blocks: Sequence[Lines]) -> int:
        """One blank line between things of a list where that keeps them on one page."""
        spaced = sum(map(len, blocks)) + max(0, len(blocks) - 1)
        return max(self.gap, 1 if spaced <= self.height else 0)

    @property
    def longest(self) -> int:
        """Lines one contribution may take."""
        return {"small": 2, "medium": 4, "large": 5}[self.scale]

    def less(self, lines: Sequence[Content]) -> Paper:
        """The room that is left under some lines."""
        return replace(self, height=max(0, self.height - len(lines)))

    def words(self, text: str, style: str = BODY, *, lines: int = 2, indent: int = 0) -> Lines:
        """A text on at most so many lines, none when it is empty."""
        if not text:
            return []
        rows = wrap(text, max(1, self.width - indent), lines)
        return [plain_line(row, style).pad_left(indent) for row in rows]

    def bullet(self, mark: str, text: str, style: str = BODY, *, lines: int = 2, mark_style: str = QUIET) -> Lines:
        """A text that hangs beside its mark."""
        return list(_hanging(self.width, mark, text, style, lines, mark_style))

    def headline(self, text: str, *, rows: int, style: str = BRIGHT) -> Lines:
        """A text as large as the room allows, in at most so many rows of letters."""
        if self.large:
            drawn = enlarge(text, self.width, rows)
            if drawn:
                return [Content.styled(row, style) for row in drawn]
        edge = Content.styled("▌ ", "$accent")
        return [
            Content.assemble(edge, line[2:]) for line in self.words(text, style, lines=2 if self.small else 3, indent=2)
        ]

    def ends(self, left: Content, right: Content) -> Content:
        """One line, with something at each end; what is on the left gives way."""
        room = self.width - right.cell_length - 1
        if left.cell_length > room:
            left = plain_line(truncate(left.plain, room), str(left.spans[0].style) if left.spans else "")
        return Content.assemble(left, " " * max(1, self.width - left.cell_length - right.cell_length), right)

    def rule(self) -> Content:
        """A line across."""
        return Content.styled("─" * self.width, RULE)

    def divided(self, parts: int, gutter: int = 3) -> Paper:
        """One of so many equal columns."""
        return replace(self, width=max(1, (self.width - gutter * (parts - 1)) // parts))


@lru_cache(maxsize=512)
def _hanging(width: int, mark: str, text: str, style: str, lines: int, mark_style: str) -> tuple[Content, ...]:
    """Kept, since each new idea lays out again all those that are there already."""
    indent = cell_len(mark) + 1
    body = Paper(width, lines).words(text, style, lines=lines, indent=indent) or [Content("")]
    head = Content.styled(mark + " ", mark_style)
    return (Content.assemble(head, body[0][indent:]), *body[1:])


def blank(count: int = 1) -> Lines:
    """Empty lines."""
    return [Content("")] * count


def beside(columns: Iterable[Lines], width: int, gutter: int = 3) -> Lines:
    """Columns of a width, side by side."""
    stacks = list(columns)
    height = max(map(len, stacks), default=0)
    padded = [[*stack, *blank(height - len(stack))] for stack in stacks]
    return [Content(" " * gutter).join(to_width(cell, width) for cell in row) for row in zip(*padded, strict=True)]


def across(left: Lines, right: Lines, width: int, gutter: int = 2) -> Lines:
    """Two stacks side by side, the one on the left of a width."""
    tall = max(len(left), len(right))
    pairs = zip([*left, *blank(tall - len(left))], [*right, *blank(tall - len(right))], strict=True)
    return [Content.assemble(to_width(a, width), " " * gutter, b) for a, b in pairs]


def to_width(line: Content, width: int) -> Content:
    """A line filled with spaces up to a width."""
    return line.pad_right(max(0, width - line.cell_length))


def stacked(blocks: Iterable[Lines], gap: int = 1) -> Lines:
    """Blocks one under the other, the empty ones left out."""
    lines: Lines = []
    for block in blocks:
        if block:
            lines += [*(blank(gap) if lines else []), *block]
    return lines


def whole(blocks: Iterable[Lines], paper: Paper) -> Lines:
    """The first blocks that fit, none of them cut; closer together where that makes room for one more."""
    filled = [block for block in blocks if block]
    for count in range(len(filled), 0, -1):
        for gap in (1, 0):
            lines = stacked(filled[:count], gap)
            if len(lines) <= paper.height:
                return lines
    return filled[0][: paper.height] if filled else []


def centred(lines: Lines, height: int) -> Lines:
    """Lines with as much room above as below, a little less above: the eye rests there."""
    return [*blank(max(0, (height - len(lines)) * 2 // 5)), *lines]
