"""A Word document with real styles, headings, lists and table headers, to correct before publishing."""

from __future__ import annotations

from io import BytesIO
from typing import Final

import docx
from docx.document import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell as TableCell
from docx.text.paragraph import Paragraph as Line_

from facilitator.exporters.columns import shares
from facilitator.exporters.outline.blocks import Block, Bullets, Heading, Line, Outline, Paragraph, Plot, Table
from facilitator.exporters.package import UNDATED, legal, printed, repacked
from facilitator.exporters.wording import cell_text, region

_TINT: Final = RGBColor(0x1F, 0x4E, 0x79)
_SOFT: Final = RGBColor(0x56, 0x56, 0x56)
_SIZES: Final = {"Heading 1": 20, "Heading 2": 15, "Heading 3": 12.5, "Heading 4": 11, "Heading 5": 10.5}
_BEFORE: Final = {"Heading 1": 0, "Heading 2": 20, "Heading 3": 14, "Heading 4": 10, "Heading 5": 8}
_STYLES: Final = {
    "": "Normal",
    "lead": "Body Text 2",
    "note": "Body Text",
    "status": "Quote",
    "warning": "Intense Quote",
}
_LISTS: Final = {"bullet": "List Bullet", "number": "List Number", "box": "List"}
_MARGIN: Final = Cm(2.2)
_WIDTH: Final = Cm(21) - 2 * _MARGIN


def render(outline: Outline) -> bytes:
    """The document, as the bytes of its file."""
    document = docx.Document()
    _dress(document, outline)
    for block in outline.blocks:
        _add(document, block)
    made = BytesIO()
    document.save(made)
    return repacked(made.getvalue())


def _dress(document: Document, outline: Outline) -> None:
    """A4, a language for spelling and screen readers, quiet styles."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = Cm(2)
    about = document.core_properties
    about.title, about.language, about.author, about.comments = (
        legal(outline.title),
        outline.language,
        "facilitator",
        "",
    )
    about.created = about.modified = UNDATED
    for name, font, colour in (
        ("Normal", 11.0, None), ("Body Text 2", 12.0, None), ("Body Text", 10.0, _SOFT), ("Quote", 11.0, _TINT),
        ("Intense Quote", 11.0, RGBColor(0, 0, 0)), ("Caption", 10.5, RGBColor(0, 0, 0)),
        ("List Continue", 10.0, _SOFT),
        *((name, size, _TINT if name < "Heading 3" else RGBColor(0, 0, 0)) for name, size in _SIZES.items()),
    ):  # fmt: skip
        _restyle(document, name, font, colour)


def _restyle(document: Document, name: str, size: float, colour: RGBColor | None) -> None:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    style.font.name, style.font.size, style.font.italic = "Liberation Sans", Pt(size), False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(script), None)
    if colour is not None:
        style.font.color.rgb = colour
    if name == "Normal":
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:val"), region())
        style.element.rPr.append(spoken)
    space = style.paragraph_format
    space.space_before, space.space_after = Pt(_BEFORE.get(name, 2)), Pt(5)
    space.line_spacing_rule, space.line_spacing = WD_LINE_SPACING.MULTIPLE, 1.15
    space.keep_with_next = name in _SIZES or name == "Caption"


def _add(document: Document, block: Block) -> None:
    if isinstance(block, Heading):
        document.add_heading(printed(block.text), block.level)
    elif isinstance(block, Paragraph):
        _write(_paragraph(document, _STYLES[block.role]), block.line)
    elif isinstance(block, Bullets):
        _bullets(document, block)
    elif isinstance(block, Table):
        _table(document, block)
    elif not isinstance(block, Plot):  # the table that follows a plot says the same
        for label in block.labels:
            document.add_paragraph(f"{printed(label)} : {'…' * 40}")


def _paragraph(document: Document, style: str) -> Line_:
    """A paragraph in a style, whose id is its name without spaces: looking it up ten thousand times takes long."""
    paragraph = document.add_paragraph()
    paragraph._p.style = style.replace(" ", "")
    return paragraph


def _bullets(document: Document, bullets: Bullets) -> None:
    for entry in bullets.entries:
        paragraph = _paragraph(document, _LISTS[bullets.mark])
        if bullets.mark == "box":
            paragraph.add_run("☐ ")
        _write(paragraph, entry.line)
        for under in entry.under:
            _write(_paragraph(document, "List Continue"), under)


def _table(document: Document, table: Table) -> None:
    document.add_paragraph(printed(table.caption), style="Caption")
    grid = document.add_table(rows=1, cols=len(table.headers), style="Table Grid")
    grid.autofit = False
    head = grid.rows[0]
    # Repeated on each page, and read aloud with each cell.
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    widths = [int(_WIDTH * share) for share in shares(table)]
    lines = (table.headers, *(tuple(map(cell_text, row)) for row in table.rows))
    for texts, row in zip(lines, (head, *(grid.add_row() for _row in table.rows)), strict=True):
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = Emu(width)
            _fill(cell, text, bold=row is head)
    document.add_paragraph(style="Body Text")


def _fill(cell: TableCell, text: str, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    run = paragraph.add_run(printed(text))
    run.bold, run.font.size = bold, Pt(9.5)


def _write(paragraph: Line_, line: Line) -> None:
    for part in line:
        run = paragraph.add_run(printed(part.text))
        if part.style == "strong":
            run.bold = True
        elif part.style == "soft":
            run.font.color.rgb = _SOFT
