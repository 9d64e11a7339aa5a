"""The page one takes home: read on a small phone, by day and by night, aloud, on paper, and without scripts."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from facilitator.engine.synthesis.keepsake import keepsake
from facilitator.exporters.html import render
from facilitator.exporters.outline.takeaway import personal
from facilitator.web.take_away import page_of
from tests.browser.conftest import PHONE, Joins
from tests.browser.room import Room
from tests.sample import PEOPLE, play

STATE = play().state
PAGES = {
    "page": page_of(STATE, PEOPLE[0]).decode(),
    "file": render(personal(keepsake(STATE, PEOPLE[0]), None)).decode(),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", PAGES)
def test_nothing_is_in_the_way_of_anybody(browser: Browser, kind: str, scheme: str) -> None:
    with browser.new_context(viewport=PHONE, color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.set_content(PAGES[kind])

        assert [rule["id"] for rule in Axe().run(page).response["violations"]] == []
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_on_paper_the_room_s_part_holds_on_two_sides_and_the_links_are_gone(browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.set_content(PAGES["page"])

        printed = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2
        page.emulate_media(media="print")
        expect(page.get_by_role("navigation")).to_be_hidden()


@pytest.mark.parametrize("scripts", [True, False])
def test_it_is_one_press_away_at_the_end_and_can_be_kept(hosted: Room, joins: Joins, scripts: bool) -> None:
    hosted.go("doutes")
    phone = joins(java_script_enabled=scripts)
    phone.get_by_label("Votre idée").fill("Mes mots à moi")
    phone.get_by_role("button", name="Envoyer", exact=True).click()
    expect(phone.locator(".cards").first).to_contain_text("Mes mots à moi")
    hosted.do("end-session")
    if not scripts:
        phone.reload()

    phone.get_by_role("link", name="Ma page à emporter").click()
    expect(phone.get_by_role("heading", name="Ce que j’ai écrit")).to_be_visible()
    expect(phone.locator("main")).to_contain_text("Mes mots à moi")
    with phone.expect_download() as kept:
        phone.get_by_role("link", name="Enregistrer cette page").click()

    assert re.search(r"take-away-.*\.html$", kept.value.suggested_filename)
    assert "Mes mots à moi" in kept.value.path().read_text(encoding="utf-8")
