"""How a Word document looks: quiet styles, that an organiser can change for a whole document at once, and margins."""

from __future__ import annotations

from typing import Final

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph

from facilitator.exporters.outline.blocks import Outline
from facilitator.exporters.package import UNDATED, legal, printed
from facilitator.exporters.wording import region

INK: Final = RGBColor(0x1A, 0x1A, 0x1A)
SOFT: Final = RGBColor(0x56, 0x56, 0x56)
_TINT: Final = RGBColor(0x1F, 0x4E, 0x79)
_MARGIN: Final = Cm(2)
WIDTH: Final = Emu(Cm(21) - 2 * _MARGIN)
"""Of a page between its margins."""
_ON_ONE_SHEET: Final = 0.86
"""How much smaller the letters are of what must hold on one sheet."""

_LETTERS: Final = {
    "Normal": (9.5, INK), "Body Text 2": (10.5, INK), "Body Text": (9, SOFT), "Question": (9, SOFT),
    "Body Text 3": (9.5, INK),
    "Quote": (9.5, _TINT), "Intense Quote": (9.5, INK), "Caption": (9.5, INK), "List Continue": (9, SOFT),
    "List": (9.5, INK), "No Spacing": (5, INK), "Header": (8.5, SOFT), "Footer": (8.5, SOFT), "TableText": (9, INK),
    "TableSmall": (8, INK),
    "Heading 1": (18, _TINT), "Heading 2": (13, _TINT), "Heading 3": (11.5, INK), "Heading 4": (10.5, INK),
    "Heading 5": (10, SOFT),
}  # fmt: skip
_ABOVE: Final = {"Heading 1": 0, "Heading 2": 12, "Heading 3": 8, "Heading 4": 6, "Heading 5": 5, "Body Text 3": 2}
_BELOW: Final = {
    "List Continue": 1, "List Bullet": 1, "List Number": 1, "List": 1, "TableText": 1, "TableSmall": 0, "No Spacing": 2,
    "Body Text 3": 2,
}  # fmt: skip
_BARRED: Final = ("Quote", "Intense Quote")
_BOLD: Final = ("Intense Quote", "Caption")


def dress(document: Document, outline: Outline) -> None:
    """Gives an empty document A4 pages, a language for spelling and screen readers, its styles and its margins."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin, section.bottom_margin = Cm(1.9), Cm(1.7)
    section.header_distance = section.footer_distance = Cm(1)
    about = document.core_properties
    about.title, about.language = legal(outline.title), outline.language
    about.author, about.comments = "facilitator", ""
    about.created = about.modified = UNDATED
    for name in ("TableText", "TableSmall", "Question"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    scale = _ON_ONE_SHEET if outline.one_sheet else 1
    for name in (*_LETTERS, "List Bullet", "List Number"):
        _restyle(document, name, scale)
    _style(document, "Body Text 3").paragraph_format.tab_stops.add_tab_stop(
        WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
    )
    _fill_margins(document, outline)


def _style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _restyle(document: Document, name: str, scale: float) -> None:
    style = _style(document, name)
    size, colour = _LETTERS.get(name, _LETTERS["Normal"])
    style.font.name, style.font.size, style.font.italic = "Liberation Sans", Pt(round(size * scale * 2) / 2), False
    style.font.color.rgb = colour
    style.font.bold = name.startswith("Heading") or name in _BOLD
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(script), None)
    if name == "Normal":
        style.element.rPr.append(element("w:lang", val=region()))
    if name in _BARRED:
        properties = style.element.get_or_add_pPr()
        for old in [part for part in properties if part.tag in (qn("w:pBdr"), qn("w:ind"))]:
            properties.remove(old)
        bars = OxmlElement("w:pBdr")
        bars.append(element("w:left", val="single", sz="20", space="8", color=str(_TINT)))
        properties.insert_element_before(bars, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    space = style.paragraph_format
    space.space_before, space.space_after = Pt(_ABOVE.get(name, 1)), Pt(_BELOW.get(name, 4))
    space.line_spacing_rule, space.line_spacing = WD_LINE_SPACING.MULTIPLE, 1.08
    space.keep_with_next = name.startswith("Heading") or name in ("Caption", "Question")


def _fill_margins(document: Document, outline: Outline) -> None:
    """The title, and the part where there are some, above every page but the first; page numbers under all."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    above = section.header.paragraphs[0]
    stops = _style(document, "Header").paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    above.add_run(printed(outline.title))
    if outline.has_contents:
        above.add_run("\t")
        above._p.append(field('STYLEREF "Heading 2"', ""))
    for footer in (section.first_page_footer, section.footer):
        _number(footer.paragraphs[0])


def _number(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph._p.append(field("PAGE"))
    paragraph.add_run(" / ")
    paragraph._p.append(field("NUMPAGES"))


def plain_table(table: Table) -> None:
    """Light lines under the rows, none between the columns."""
    table.autofit = False
    lines = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        lines.append(element(f"w:{side}", val="single", sz="4", space="0", color="C9C9C9"))
    room = OxmlElement("w:tblCellMar")
    for side, width in (("left", "0"), ("right", "80")):
        room.append(element(f"w:{side}", w=width, type="dxa"))
    for part in (lines, room):
        table._tbl.tblPr.append(part)


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """An element of the document's own vocabulary."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def field(instruction: str, until_then: str = "–") -> BaseOxmlElement:
    """Something that the program that opens the file works out, as it opens it."""
    made = element("w:fldSimple", instr=f" {instruction} ", dirty="true")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = until_then
    run.append(text)
    made.append(run)
    return made
