"""The documents that organisers publish, as a browser shows and prints them."""

from __future__ import annotations

import re
from datetime import UTC

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from facilitator.engine.synthesis import report
from facilitator.engine.synthesis.compendium import compendium
from facilitator.exporters import export, export_proceedings
from tests.exporters.hostile import hostile_state
from tests.exporters.test_proceedings import five
from tests.sample import play

PAGES = {
    "account": export(report(play().state), "html", "account", UTC),
    "take-away": export(report(play().state), "html", "take-away", UTC),
    "hostile": export(report(hostile_state()), "html", "account", UTC),
    "proceedings": export_proceedings(compendium(five(), "Actes"), "html", UTC),
}


@pytest.mark.parametrize("kind", PAGES)
def test_no_fault_that_axe_knows_and_nothing_wider_than_a_phone(browser: Browser, kind: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        page.set_content(PAGES[kind].decode())
        assert [rule["id"] for rule in Axe().run(page).response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_what_people_take_home_holds_on_one_sheet(browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.set_content(PAGES["take-away"].decode())
        printed = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
