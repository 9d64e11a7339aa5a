"""A phone's browser on the other side of a network whose address changes: who one is and what one typed come along."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from facilitator.engine.state import SessionState
from facilitator.store.opening import load_state
from tests.browser.conftest import ARGUMENTS, CHROMIUM, PHONE
from tests.browser.scenes import WORKSHOP
from tests.harness.networks import Machine, machine, serving
from tests.harness.waiting import wait_until

pytestmark = pytest.mark.needs("unshare")

WIFI, CABLE = "10.77.1.1", "10.77.2.1"


@dataclass(frozen=True)
class Room:
    """A laptop with two networks, a phone on both."""

    laptop: Machine
    phone: Machine
    told: dict[str, str]
    sessions: Path

    def do(self, command: str, **fields: object) -> None:
        """A gesture of the facilitator."""
        assert self.laptop.ask("POST", f"{self.told['remote']}/{command}", json.dumps(fields))[0] == 201

    @property
    def state(self) -> SessionState:
        """What the disk knows."""
        return load_state(next(self.sessions.iterdir()))


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with machine() as laptop, machine(beside=laptop) as phone:
        for interface, network in (("wlan0", "10.77.1"), ("eth0", "10.77.2")):
            laptop.wired(interface, phone, f"to-{interface}")
            laptop.has(interface, f"{network}.1")
            phone.has(f"to-{interface}", f"{network}.2")
        with serving(laptop, "--data", str(tmp_path / "data"), "serve", str(WORKSHOP)) as told:
            room = Room(laptop, phone, told, tmp_path / "data" / "sessions")
            room.do("start-phase")
            room.do("go-to-phase", phase="doutes")
            yield room


@pytest.fixture
def page(room: Room, tmp_path: Path) -> Iterator[Page]:
    """A page on the phone, in the room."""
    there = tmp_path / "chromium"
    there.write_text(f'#!/bin/sh\nexec {shlex.join(room.phone.into(str(CHROMIUM)))} "$@"\n', encoding="utf-8")
    there.chmod(0o700)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=there, args=ARGUMENTS)
        page = browser.new_context(viewport=PHONE).new_page()
        page.set_default_timeout(8000)
        page.goto(room.told["join"])
        yield page
        browser.close()


def write(page: Page, text: str) -> None:
    page.get_by_label("Votre idée").first.fill(text)


def send(page: Page) -> None:
    page.get_by_role("button", name="Envoyer", exact=True).click()


def moved(page: Page) -> None:
    expect(page).to_have_url(re.compile(rf"^http://{re.escape(CABLE)}:\d+/$"))


def test_a_phone_moves_by_itself_as_who_it_is(room: Room, page: Page) -> None:
    write(page, "Avant le changement")
    send(page)
    expect(page.locator("#status")).to_have_text(re.compile("Reçu"))

    room.do("choose-address", address=CABLE)
    moved(page)
    expect(page.locator("article .cards")).to_contain_text(["Avant le changement"])
    assert len(room.state.participants) == 1


def test_what_was_not_sent_and_what_was_half_typed_come_along_once(room: Room, page: Page) -> None:
    page.route("**/ideas", lambda route: route.abort())
    write(page, "Pas encore partie")
    send(page)
    expect(page.locator("#outbox")).to_contain_text("Pas encore partie")
    write(page, "À moitié tapée")
    page.wait_for_timeout(800)
    page.unroute("**/ideas")

    room.do("choose-address", address=CABLE)
    moved(page)
    wait_until(lambda: [idea.text for idea in room.state.ideas.values()] == ["Pas encore partie"], "the idea, once")
    expect(page.get_by_label("Votre idée").first).to_have_value("À moitié tapée")
    assert len(room.state.participants) == 1


def test_without_scripts_a_link_leads_there(room: Room, page: Page) -> None:
    browser = page.context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(room.told["join"])
    room.do("choose-address", address=CABLE)
    plain.get_by_role("link", name="Actualiser la page").click()
    plain.get_by_role("link", name="Le suivre").click()
    moved(plain)
    expect(plain.get_by_label("Votre idée").first).to_be_visible()


def test_luggage_that_somebody_else_packed_is_thrown_away(room: Room, page: Page) -> None:
    session = page.evaluate("document.body.dataset.session")
    words = [["id", "x"], ["text", "Pas de moi"], ["column", "Je ne sais pas lire"]]
    bag = json.dumps({"session": session, "outbox": [{"stamp": "x", "to": "/ideas", "body": words}]})

    def arrive(cookie: str) -> None:
        page.evaluate("cookie => { document.cookie = cookie }", cookie)
        page.evaluate("bag => { location.hash = '#luggage=' + encodeURIComponent(bag); location.reload(); }", bag)
        expect(page).to_have_url(re.compile(r"/$"))
        page.wait_for_timeout(1000)

    arrive("another=1; Path=/")
    assert not room.state.ideas
    arrive("carried=1; Path=/")
    assert [idea.text for idea in room.state.ideas.values()] == ["Pas de moi"]
