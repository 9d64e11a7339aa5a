"""What a reader finds in an exported file, by stock programs."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from datetime import UTC
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import odfdo
import openpyxl
from docx.table import Table as DocxTable
from icalendar import Calendar

from facilitator.engine.synthesis import Report
from facilitator.exporters import Document, export

Cells = list[list[str]]


def words_of(report: Report, format_: str, document: Document = "account") -> str:
    """Every word of a document, in reading order, with ordinary spaces."""
    return read_back(export(report, format_, document, UTC), format_)


def read_back(content: bytes, format_: str) -> str:
    """The same, of a file."""
    told = _READERS.get(format_, _text)(content)
    return " ".join(told.replace("\u00a0", " ").replace("\u202f", " ").split())


def sheets_of(content: bytes, format_: str) -> dict[str, Cells]:
    """The sheets of a workbook, as a spreadsheet program finds them."""
    if format_ == "xlsx":
        book = openpyxl.load_workbook(BytesIO(content))
        return {
            page.title: [
                ["" if cell is None else str(cell) for cell in row] for row in page.iter_rows(values_only=True)
            ]
            for page in book
        }
    document = odfdo.Document(BytesIO(content))
    return {
        table.name: [[_plain(cell.value) for cell in row.cells] for row in table.rows]
        for table in document.body.tables
        if table.name
    }


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _text(content: bytes) -> str:
    return content.decode()


def _html(content: bytes) -> str:
    words: list[str] = []
    parser = HTMLParser()
    parser.handle_data = words.append  # type: ignore[method-assign, assignment]
    # What is hidden from screen readers is said by the table beside it.
    parser.feed(re.sub(r"<svg.*?</svg>", "", content.decode().partition("</style>")[2], flags=re.DOTALL))
    return " ".join(words)


def _docx(content: bytes) -> str:
    document = docx.Document(BytesIO(content))
    told = []
    for block in document.iter_inner_content():
        if isinstance(block, DocxTable):
            told += [cell.text for row in block.rows for cell in row.cells]
        else:
            told.append(block.text)
    return "\n".join(told)


def _odt(content: bytes) -> str:
    body = odfdo.Document(BytesIO(content)).body
    return "\n".join(element.inner_text for element in body.get_elements("descendant::text:p | descendant::text:h"))


def _pdf(content: bytes) -> str:
    # In the order in which it was written: what stands side by side on a page is read one after the other.
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode()


def _book(format_: str, content: bytes) -> str:
    return "\n".join(cell for rows in sheets_of(content, format_).values() for row in rows for cell in row)


def _ics(content: bytes) -> str:
    calendar = Calendar.from_ical(content)
    return "\n".join(str(value) for part in calendar.walk() for value in (part.get("summary"), part.get("description")))


def as_pdf(files: list[Path], folder: Path) -> list[Path]:
    """Files opened by LibreOffice and printed by it."""
    with TemporaryDirectory() as profile:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf", "--outdir",
             str(folder), *map(str, files)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    return [folder / f"{file.stem}.pdf" for file in files]


def words_in_pdf(file: Path) -> str:
    """The text of a printed file, with ordinary spaces."""
    return " ".join(_pdf(file.read_bytes()).split())


_READERS: dict[str, Callable[[bytes], str]] = {
    "html": _html,
    "docx": _docx,
    "odt": _odt,
    "pdf": _pdf,
    "xlsx": lambda content: _book("xlsx", content),
    "ods": lambda content: _book("ods", content),
    "ics": _ics,
    "csv": lambda content: content.decode("utf-8-sig"),
}
