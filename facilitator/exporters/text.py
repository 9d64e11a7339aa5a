"""Plain text for a letter or a message: paragraphs flow as wide as their reader's window, tables keep their columns."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from facilitator.exporters.outline.blocks import (
    Bullets,
    Contents,
    Heading,
    Line,
    Outline,
    Paragraph,
    Piece,
    Plot,
    Table,
    in_a_row,
)
from facilitator.exporters.wording import cell_text, labelled, on_one_line, typeset

_COLUMNS: Final = 78
_HOLDING: Final = {0xA0: " ", 0x202F: " "}
_RULES: Final = {1: "═", 2: "─", 3: "┄"}


def render(outline: Outline) -> bytes:
    """The document in UTF-8."""
    return ("\n\n".join(text for block in in_a_row(outline.blocks) if (text := _block(block))) + "\n").encode()


def _block(block: Piece) -> str:
    if isinstance(block, Heading):
        text = on_one_line(block.text)
        return f"{text}\n{_RULES[block.level] * min(len(text), _COLUMNS)}" if block.level in _RULES else text
    if isinstance(block, Paragraph):
        return _line(block.line)
    if isinstance(block, Bullets):
        return "\n".join(_bullets(block))
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Plot):
        return ""  # the table that follows says the same
    if isinstance(block, Contents):
        return "\n".join(f"- {on_one_line(heading.text)}" for heading in block.parts)
    return "\n".join(f"{on_one_line(labelled(label))} ……………………………………………………" for label in block.labels)


def _bullets(bullets: Bullets) -> Iterator[str]:
    for number, entry in enumerate(bullets.entries, bullets.start):
        yield f"{ {'bullet': '-', 'number': f'{number}.', 'box': '[ ]'}[bullets.mark] } {_line(entry.line)}"
        yield from (f"    {_line(under)}" for under in entry.under)


def _table(table: Table) -> str:
    grid = Grid(header_style="", box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, leading=len(table.headers) > 2)
    for header in table.headers:
        grid.add_column(_laid_out(on_one_line(header)), overflow="fold")
    for row in table.rows:
        grid.add_row(*(_laid_out(typeset(cell_text(cell))) for cell in row))
    drawn = StringIO()
    Console(file=drawn, width=_COLUMNS, color_system=None, legacy_windows=False, force_terminal=False).print(grid)
    return "\n".join(
        (on_one_line(table.caption), "", *(row.rstrip() for row in drawn.getvalue().strip("\n").splitlines()))
    )


def _laid_out(text: str) -> Text:
    # Lines end here for good: spaces that do not break have nothing left to hold, and the library that ends them
    # hears of such spaces only where a terminal is painted too.
    return Text(text.translate(_HOLDING))


def _line(line: Line) -> str:
    return on_one_line("".join(run.text for run in line))
