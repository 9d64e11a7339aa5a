"""Who is in the room during a whole workshop: three phones, the mirror, and a facilitator's remote, in one browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Final
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.browser.conftest import PHONE
from tests.browser.room import Room

PROJECTOR: Final = {"width": 1280, "height": 720}


class Face:
    """A page, and all that its browser ever asked for."""

    def __init__(self, browser: Browser, address: str, **options: Any) -> None:
        self.context: BrowserContext = browser.new_context(**{"viewport": PHONE, **options})
        self.asked: list[Request] = []
        self.faults: list[str] = []
        self.context.on("request", lambda request: self.asked.append(request))
        self.context.on("weberror", lambda error: self.faults.append(str(error.error)))
        self.address = address
        self.page = self.open()

    def open(self) -> Page:
        """A page of this browser, at the address it was given."""
        self.page = self.context.new_page()
        self.page.set_default_timeout(8000)
        self.page.goto(self.address)
        return self.page

    def press(self, button: str) -> None:
        """The first button of that name."""
        self.page.get_by_role("button", name=button, exact=True).first.click()

    def unfold(self, fold: str) -> None:
        """Opens what is folded, unless it is open already."""
        folded = self.page.locator(f"{fold}:not([open])").locator("summary").first
        if folded.count():
            folded.click()

    def violations(self) -> list[str]:
        """What would be in somebody's way, every fold open."""
        self.page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        found = Axe().run(self.page).response["violations"]
        return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]

    @property
    def strangers(self) -> set[str]:
        """Hosts asked for anything, other than the room's own."""
        return {urlsplit(request.url).netloc for request in self.asked} - {urlsplit(self.address).netloc}

    def kinds(self) -> dict[str, int]:
        """How many requests of each kind."""
        kinds = [request.resource_type for request in self.asked]
        return {kind: kinds.count(kind) for kind in kinds}

    def weights(self) -> list[int]:
        """Bytes of each page that came, headers included."""
        sizes = [request.sizes() for request in self.asked if request.resource_type == "document"]
        return [size["responseHeadersSize"] + size["responseBodySize"] for size in sizes]


class Phone(Face):
    """A phone; without scripts, each news is a page asked for again."""

    def __init__(self, browser: Browser, address: str, *, scripts: bool = True) -> None:
        self.scripts = scripts
        super().__init__(browser, address, java_script_enabled=scripts)

    def sees(self, title: str) -> None:
        """The room has come to this, and so has the phone."""
        if not self.scripts:
            self.page.goto(self.address)
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)

    def writes(self, text: str) -> None:
        """In the first field there is."""
        self.page.locator("form.write textarea").first.fill(text)

    def gives(self, text: str, button: str = "Envoyer") -> None:
        """Writes, sends, and sees it received."""
        self.writes(text)
        self.press(button)
        self.is_heard()

    def is_heard(self) -> None:
        """What was sent is on the host's disk."""
        expect(self.page.locator("#status")).to_have_text(re.compile("Reçu|reçu"))

    def goes(self, *, offline: bool) -> None:
        self.context.set_offline(offline)


class Company:
    """Everybody."""

    def __init__(self, browser: Browser, room: Room) -> None:
        self.room = room
        self.home = room.join.partition("/j/")[0]
        self.lea, self.marc = Phone(browser, room.join), Phone(browser, room.join)
        self.nour = Phone(browser, room.join, scripts=False)
        self.mirror = Face(browser, f"{self.home}/screen", viewport=PROJECTOR)
        self.remote = Face(browser, room.remote)
        self.phones = (self.lea, self.marc, self.nour)
        self.faces: dict[str, Face] = {"phone": self.lea, "mirror": self.mirror, "remote": self.remote}

    def go_on(self) -> None:
        """The facilitator goes to the next phase, whatever is at stake."""
        if self.remote.page.locator("#leave").count():
            self.remote.unfold("#leave")
            self.remote.press("Passer quand même")
        else:
            self.remote.page.get_by_role("button", name=re.compile("^Étape suivante")).click()

    def are_at(self, title: str) -> None:
        """Everybody sees that the room is there."""
        expect(self.mirror.page.locator("h2").first).to_have_text(title)
        for phone in self.phones:
            phone.sees(title)

    def close(self) -> None:
        for face in (*self.phones, self.mirror, self.remote):
            face.context.close()


@contextmanager
def company(browser: Browser, room: Room) -> Iterator[Company]:
    """Everybody, until the room is empty."""
    with ExitStack() as leaving:
        everybody = Company(browser, room)
        leaving.callback(everybody.close)
        yield everybody
