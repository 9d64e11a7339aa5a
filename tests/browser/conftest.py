"""A real Chromium, a real host in a process of its own, and phones in the room."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.room import Room, room
from tests.browser.still import PHONE as PHONE

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = (
    "--no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync"
).split()

Joins = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.needs("chromium"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the tests of a file; each test has contexts of its own.

    Not for a whole session: while Playwright is there, a loop runs in this thread, and no asyncio test can run.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def hosted(tmp_path: Path) -> Iterator[Room]:
    """A workshop that begins."""
    with room(tmp_path) as hosted:
        hosted.do("start-phase")
        yield hosted


@pytest.fixture
def joins(browser: Browser, hosted: Room) -> Iterator[Joins]:
    """Lets a phone in: `joins()`, or `joins(java_script_enabled=False)`."""
    contexts: list[BrowserContext] = []

    def join(**options: object) -> Page:
        context = browser.new_context(viewport=PHONE, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.goto(hosted.join)
        return page

    yield join
    for context in contexts:
        context.close()
