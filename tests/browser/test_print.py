"""What is printed, in a real browser: readable by all, and within the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from facilitator.printing import print_pack
from facilitator.store.scripts import find_script, read_script

MOST_PAGES = 7


SHEETS = [
    *((name, "run-sheet") for name in ("au-secours-stats", "au-secours-messageries", "troika")),
    *(("debat-mouvant", name) for name in ("poster", "speaking-rule", "cards", "ballots", "stance-cards")),
]
A4, A3_LANDSCAPE = (595, 842), (1191, 842)


@pytest.fixture(params=SHEETS, ids="-".join)
def sheet(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A sheet, opened from the disk by a browser that has no network."""
    workshop, name = request.param
    script = read_script(find_script(workshop)).script
    assert script is not None
    made = next(made for made in print_pack(script) if made.name.endswith(f"-{name}.html"))
    (tmp_path / made.name).write_bytes(made.page)
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((tmp_path / made.name).as_uri())
    yield page
    context.close()


def test_a_sheet_has_no_fault_that_axe_knows(sheet: Page) -> None:
    found = Axe().run(sheet).response["violations"]
    assert found == [], [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found]


@pytest.mark.parametrize("width", [360, 1280])
def test_a_sheet_is_never_wider_than_the_screen(sheet: Page, width: int) -> None:
    sheet.set_viewport_size({"width": width, "height": 800})
    assert sheet.evaluate("document.documentElement.scrollWidth") <= width


def test_a_sheet_prints_on_a_few_pages_of_a4_and_the_rule_on_one_of_a3(sheet: Page) -> None:
    printed = sheet.pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert 0 < len(sizes) <= MOST_PAGES
    paper = {(round(float(width)), round(float(height))) for width, height in sizes}
    assert paper == {A3_LANDSCAPE if sheet.url.endswith("-speaking-rule.html") else A4}
    assert len(sizes) == 1 or not sheet.url.endswith(("-speaking-rule.html", "-poster.html"))
