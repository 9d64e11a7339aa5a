"""The same workbook in the open format that French administrations recommend."""

from __future__ import annotations

from datetime import tzinfo
from io import BytesIO
from typing import Final

from odfdo import Cell, Column, Document, Row, Table

from facilitator.engine.synthesis.shapes import Report
from facilitator.exporters.outline.opening import full_title
from facilitator.exporters.package import UNDATED, legal, repacked
from facilitator.exporters.sheets import Sheet, Value, sheets, widths

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
    for number, sheet in enumerate(sheets(report, zone)):
        document.body.append(_table(document, sheet, f"s{number}"))
    made = BytesIO()
    document.save(made)
    return repacked(made.getvalue())


def _table(document: Document, sheet: Sheet, name: str) -> Table:
    table = Table(sheet.name)
    table.clear()
    for column, width in enumerate(widths(sheet)):
        style = f"{name}.{column}"
        document.insert_style(
            f'<style:style style:name="{style}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{width * _CHARACTER:.2f}cm"/></style:style>',
            automatic=True,
        )
        table.append(Column(style=style))
    for values in (sheet.headers, *sheet.rows):
        row = Row()
        for value in values:
            row.append(_cell(value, "head" if values is sheet.headers else "body"))
        table.append(row)
    return table


def _cell(value: Value, style: str) -> Cell:
    if value is None:
        return Cell(style=style)
    if isinstance(value, str):
        return Cell(legal(value), cell_type="string", style=style)
    return Cell(value, style=style)
