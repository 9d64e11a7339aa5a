"""Every contribution as a file for spreadsheets, on which no text of a participant can act."""

from __future__ import annotations

import csv
import re
from datetime import tzinfo
from io import StringIO
from typing import Final

from facilitator.engine.synthesis.shapes import Report
from facilitator.exporters.sheets import Value, contributions

_BOM: Final = "\ufeff"
_FORMULA: Final = re.compile(r"\s*[=+\-@|%\t\r]")
"""What makes a spreadsheet compute rather than show (OWASP, « CSV injection »)."""


def render(report: Report, zone: tzinfo | None) -> bytes:
    """UTF-8 with its mark and semicolons, which a French spreadsheet opens as it is."""
    sheet = contributions(report, zone)
    drawn = StringIO(newline="")
    writer = csv.writer(drawn, delimiter=";", lineterminator="\r\n")
    writer.writerow(sheet.headers)
    writer.writerows([neutral(value) for value in row] for row in sheet.rows)
    return (_BOM + drawn.getvalue()).encode()


def neutral(value: Value) -> Value:
    """A value that stays what it is: an apostrophe before what would be a formula."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
