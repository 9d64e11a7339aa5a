"""The mirror and the remote at every moment of a workshop: readable by all, on a phone and on a projector."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from facilitator.engine import commands as c
from facilitator.engine.suggestions import Attention
from facilitator.engine.views import Room, console_view
from facilitator.locale import Language
from facilitator.web.control import CONTROL
from facilitator.web.control_context import context_of as control_context
from facilitator.web.mirror import MIRROR
from facilitator.web.mirror import context_of as mirror_context
from tests.browser.still import PHONE, served
from tests.sample import Playing
from tests.tui.screen.workshop import JOIN, doubts, elsewhere, every_moment, seen

PROJECTOR = {"width": 1280, "height": 720}
ROOM = Room(
    join=JOIN, screen="http://192.168.8.1:8017/screen", remote="http://127.0.0.1:8017/remote/clef", connected=14
)


def moderated() -> Playing:
    """Ideas that wait, one that is masked, one put aside."""
    playing = doubts()
    playing.do(c.SetReview(True))
    playing.do(c.SubmitIdea("w", "Encore une, à relire", "phone", "quelqu’un", column="On me le réclame"))
    first, second, *_others = playing.state.ideas
    playing.do(c.Mask(first), c.Park(second), c.ShowMessage("On se retrouve au fond de la salle."))
    return playing


def proposed() -> Playing:
    """Groups that nobody has made yet, beside one that the room has made."""
    playing = elsewhere("6-3-5", "ecriture")
    trees = ("Planter des arbres", "Des arbres au parc", "Plus d’arbres en ville", "Des arbres devant l’école")
    pensions = ("Indexer les retraites", "Les petites retraites", "Des retraites à temps", "Les retraites des artisans")
    playing.do(
        *(
            c.SubmitIdea(f"k{number}", text, "paper")
            for number, text in enumerate((*trees, *pensions, "Un budget clair"))
        )
    )
    playing.do(c.GoToPhase("familles"), c.CreateTheme("t", "Le budget", ("k8",)))
    return playing


MOMENTS = {**every_moment(), "moderated": moderated(), "proposed": proposed()}


def mirror_of(moment: str) -> bytes:
    return MIRROR.whole("fr", {**mirror_context(seen(MOMENTS[moment], JOIN)), "still": True})


def control_of(moment: str, language: Language = "fr") -> bytes:
    playing = MOMENTS[moment]
    noticed = replace(ROOM, suggestions=Attention("fr").look(playing.state))
    view = console_view(playing.state, playing.now, noticed)
    context = control_context(view, playing.state, language, everything=False)
    about = {"home": "/remote/clef", "all": False, "new_id": "ab12", "draft": {}, "told": "C’est fait."}
    return CONTROL.whole(language, {**context, **about})


UNFOLD = "document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"
PAGES = {"mirror": (MIRROR, mirror_of), "remote": (CONTROL, control_of)}


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]


def without_scripts(page: bytes) -> bytes:
    """What a browser without scripts makes of a page: axe itself needs them."""
    bare = re.sub(rb"<script>.*?</script>", b"", page, flags=re.DOTALL)
    return bare.replace(b"<noscript>", b"").replace(b"</noscript>", b"")


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_in_the_way_of_anybody(browser: Browser, name: str, moment: str, scripts: bool) -> None:
    document, draw = PAGES[name]
    whole = draw(moment)
    scheme = "light" if scripts else "dark"
    page = served(browser, document, whole if scripts else without_scripts(whole), color_scheme=scheme)
    page.evaluate(UNFOLD)

    assert violations(page) == []
    page.context.close()


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("name", PAGES)
def test_letters_twice_as_large_need_no_sideways_scrolling(browser: Browser, name: str, moment: str) -> None:
    document, draw = PAGES[name]
    page = served(browser, document, draw(moment))

    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.context.close()


TARGETS = """() => [...document.querySelectorAll("button, summary, nav a, textarea, select, input:not([type=hidden])")]
  .filter((each) => each.offsetParent && !each.closest("label.tick"))
  .map((each) => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
  .filter(([, box]) => box.height < 43.9 || box.width < 43.9)
  .map(([html]) => html)"""


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_thumb_finds_every_target_of_the_remote(browser: Browser, moment: str) -> None:
    page = served(browser, CONTROL, control_of(moment))
    page.evaluate(UNFOLD)

    assert page.evaluate(TARGETS) == []
    page.context.close()


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_prompt_and_the_time_are_in_sight_on_a_projector(browser: Browser, moment: str) -> None:
    page = served(browser, MIRROR, mirror_of(moment), viewport=PROJECTOR)

    for words in page.locator("#time .words").all():
        box = words.bounding_box()
        assert box is not None and box["y"] + box["height"] <= PROJECTOR["height"]
    page.context.close()
