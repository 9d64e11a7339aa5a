"""The mirror follows the room, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.room import Room
from tests.harness.waiting import wait_until

PROJECTOR: ViewportSize = {"width": 1280, "height": 720}


@pytest.fixture
def mirror(browser: Browser, hosted: Room) -> Iterator[Page]:
    """The mirror on a projector."""
    context = browser.new_context(viewport=PROJECTOR)
    page = context.new_page()
    page.set_default_timeout(8000)
    page.goto(screen_of(hosted))
    yield page
    context.close()


def screen_of(hosted: Room) -> str:
    return f"{hosted.join.partition('/j/')[0]}/screen"


def test_it_follows_from_phase_to_phase_and_tells_it_aloud(hosted: Room, mirror: Page) -> None:
    hosted.go("doutes")

    expect(mirror.locator("h2")).to_have_text("Ce qui coince")
    expect(mirror.locator("#told")).to_contain_text("Étape 2")
    assert mirror.locator("#told").get_attribute("role") == "status"


def test_only_blank_cards_before_the_reveal_then_the_words(hosted: Room, mirror: Page) -> None:
    hosted.go("doutes")
    hosted.do("submit-idea", id="a", text="Le tableau du lundi", column="Je ne sais pas lire")
    expect(mirror.locator("#scene")).to_contain_text("1 carte")
    assert "Le tableau du lundi" not in mirror.content()

    hosted.do("reveal")

    expect(mirror.locator("#i-a")).to_have_text("Le tableau du lundi")


def test_an_idea_that_comes_leaves_the_others_where_they_are(hosted: Room, mirror: Page) -> None:
    hosted.go("doutes")
    hosted.do("reveal")
    hosted.do("submit-idea", id="a", text="La première", column="Je ne sais pas lire")
    expect(mirror.locator("#i-a")).to_be_visible()
    mirror.evaluate("window.first = document.getElementById('i-a')")

    hosted.do("submit-idea", id="b", text="La seconde", column="Je ne sais pas lire")

    expect(mirror.locator("#i-b")).to_be_visible()
    assert mirror.evaluate("window.first === document.getElementById('i-a')"), "a reader would lose the line"


def test_the_time_runs_without_news_and_stands_still_in_a_pause(hosted: Room, mirror: Page) -> None:
    bar = mirror.locator("#time rect")
    before = float(bar.get_attribute("width") or 0)
    wait_until(lambda: float(bar.get_attribute("width") or 0) < before, "the bar to run down")

    hosted.do("pause")

    expect(mirror.locator("#time .words")).to_have_text("En pause")


def test_a_blank_screen_is_blank(hosted: Room, mirror: Page) -> None:
    hosted.do("blank-screen", blank=True)

    expect(mirror.locator("main")).to_have_text("")
    expect(mirror.locator("#told")).to_have_text("L’écran est éteint un instant.")


def test_a_network_that_comes_back_is_caught_up_with(hosted: Room, mirror: Page) -> None:
    mirror.context.set_offline(True)
    hosted.go("doutes")
    mirror.context.set_offline(False)

    expect(mirror.locator("h2")).to_have_text("Ce qui coince", timeout=15_000)


def test_a_host_that_dies_leaves_what_was_known_and_is_followed_again(hosted: Room, mirror: Page) -> None:
    hosted.kill()
    expect(mirror.locator("#lost")).to_have_text("on se reconnecte…")
    expect(mirror.locator("h2")).to_have_text("Bonjour, et je n’y comprends rien")

    hosted.come_back()
    hosted.go("doutes")

    expect(mirror.locator("h2")).to_have_text("Ce qui coince", timeout=15_000)
    expect(mirror.locator("#lost")).to_have_text("")


def test_without_scripts_it_is_all_there_and_reloads_itself(browser: Browser, hosted: Room) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(screen_of(hosted))
    expect(page.locator("h2")).to_have_text("Bonjour, et je n’y comprends rien")

    hosted.go("doutes")

    expect(page.locator("h2")).to_have_text("Ce qui coince", timeout=15_000)
    page.get_by_role("link", name="Ne plus la recharger").click()
    assert page.locator("meta[http-equiv=refresh]").count() == 0
    context.close()


def test_one_request_and_a_stream_are_all_it_asks_for(browser: Browser, hosted: Room) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(screen_of(hosted))
    expect(page.locator("h2")).to_be_visible()

    home = screen_of(hosted)
    wait_until(lambda: len(asked) >= 2, "the stream")
    assert asked == [home, f"{home}/live"]
    context.close()


def test_a_long_list_gives_way_until_a_projector_shows_it_all(hosted: Room, mirror: Page) -> None:
    mirror.set_viewport_size({"width": 1280, "height": 720})
    hosted.go("doutes")
    size = "parseFloat(getComputedStyle(document.body).fontSize)"
    whole = mirror.evaluate(size)
    for number in range(15):
        column = f"Je ne sais pas {('mesurer', 'lire', 'dire')[number % 3]}"
        text = f"Une carte assez longue pour deux lignes, la {number}"
        hosted.do("submit-idea", id=f"long-{number}", text=text, column=column)
    hosted.do("reveal")

    expect(mirror.get_by_text("deux lignes, la 14")).to_be_visible()
    wait_until(lambda: mirror.evaluate(size) < whole, "letters to give way")
    assert mirror.evaluate("document.documentElement.scrollHeight <= innerHeight")
