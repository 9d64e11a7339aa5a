"""A text document in the open format that French administrations recommend, with real styles, headings and tables."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Final

from odfdo import Document, Element, Header, List, ListItem, Span
from odfdo import Paragraph as OdfParagraph
from odfdo import Table as OdfTable

from facilitator.exporters.columns import shares
from facilitator.exporters.outline.blocks import Block, Bullets, Heading, Line, Outline, Paragraph, Plot, Table
from facilitator.exporters.package import UNDATED, legal, printed, repacked
from facilitator.exporters.wording import cell_text, region

_STYLES: Final = {"": "Text_20_body", "lead": "Lead", "note": "Note", "status": "Status", "warning": "Warning"}
_RUNS: Final = {"strong": "Strong", "soft": "Soft"}
_BOXES: Final = (
    '<text:list-style style:name="Boxes"><text:list-level-style-bullet text:level="1" text:bullet-char="☐">'
    "<style:list-level-properties/></text:list-level-style-bullet></text:list-style>"
)
_CELL: Final = (
    '<style:style style:name="Framed" style:family="table-cell"><style:table-cell-properties '
    'fo:padding="0.08cm" fo:border-bottom="0.5pt solid #c9c9c9"/></style:style>'
)
_WIDTH: Final = 17.0
"""Of a page between its margins, in centimetres."""


def render(outline: Outline) -> bytes:
    """The document, as the bytes of its file."""
    document = Document("text")
    _dress(document, outline)
    for number, block in enumerate(outline.blocks):
        for element in _elements(document, block, number):
            document.body.append(element)
    made = BytesIO()
    document.save(made)
    return repacked(made.getvalue())


def _dress(document: Document, outline: Outline) -> None:
    document.body.clear()
    about = document.meta
    about.set_title(legal(outline.title))
    about.set_language(region())
    about.set_creation_date(UNDATED)
    about.set_modification_date(UNDATED)
    about.set_generator("facilitator")
    for style in (*_paragraph_styles(), _BOXES):
        document.insert_style(style)
    document.insert_style(_CELL, automatic=True)
    for family, name in (("list", "List_20_1"), ("list", "Numbering_20_1"), ("list", "Boxes")):
        _indent(_style_of(document, family, name))
    for level in _style_of(document, "outline", "Outline").get_elements("descendant::text:outline-level-style"):
        for attribute in ("style:num-format", "style:num-suffix", "loext:num-list-format"):
            level.set_attribute(attribute, "")


def _style_of(document: Document, family: str, name: str) -> Element:
    style = document.get_style(family, name)
    assert isinstance(style, Element)
    return style


def _paragraph_styles() -> Iterator[str]:
    """Quiet styles, named so that an organiser can restyle a whole document at once."""
    ink, soft, tint = "#1a1a1a", "#565656", "#1f4e79"
    sans = 'style:font-name="Liberation Sans"'
    body = 'fo:margin-top="0.05cm" fo:margin-bottom="0.16cm" fo:line-height="118%"'
    bar = f'fo:padding="0.1cm" fo:padding-left="0.3cm" fo:border-left="2.5pt solid {tint}"'
    yield _style("Text_20_body", f'{sans} fo:font-size="11pt" fo:color="{ink}"', body)
    yield _style("Lead", f'{sans} fo:font-size="12pt" fo:color="{ink}"', body)
    yield _style(
        "Entry", f'{sans} fo:font-size="11pt" fo:color="{ink}"', 'fo:margin-bottom="0.06cm" fo:line-height="118%"'
    )
    yield _style("Note", f'{sans} fo:font-size="10pt" fo:color="{soft}"', body)
    yield _style("Status", f'{sans} fo:font-size="11pt" fo:color="{tint}"', f"{body} {bar}")
    yield _style("Warning", f'{sans} fo:font-size="11pt" fo:font-weight="bold" fo:color="{ink}"', f"{body} {bar}")
    yield _style("Caption", f'{sans} fo:font-size="10.5pt" fo:font-weight="bold"', f'{body} fo:keep-with-next="always"')
    yield _style("Cell", f'{sans} fo:font-size="9.5pt" fo:color="{ink}"', 'fo:margin-bottom="0cm"')
    yield _style(
        "Head", f'{sans} fo:font-size="9.5pt" fo:font-weight="bold" fo:color="{ink}"', 'fo:margin-bottom="0cm"'
    )
    for level, (size, before, colour) in enumerate(
        ((20, 0, tint), (15, 0.7, tint), (12.5, 0.5, ink), (11, 0.35, ink), (10.5, 0.3, soft)), 1
    ):
        yield _style(
            f"Heading_20_{level}",
            f'{sans} fo:font-size="{size}pt" fo:font-weight="bold" fo:color="{colour}"',
            f'fo:margin-top="{before}cm" fo:margin-bottom="0.15cm" fo:keep-with-next="always"',
            f'style:default-outline-level="{level}"',
        )
    yield _text_style("Strong", 'fo:font-weight="bold"')
    yield _text_style("Soft", f'fo:color="{soft}"')


def _style(name: str, text: str, paragraph: str, more: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="paragraph" {more}>'
        f"<style:paragraph-properties {paragraph}/><style:text-properties {text}/></style:style>"
    )


def _text_style(name: str, text: str) -> str:
    return f'<style:style style:name="{name}" style:family="text"><style:text-properties {text}/></style:style>'


def _indent(style: Element) -> None:
    """Hanging marks: the template leaves them on the margin, over their text."""
    for level, properties in enumerate(style.get_elements("descendant::style:list-level-properties"), 1):
        properties.set_attribute("text:list-level-position-and-space-mode", "label-alignment")
        properties.append(
            Element.from_tag(
                '<style:list-level-label-alignment text:label-followed-by="listtab" '
                f'fo:text-indent="-0.6cm" fo:margin-left="{0.6 * level + 0.2:.1f}cm"/>'
            )
        )


def _elements(document: Document, block: Block, number: int) -> Iterator[Element]:
    if isinstance(block, Heading):
        yield Header(block.level, printed(block.text), style=f"Heading_20_{block.level}", formatted=False)
    elif isinstance(block, Paragraph):
        yield _paragraph(block.line, _STYLES[block.role])
    elif isinstance(block, Bullets):
        yield _bullets(block)
    elif isinstance(block, Table):
        yield OdfParagraph(printed(block.caption), style="Caption", formatted=False)
        yield _table(document, block, f"Table{number}")
        yield OdfParagraph(style="Note")
    elif not isinstance(block, Plot):  # the table that follows a plot says the same
        for label in block.labels:
            yield OdfParagraph(f"{printed(label)} : {'…' * 40}", style="Text_20_body", formatted=False)


def _paragraph(line: Line, style: str) -> OdfParagraph:
    paragraph = OdfParagraph(style=style)
    for run in line:
        paragraph.append(Span(printed(run.text), style=_RUNS.get(run.style), formatted=False))
    return paragraph


def _bullets(bullets: Bullets) -> List:
    made = List(style={"bullet": "List_20_1", "number": "Numbering_20_1", "box": "Boxes"}[bullets.mark])
    for number, entry in enumerate(bullets.entries, bullets.start):
        item = ListItem(_paragraph(entry.line, "Entry"))
        if bullets.mark == "number" and number == bullets.start:
            item.set_attribute("text:start-value", str(number))
        for under in entry.under:
            item.append(_paragraph(under, "Note"))
        made.append(item)
    return made


def _table(document: Document, table: Table, name: str) -> OdfTable:
    made = OdfTable(name)
    made.clear()
    for column, share in enumerate(shares(table)):
        style = f"{name}.{column}"
        document.insert_style(
            f'<style:style style:name="{style}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{share * _WIDTH:.2f}cm"/></style:style>',
            automatic=True,
        )
        made.append(Element.from_tag(f'<table:table-column table:style-name="{style}"/>'))
    heads = Element.from_tag("<table:table-header-rows/>")
    heads.append(_row(table.headers, "Head"))
    made.append(heads)
    for row in table.rows:
        made.append(_row(tuple(map(cell_text, row)), "Cell"))
    return made


def _row(texts: tuple[str, ...], style: str) -> Element:
    row = Element.from_tag("<table:table-row/>")
    for text in texts:
        cell = Element.from_tag('<table:table-cell table:style-name="Framed" office:value-type="string"/>')
        for line in printed(text).split("\n"):
            cell.append(OdfParagraph(line, style=style, formatted=False))
        row.append(cell)
    return row
