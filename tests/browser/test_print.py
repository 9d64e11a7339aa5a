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


@pytest.fixture(params=["au-secours-stats", "au-secours-messageries", "troika"])
def sheet(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A run sheet, opened from the disk by a browser that has no network."""
    script = read_script(find_script(request.param)).script
    assert script is not None
    [made] = print_pack(script)
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


def test_a_sheet_prints_on_a_few_pages_of_a4(sheet: Page) -> None:
    printed = sheet.pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert 0 < len(sizes) <= MOST_PAGES
    assert all((round(float(width)), round(float(height))) == (595, 842) for width, height in sizes)
