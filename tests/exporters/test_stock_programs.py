"""What programs that know nothing of ours make of the files: no warning, no missing cell."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile

import pytest

from facilitator.engine.synthesis import Report, report
from facilitator.engine.synthesis.compendium import compendium
from facilitator.exporters import DOCUMENTS, FORMATS, PROCEEDINGS, Document, export, export_proceedings
from facilitator.exporters.json import read
from facilitator.exporters.sheets import sheets
from facilitator.printing import print_pack
from facilitator.store.scripts import find_script, read_script
from tests.exporters.test_json import STATES

ROOT = Path(__file__).parents[2]
WHO = ("whole", "hostile", "figures", "paper")
BOOKS = ("xlsx", "ods")
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"
"""Semicolons, UTF-8, cells as they are shown, a file for each sheet."""


def made(who: str) -> Report:
    return report(STATES[who]())


def pages() -> Iterator[tuple[str, bytes]]:
    """Every page that we publish or print, by name."""
    for who in WHO:
        for document in DOCUMENTS:
            yield f"{who} {document}", export(made(who), "html", document, UTC)
    yield "proceedings", export_proceedings(compendium([made(who) for who in WHO], "Actes"), "html", UTC)
    reading = read_script(find_script("au-secours-stats"))
    assert reading.draft is not None
    yield from ((sheet.name, sheet.page) for sheet in print_pack(reading.draft))


@pytest.mark.needs("tidy")
def test_a_checker_of_pages_has_nothing_to_say_of_any() -> None:
    told = {name: _tidy(page) for name, page in pages()}
    assert len(told) > 10
    assert told == dict.fromkeys(told, "")


@pytest.mark.needs("tidy")
def test_the_checker_would_say_so() -> None:
    page = export(made("whole"), "html", zone=UTC)
    assert "discarding unexpected </section>" in _tidy(page.replace(b"</main>", b"</section></main>"))


def _tidy(page: bytes) -> str:
    command = ["tidy", "-errors", "-quiet", "-utf8", "--drop-empty-elements", "no"]
    return subprocess.run(command, input=page, capture_output=True).stderr.decode()


@pytest.mark.parametrize("format_", ["odt", "docx", "ods", "xlsx"])
@pytest.mark.parametrize("who", WHO)
def test_every_part_of_an_office_file_is_sound_xml(who: str, format_: str) -> None:
    with ZipFile(BytesIO(export(made(who), format_, zone=UTC))) as archive:
        parts = [name for name in archive.namelist() if name.endswith((".xml", ".rels", ".rdf"))]
        assert len(parts) > 3
        for name in parts:
            # LibreOffice keeps a part without a word for the keys of a document.
            if name != "Configurations2/accelerator/current.xml":
                fromstring(archive.read(name))


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every sheet of every workbook, as LibreOffice shows it."""
    folder = tmp_path_factory.mktemp("sheets")
    books = [folder / f"{who}-{format_}.{format_}" for who in WHO for format_ in BOOKS]
    for book in books:
        book.write_bytes(export(made(book.stem.partition("-")[0]), book.suffix[1:], zone=UTC))
    with TemporaryDirectory() as profile:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", EVERY_SHEET,
             "--outdir", str(folder), *map(str, books)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    return folder


@pytest.mark.slow
@pytest.mark.needs("soffice")
@pytest.mark.xdist_group("office")
@pytest.mark.parametrize("format_", BOOKS)
@pytest.mark.parametrize("who", WHO)
def test_libreoffice_shows_every_cell_of_every_sheet_as_it_was_written(opened: Path, who: str, format_: str) -> None:
    for sheet in sheets(made(who), UTC):
        with (opened / f"{who}-{format_}-{sheet.name}.csv").open(encoding="utf-8", newline="") as file:
            shown = [[_figure(cell) for cell in row] for row in csv.reader(file, delimiter=";")]
        assert shown == [
            ["" if cell is None else _figure(str(cell)) for cell in row] for row in (sheet.headers, *sheet.rows)
        ]


def _figure(cell: str) -> str:
    """A number however it is written: 2, 2.0, « 2,0 »."""
    return re.sub(r"^(-?\d+)[.,]0+$", r"\1", re.sub(r"^(-?\d+),(\d+)$", r"\1.\2", cell))


DIGESTS = """
import sys
from hashlib import sha256
from pathlib import Path
from tests.exporters.test_stock_programs import every_file
for name, content in every_file(Path(sys.argv[1])):
    print(name, sha256(content).hexdigest())
"""


def every_file(brought: Path) -> Iterator[tuple[str, bytes]]:
    """Every document of the reports in a folder, in every format."""
    brought_back = [one for file in sorted(brought.glob("*.json")) for one in read(file.read_bytes())]
    for format_, how in FORMATS.items():
        documents: tuple[Document, ...] = ("account",) if how.data else tuple(DOCUMENTS)
        for document in documents:
            yield from (
                (f"{one.session} {document} {format_}", export(one, format_, document, UTC)) for one in brought_back
            )
    gathered = compendium(brought_back, "Actes")
    yield from ((f"proceedings {format_}", export_proceedings(gathered, format_, UTC)) for format_ in PROCEEDINGS)


@pytest.mark.slow
def test_the_same_sessions_give_the_same_bytes_on_another_machine(tmp_path: Path) -> None:
    for who in ("whole", "paper"):
        (tmp_path / f"{who}.json").write_bytes(export(made(who), "json"))
    machines = (
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C", "LANG": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "LANG": "fr_FR.UTF-8"},
    )
    command = [sys.executable, "-c", DIGESTS, str(tmp_path)]
    running = [
        subprocess.Popen(command, env={"PYTHONPATH": str(ROOT), **machine}, cwd=ROOT, stdout=subprocess.PIPE)
        for machine in machines
    ]
    here, elsewhere = (process.communicate(timeout=120)[0].decode().splitlines() for process in running)
    assert len(here) > 40
    assert here == elsewhere
