"""A Word document with real styles, headings, lists and table headers, to correct before publishing."""

from __future__ import annotations

from io import BytesIO
from typing import Final

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.shared import Emu, Pt
from docx.table import _Cell as TableCell
from docx.text.paragraph import Paragraph as Line_

from facilitator.exporters.columns import shares
from facilitator.exporters.docx_dress import SOFT, WIDTH, dress, element, field, plain_table
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
from facilitator.exporters.package import printed, repacked
from facilitator.exporters.wording import cell_text

_STYLES: Final = {
    "": "Normal",
    "lead": "Body Text 2",
    "note": "Body Text",
    "question": "Question",
    "status": "Quote",
    "warning": "Intense Quote",
}
_LISTS: Final = {"bullet": "List Bullet", "number": "List Number", "box": "List"}


def render(outline: Outline) -> bytes:
    """The document, as the bytes of its file."""
    document = docx.Document()
    dress(document, outline)
    blocks = tuple(in_a_row(outline.blocks))
    for block, following in zip(blocks, (*blocks[1:], None), strict=True):
        _add(document, block)
        # After a table that fills its page, a line of its own would begin a page and leave it blank.
        if isinstance(block, Table) and not (isinstance(following, Heading) and following.on_new_page):
            document.add_paragraph(style="No Spacing")
    made = BytesIO()
    document.save(made)
    return repacked(made.getvalue())


def _add(document: Document, block: Piece) -> None:
    if isinstance(block, Heading):
        _heading(document, block)
    elif isinstance(block, Paragraph):
        _write(_paragraph(document, _STYLES[block.role]), block.line)
    elif isinstance(block, Bullets):
        _bullets(document, block)
    elif isinstance(block, Table):
        _table(document, block)
    elif isinstance(block, Contents):
        for part in block.parts:
            _entry(document, part)
    elif not isinstance(block, Plot):  # the table that follows a plot says the same
        for label in block.labels:
            _paragraph(document, "Body Text 3").add_run(f"{printed(label)} \t")


def _paragraph(document: Document, style: str) -> Line_:
    """A paragraph in a style, whose id is its name without spaces: looking it up ten thousand times takes long."""
    paragraph = document.add_paragraph()
    paragraph._p.style = style.replace(" ", "")
    return paragraph


def _heading(document: Document, heading: Heading) -> None:
    made = document.add_heading(printed(heading.text), heading.level)
    if heading.on_new_page:
        made.paragraph_format.page_break_before, made.paragraph_format.space_before = True, Pt(0)
    if heading.part:
        # A bookmark's number only has to be its own.
        number = str(len(document.element.body))
        made._p.insert(1, element("w:bookmarkStart", id=number, name=heading.part))
        made._p.append(element("w:bookmarkEnd", id=number))


def _entry(document: Document, part: Heading) -> None:
    """A line of the table of contents: its page is found when the file is opened."""
    paragraph = _paragraph(document, "Body Text 3")
    link = element("w:hyperlink", anchor=part.part)
    paragraph._p.append(link)
    run = paragraph.add_run(f"{printed(part.text)}\t")
    link.append(run._r)
    paragraph._p.append(field(f"PAGEREF {part.part} \\h"))


def _bullets(document: Document, bullets: Bullets) -> None:
    numbers = _numbers(document, bullets.start) if bullets.mark == "number" else None
    for entry in bullets.entries:
        paragraph = _paragraph(document, _LISTS[bullets.mark])
        if numbers is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, numbers
        if bullets.mark == "box":
            paragraph.add_run("☐\t")
        _write(paragraph, entry.line)
        paragraph.paragraph_format.keep_with_next = bool(entry.under) or None
        for under in entry.under:
            _write(_paragraph(document, "List Continue"), under)


def _numbers(document: Document, start: int) -> int:
    """A numbering of its own: without it, a list goes on from the one before."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    ours = numbering.num_having_numId(style.pPr.numPr.numId.val)
    made = numbering.add_num(ours.abstractNumId.val)
    made.add_lvlOverride(0).add_startOverride(start)
    number: int = made.numId
    return number


def _table(document: Document, table: Table) -> None:
    document.add_paragraph(printed(table.caption), style="Caption")
    grid = document.add_table(rows=1, cols=len(table.headers))
    plain_table(grid)
    head = grid.rows[0]
    # Repeated on each page, and read aloud with each cell.
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    widths = [Emu(int(WIDTH * share)) for share in shares(table)]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    lines = (table.headers, *(tuple(map(cell_text, row)) for row in table.rows))
    rows = (head, *(grid.add_row() for _row in table.rows))
    for texts, row in zip(lines, rows, strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = width
            kept = row is head or (table.is_short and row is not rows[-1])
            _fill(cell, text, "TableSmall" if table.small else "TableText", bold=row is head, kept=kept)


def _fill(cell: TableCell, text: str, style: str, *, bold: bool, kept: bool) -> None:
    """One text; kept with the row below it, or not."""
    paragraph = cell.paragraphs[0]
    paragraph._p.style = style
    paragraph.paragraph_format.keep_with_next = kept or None
    paragraph.add_run(printed(text)).bold = bold or None


def _write(paragraph: Line_, line: Line) -> None:
    for part in line:
        run = paragraph.add_run(printed(part.text))
        if part.style == "strong":
            run.bold = True
        elif part.style == "soft":
            run.font.color.rgb = SOFT
