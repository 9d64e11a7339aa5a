"""The same workbook in the open format that French administrations recommend."""

from __future__ import annotations

from datetime import tzinfo
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from odfdo import Document

from facilitator.engine.synthesis.shapes import Report
from facilitator.exporters.outline.opening import full_title
from facilitator.exporters.package import UNDATED, legal, repacked
from facilitator.exporters.sheets import Row, Sheet, Value, sheets, widths

_BODY: Final = "<office:spreadsheet>{}</office:spreadsheet>"
_CHARACTER: Final = 0.2
"""The width of a character, in centimetres."""
_STYLES: Final = tuple(
    f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties '
    f'fo:wrap-option="wrap" style:vertical-align="top"{border}/><style:text-properties fo:font-weight="{weight}"/>'
    "</style:style>"
    for name, weight, border in (("head", "bold", ' fo:border-bottom="1pt solid #000000"'), ("body", "normal", ""))
)


def render(report: Report, zone: tzinfo | None) -> bytes:
    """The workbook, as the bytes of its file."""
    document = Document("spreadsheet")
    document.body.clear()
    about = document.meta
    about.set_title(legal(full_title(report)))
    about.set_creation_date(UNDATED)
    about.set_modification_date(UNDATED)
    about.set_generator("facilitator")
    for style in _STYLES:
        document.insert_style(style, automatic=True)
    tables = "".join(_table(document, sheet, f"s{number}") for number, sheet in enumerate(sheets(report, zone)))
    # As one piece of text: the library takes minutes to add ten thousand rows.
    content = document.content.serialize().replace(b"<office:spreadsheet/>", _BODY.format(tables).encode())
    document.set_part("content.xml", content)
    made = BytesIO()
    document.save(made)
    return repacked(made.getvalue())


def _table(document: Document, sheet: Sheet, name: str) -> str:
    columns = []
    for column, width in enumerate(widths(sheet)):
        style = f"{name}.{column}"
        document.insert_style(
            f'<style:style style:name="{style}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{width * _CHARACTER:.2f}cm"/></style:style>',
            automatic=True,
        )
        columns.append(f'<table:table-column table:style-name="{style}"/>')
    rows = [_row(sheet.headers, "head"), *(_row(values, "body") for values in sheet.rows)]
    return f"<table:table table:name={quoteattr(sheet.name)}>{''.join(columns)}{''.join(rows)}</table:table>"


def _row(values: Row, style: str) -> str:
    return f"<table:table-row>{''.join(_cell(value, style) for value in values)}</table:table-row>"


def _cell(value: Value, style: str) -> str:
    if value is None:
        return f'<table:table-cell table:style-name="{style}"/>'
    if not isinstance(value, str):
        number = f'office:value-type="float" office:value="{value}"'
        return f'<table:table-cell table:style-name="{style}" {number}><text:p>{value}</text:p></table:table-cell>'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in legal(value).split("\n"))
    return f'<table:table-cell table:style-name="{style}" office:value-type="string">{lines}</table:table-cell>'
