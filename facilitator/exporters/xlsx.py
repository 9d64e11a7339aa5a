"""A workbook with a sheet for each kind of result, where texts stay texts."""

from __future__ import annotations

from datetime import tzinfo
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from facilitator.engine.synthesis.shapes import Report
from facilitator.exporters.outline.opening import full_title
from facilitator.exporters.package import UNDATED, legal, repacked
from facilitator.exporters.sheets import Sheet, rows_high, sheets, widths

_LONGEST: Final = 32_767
"""Characters that a cell may hold."""
_LINE: Final = 15
_TALLEST: Final = 409
"""Points that a line takes, and that a row may."""


def render(report: Report, zone: tzinfo | None) -> bytes:
    """The workbook, as the bytes of its file."""
    made = BytesIO()
    # Whoever wrote it, a text never becomes a formula, a link or a number.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(made, options) as book:
        book.set_properties({"title": legal(full_title(report)), "author": "facilitator", "created": UNDATED})
        head = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        for sheet in sheets(report, zone):
            _draw(book.add_worksheet(sheet.name), sheet, head, body)
    return repacked(made.getvalue())


def _draw(page: Worksheet, sheet: Sheet, head: Format, body: Format) -> None:
    for column, (header, width) in enumerate(zip(sheet.headers, widths(sheet), strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, legal(header), head)
    for number, (row, lines) in enumerate(zip(sheet.rows, rows_high(sheet), strict=True), 1):
        if lines > 1:
            page.set_row(number, min(lines * _LINE, _TALLEST))
        for column, value in enumerate(row):
            if isinstance(value, str):
                page.write_string(number, column, legal(value)[:_LONGEST], body)
            elif value is not None:
                page.write_number(number, column, value, body)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.headers) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
