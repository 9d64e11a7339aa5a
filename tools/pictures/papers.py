"""What is printed: documents and sheets, each as a browser puts it on paper, a few of its pages side by side."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from facilitator.engine.synthesis import report
from facilitator.engine.synthesis.compendium import compendium
from facilitator.exporters import Document, export, export_proceedings
from facilitator.printing import print_pack
from facilitator.store.scripts import find_script, read_script
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.sample import play
from tools.pictures.camera import keep
from tools.pictures.moments import HOME, ended

RESOLUTION: Final = 60
"""Dots per inch: a page is taken in at a glance, and weighs little."""
GAP: Final = 12
BEHIND: Final = "#c9c9c9"
WORKSHOPS: Final = ("stats", "messageries", "commentaires-politiques", "posts", "stories")


def _document(document: Document) -> bytes:
    return export(report(play().state), "html", document, UTC)


def _proceedings() -> bytes:
    # Rehearsals are all the same session: each is given the name of a laptop of its own.
    reports = [replace(report(ended(f"au-secours-{name}")), session=name) for name in WORKSHOPS]
    return export_proceedings(compendium(reports, "Au secours\u00a0! Actes des cinq ateliers", 5), "html", UTC)


@cache
def _pack() -> dict[str, bytes]:
    script = read_script(find_script("au-secours-stats")).script
    assert script is not None
    sheets = print_pack(script, join=f"{HOME}/j/K7PM")
    return {sheet.name.partition("-")[2].removesuffix(".html"): sheet.page for sheet in sheets}


_PAPERS: Final[tuple[tuple[str, Callable[[], bytes], tuple[int, ...]], ...]] = (
    ("document-account", lambda: _document("account"), (1, 3)),
    ("document-take-away", lambda: _document("take-away"), (1,)),
    ("document-proceedings", _proceedings, (1, 2)),
    ("print-poster", lambda: _pack()["poster"], (1,)),
    ("print-run-sheet", lambda: _pack()["run-sheet"], (1, 2)),
    ("print-stance-cards", lambda: _pack()["stance-cards"], (1,)),
)
"""Names, how each is made, and which of its pages are shown."""


def take(folder: Path, words: list[str]) -> Iterator[Path]:
    """Each picture whose name holds one of the words."""
    wanted = [paper for paper in _PAPERS if not words or any(word in paper[0] for word in words)]
    # Made first: a rehearsal needs a loop of its own, and Playwright has one running here.
    made = [(name, make(), sheets) for name, make, sheets in wanted]
    if not made:
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for name, page, sheets in made:
            yield keep(_printed(browser, page, sheets), folder / f"{name}.png")
        browser.close()


def _printed(browser: Browser, page: bytes, sheets: tuple[int, ...]) -> Image.Image:
    with browser.new_context(offline=True) as context, TemporaryDirectory() as folder:
        shown = context.new_page()
        shown.set_content(page.decode())
        file = Path(folder, "page.pdf")
        file.write_bytes(shown.pdf(prefer_css_page_size=True))
        taken = [_sheet(file, number) for number in sheets]
    wide = sum(sheet.width + GAP for sheet in taken) + GAP
    board = Image.new("RGB", (wide, max(sheet.height for sheet in taken) + 2 * GAP), BEHIND)
    at = GAP
    for sheet in taken:
        board.paste(sheet, (at, GAP))
        at += sheet.width + GAP
    return board


def _sheet(file: Path, number: int) -> Image.Image:
    only = ("-f", str(number), "-l", str(number), "-r", str(RESOLUTION), "-png")
    drawn = subprocess.run(["pdftoppm", *only, file], check=True, capture_output=True).stdout
    return Image.open(BytesIO(drawn)).convert("RGB")
