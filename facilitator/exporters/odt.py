"""A text document in the open format that French administrations recommend, with real styles, headings and tables."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Final

from odfdo import Document, Element, Header, List, ListItem, Span
from odfdo import Paragraph as OdfParagraph
from odfdo import Table as OdfTable

from facilitator.exporters.columns import shares
from facilitator.exporters.odt_dress import WIDTH, dress
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
    "": "Text_20_body",
    "lead": "Lead",
    "note": "Note",
    "question": "Question",
    "status": "Status",
    "warning": "Warning",
}
_RUNS: Final = {"strong": "Strong", "soft": "Soft"}


def render(outline: Outline) -> bytes:
    """The document, as the bytes of its file."""
    document = Document("text")
    dress(document, outline)
    for number, block in enumerate(in_a_row(outline.blocks)):
        for element in _elements(document, block, number):
            document.body.append(element)
    made = BytesIO()
    document.save(made)
    return repacked(made.getvalue())


def _elements(document: Document, block: Piece, number: int) -> Iterator[Element]:
    if isinstance(block, Heading):
        yield _heading(block)
    elif isinstance(block, Paragraph):
        yield _paragraph(block.line, _STYLES[block.role])
    elif isinstance(block, Bullets):
        yield _bullets(block)
    elif isinstance(block, Table):
        yield OdfParagraph(printed(block.caption), style="Caption", formatted=False)
        yield _table(document, block, f"Table{number}")
    elif isinstance(block, Contents):
        yield from map(_entry, block.parts)
    elif not isinstance(block, Plot):  # the table that follows a plot says the same
        for label in block.labels:
            blank = OdfParagraph(f"{printed(label)} ", style="Blank", formatted=False)
            blank.append(Element.from_tag("<text:tab/>"))
            yield blank


def _heading(heading: Heading) -> Header:
    style = "Part" if heading.on_new_page else f"Heading_20_{heading.level}"
    made = Header(heading.level, printed(heading.text), formatted=False)
    made.set_attribute("text:style-name", style)
    if heading.part:
        made.append(Element.from_tag(f'<text:bookmark text:name="{heading.part}"/>'))
    return made


def _entry(part: Heading) -> OdfParagraph:
    """A line of the table of contents: its page is found when the file is opened."""
    made = OdfParagraph(style="Contents")
    link = Element.from_tag(
        f'<text:a xlink:type="simple" xlink:href="#{part.part}" text:style-name="Plain" '
        'text:visited-style-name="Plain"/>'
    )
    link.append(Span(printed(part.text), formatted=False))
    made.append(link)
    made.append(Element.from_tag("<text:tab/>"))
    made.append(Element.from_tag(f'<text:bookmark-ref text:reference-format="page" text:ref-name="{part.part}"/>'))
    return made


def _paragraph(line: Line, style: str) -> OdfParagraph:
    paragraph = OdfParagraph(style=style)
    for run in line:
        paragraph.append(Span(printed(run.text), style=_RUNS.get(run.style), formatted=False))
    return paragraph


def _bullets(bullets: Bullets) -> List:
    made = List(style={"bullet": "List_20_1", "number": "Numbering_20_1", "box": "Boxes"}[bullets.mark])
    for number, entry in enumerate(bullets.entries, bullets.start):
        item = ListItem(_paragraph(entry.line, "EntryAbove" if entry.under else "Entry"))
        if bullets.mark == "number" and number == bullets.start:
            item.set_attribute("text:start-value", str(number))
        for under in entry.under:
            item.append(_paragraph(under, "Under"))
        made.append(item)
    return made


def _table(document: Document, table: Table, name: str) -> OdfTable:
    made = OdfTable(name)
    made.clear()
    made.set_attribute("table:style-name", "ShortGrid" if table.is_short else "Grid")
    for column, share in enumerate(shares(table)):
        style = f"{name}.{column}"
        document.insert_style(
            f'<style:style style:name="{style}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{share * WIDTH:.2f}cm"/></style:style>',
            automatic=True,
        )
        made.append(Element.from_tag(f'<table:table-column table:style-name="{style}"/>'))
    heads = Element.from_tag("<table:table-header-rows/>")
    size = "Small" if table.small else ""
    heads.append(_row(table.headers, f"{size}Head"))
    made.append(heads)
    for row in table.rows:
        made.append(_row(tuple(map(cell_text, row)), f"{size}Cell"))
    return made


def _row(texts: tuple[str, ...], style: str) -> Element:
    row = Element.from_tag('<table:table-row table:style-name="Line"/>')
    for text in texts:
        cell = Element.from_tag('<table:table-cell table:style-name="Framed" office:value-type="string"/>')
        for line in printed(text).split("\n"):
            cell.append(OdfParagraph(line, style=style, formatted=False))
        row.append(cell)
    return row
