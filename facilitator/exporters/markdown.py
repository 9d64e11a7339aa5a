"""Markdown that is only text: whatever people wrote, no tag, link, picture or heading of theirs comes alive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from facilitator.exporters.outline.blocks import (
    Blanks,
    Bullets,
    Contents,
    Entry,
    Heading,
    Line,
    Outline,
    Paragraph,
    Piece,
    Plot,
    Table,
    in_a_row,
)
from facilitator.exporters.wording import cell_text, labelled, on_one_line

# The dot is that of « exemple.fr », which some readers turn into a link; the other is what begins a block.
# Each way begins with the character itself, so that the search skips from one to the next.
_ACTIVE: Final = re.compile(r"[\\`*_\[\]<>#|~$&@^{}]|:(?=//)|\.(?<=\w\.)(?=[^\W\d])")
_BEGINNING: Final = re.compile(r"[-+=](?=[-+=\s]|$)|\d+[.)]|:")


def render(outline: Outline) -> bytes:
    """The document in UTF-8."""
    return ("\n\n".join(text for block in in_a_row(outline.blocks) if (text := _block(block))) + "\n").encode()


def inert(text: str) -> str:
    """Foreign text on one line, with everything that Markdown would act upon escaped."""
    told = _ACTIVE.sub(r"\\\g<0>", on_one_line(text))
    begun = _BEGINNING.match(told)
    # What makes a list of « 1. » is its dot: a backslash says nothing to a digit.
    return f"{told[: begun.end() - 1]}\\{told[begun.end() - 1 :]}" if begun else told


def _block(block: Piece) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {inert(block.text)}"
    if isinstance(block, Paragraph):
        return f"{'> ' * (block.role == 'warning')}{_line(block.line)}"
    if isinstance(block, Bullets):
        return "\n".join(_bullets(block))
    if isinstance(block, Table):
        return "\n".join(_table(block))
    if isinstance(block, Plot):
        return ""  # the table that follows says the same
    if isinstance(block, Contents):
        return "\n".join(f"- {inert(heading.text)}" for heading in block.parts)
    return "\n".join(_blanks(block))


def _line(line: Line) -> str:
    return "".join(_styled(run.text, run.style == "strong") for run in line)


def _styled(text: str, strong: bool) -> str:
    told = inert(text)
    words = told.strip()
    if not strong or not words:
        # `inert` trims each row; the spaces between runs are ours.
        return f"{' ' * text[:1].isspace()}{told}{' ' * text[-1:].isspace()}"
    return f"**{words}**{' ' * text[-1:].isspace()}"


def _bullets(bullets: Bullets) -> Iterator[str]:
    for number, entry in enumerate(bullets.entries, bullets.start):
        mark = {"bullet": "-", "number": f"{number}.", "box": "- [ ]"}[bullets.mark]
        yield f"{mark} {_line(entry.line)}"
        yield from _under(entry, len(mark.split(" ")[0]) + 1)


def _under(entry: Entry, indent: int) -> Iterator[str]:
    for line in entry.under:
        yield f"{' ' * indent}- {_line(line)}"


def _table(table: Table) -> Iterator[str]:
    yield f"**{inert(table.caption)}**"
    yield ""
    yield f"| {' | '.join(map(inert, table.headers))} |"
    yield f"|{'|'.join(' --- ' for _header in table.headers)}|"
    for row in table.rows:
        yield f"| {' | '.join(inert(cell_text(cell)) for cell in row)} |"


def _blanks(blanks: Blanks) -> Iterator[str]:
    for label in blanks.labels:
        yield f"- {inert(labelled(label))} ……………………………………………………"
