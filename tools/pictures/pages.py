"""The pages at each moment: phones and remote as large as a phone, the mirror there and on a projector."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from facilitator.engine.views import console_view, phone_view, public_view
from facilitator.web.control import CONTROL
from facilitator.web.control_context import context_of as control_context
from facilitator.web.mirror import MIRROR
from facilitator.web.mirror import context_of as mirror_context
from facilitator.web.take_away import page_of
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.still import PHONE, scene_shown, served
from tools.pictures.camera import keep
from tools.pictures.moments import MOMENTS, Still, named

PROJECTOR: Final[ViewportSize] = {"width": 1280, "height": 720}
SOMEBODY: Final = "simulated002"


@contextmanager
def _phone(browser: Browser, still: Still, **options: Any) -> Iterator[Page]:
    # A page that is served from elsewhere than its room's address would offer to follow it there.
    view = phone_view(still.state, still.now, replace(still.room, home=""), SOMEBODY)
    with scene_shown(browser, view, **options) as page:
        yield page


@contextmanager
def _mirror(browser: Browser, still: Still, **options: Any) -> Iterator[Page]:
    view = public_view(still.state, still.now, still.room)
    html = MIRROR.whole(view["language"], {**mirror_context(view), "still": True})
    page = served(browser, MIRROR, html, **options)
    yield page
    page.context.close()


@contextmanager
def _remote(browser: Browser, still: Still, **options: Any) -> Iterator[Page]:
    view = console_view(still.state, still.now, still.room)
    language = still.state.script.workshop.language
    context = control_context(view, still.state, language, everything=False)
    about = {"home": "/remote/clef", "all": False, "new_id": "ab12", "draft": {}, "told": ""}
    page = served(browser, CONTROL, CONTROL.whole(language, {**context, **about}), **options)
    yield page
    page.context.close()


@contextmanager
def _take_away(browser: Browser, still: Still, **options: Any) -> Iterator[Page]:
    with browser.new_context(**options) as context:
        page = context.new_page()
        page.set_content(page_of(still.state, SOMEBODY).decode())
        yield page


_EVERY: Final = tuple(moment.name for moment in MOMENTS)
_FACES: Final[tuple[tuple[str, Callable[..., Any], Iterable[str], ViewportSize, str], ...]] = (
    ("phone", _phone, _EVERY, PHONE, "light"),
    ("phone", _phone, _EVERY, PHONE, "dark"),
    ("mirror", _mirror, _EVERY, PHONE, "dark"),
    ("mirror", _mirror, _EVERY, PROJECTOR, "light"),
    ("remote", _remote, _EVERY, PHONE, "dark"),
    ("take-away", _take_away, ("end",), PHONE, "light"),
)


def take(folder: Path, words: list[str], *, whole: bool = False) -> Iterator[Path]:
    """Each picture whose name holds one of the words; `whole` pages, or what stands above the fold."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for face, shown, moments, size, scheme in _FACES:
            for moment in moments:
                name = f"{face}-{moment}-{size['width']}-{scheme}"
                if not words or any(word in name for word in words):
                    with shown(browser, named(moment), viewport=size, color_scheme=scheme) as page:
                        picture = page.screenshot(full_page=whole)
                    yield keep(Image.open(BytesIO(picture)).convert("RGB"), folder / f"{name}.png")
        browser.close()
