"""What a phone shows in every kind of phase: readable by all, light, and nothing asked of anybody else."""

from __future__ import annotations

from importlib.resources.abc import Traversable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from facilitator.engine.views import PhoneView
from facilitator.engine.wording import Language
from facilitator.store.scripts import read_script, shipped_scripts
from facilitator.web.phone.page import page_response, render, render_door
from tests.browser.conftest import Joins
from tests.browser.room import Room
from tests.browser.scenes import met, scenes
from tests.browser.still import PHONE, scene_shown, shown

SCENES = dict(scenes())


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scene", SCENES)
def test_nothing_is_in_the_way_of_anybody(browser: Browser, scene: str, scheme: str) -> None:
    with scene_shown(browser, SCENES[scene], color_scheme=scheme) as phone:
        phone.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")

        assert violations(phone) == []


def test_the_door_is_as_open(browser: Browser) -> None:
    with shown(browser, render_door(told="Ce n’est pas le code de cet atelier.")) as phone:
        assert violations(phone) == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_kind_speaks_the_workshop_s_language(browser: Browser, language: Language) -> None:
    for name, view in scenes(language):
        text = render(view, code="").decode()

        assert f'<html lang="{language}">' in text
        assert ("Actualiser la page" in text) == (language == "fr"), name
        assert ("Refresh the page" in text) == (language == "en"), name


@pytest.mark.parametrize("scene", SCENES)
def test_letters_twice_as_large_need_no_sideways_scrolling(browser: Browser, scene: str) -> None:
    with scene_shown(browser, SCENES[scene]) as phone:
        phone.evaluate("document.documentElement.style.fontSize = '200%'")

        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


TARGETS = """() => [...document.querySelectorAll("button, summary, a, textarea, input:not([type=hidden])")]
  .filter((each) => each.offsetParent && !each.closest("label.check"))
  .map((each) => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
  .filter(([, box]) => box.height < 43.9 || box.width < 43.9)
  .map(([html]) => html)"""


@pytest.mark.parametrize("scene", SCENES)
def test_a_thumb_finds_every_target(browser: Browser, scene: str) -> None:
    with scene_shown(browser, SCENES[scene]) as phone:
        assert phone.evaluate(TARGETS) == []


@pytest.mark.parametrize("scene", ["collect", "vote", "matrix"])
def test_a_thumb_finds_what_is_there_only_without_scripts(browser: Browser, scene: str) -> None:
    with scene_shown(browser, SCENES[scene], java_script_enabled=False) as phone:
        assert phone.evaluate(TARGETS) == []


@pytest.mark.parametrize("scene", SCENES)
def test_every_page_is_under_nine_kilobytes(scene: str) -> None:
    assert weight(SCENES[scene]) <= 9_000


@pytest.mark.parametrize("file", shipped_scripts(), ids=lambda file: file.name)
def test_every_phase_that_is_shipped_is_met_on_such_a_page(file: Traversable) -> None:
    script = read_script(file).script
    assert script is not None

    assert {phase: weight(view) for phase, view in met(script) if weight(view) > 9_000} == {}


def weight(view: PhoneView) -> int:
    """Bytes of the page on its way."""
    return len(page_response(render(view, code="BXKTRM"), "gzip").body)


def test_one_request_makes_the_form_usable_and_fits_one_window(hosted: Room, joins: Joins) -> None:
    hosted.go("doutes")
    phone = joins()
    log = phone.context.new_cdp_session(phone)
    log.send("Network.enable")
    sizes: dict[str, float] = {}
    kinds: dict[str, str] = {}
    log.on("Network.requestWillBeSent", lambda event: kinds.update({event["requestId"]: event["type"]}))
    log.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))

    phone.reload()
    phone.get_by_label("Votre idée").fill("Utilisable")

    [page] = (request for request, kind in kinds.items() if kind == "Document")
    # The stream begins once the page is there, and the room is told that somebody types.
    assert set(kinds.values()) <= {"Document", "EventSource", "Fetch"}
    assert sizes[page] <= 10_000, "headers included"


def test_the_page_needs_no_secure_address(hosted: Room, joins: Joins) -> None:
    phone = joins()
    if phone.evaluate("window.isSecureContext"):
        pytest.skip("no address here but the loopback, which browsers trust")

    phone.get_by_role("button", name="Je demande la parole").click()
    phone.get_by_text("C’est noté : votre tour viendra.").wait_for()


def test_the_notice_comes_before_the_first_field_in_eighty_words_at_most(browser: Browser) -> None:
    with scene_shown(browser, SCENES["collect-first"]) as page:
        notice = page.locator(".notice p").inner_text()
        text = page.locator("main").inner_html()

        assert len([word for word in notice.split() if word not in (":", ";")]) <= 80
        assert all(word in notice for word in ("gardés", "30 jours", "La salle les lit", "effacer"))
        assert text.index("notice") < text.index("<textarea")
