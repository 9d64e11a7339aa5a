from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from facilitator.client import Accepted, Answer
from facilitator.engine.room import Room, Way
from tests.tui.console.engine_link import EngineLink, a_session
from tests.tui.console.hands import at_the_console

WIFI = Way(ip="192.168.8.1", interface="wlp3s0", kind="wifi", answers=True, chosen=True)
DOCKER = Way(ip="172.17.0.1", interface="docker0", kind="virtual", answers=True, chosen=False)
OWN = ("choose-address", "name-wifi", "show-way-in", "do-without-phones")


class Networked(EngineLink):
    """A host that also answers for its networks."""

    def do(self, command: str, /, **fields: Any) -> Answer:
        return Accepted(self.state.seq) if command in OWN else super().do(command, **fields)


def networked(**network: Any) -> Networked:
    link = Networked(a_session().state)
    told: Any = {"ways": [WIFI, DOCKER], "silent": False, "phoneless": False, "wifi": None, "shown": False}
    told.update(network)
    link.room = replace(Room(join="http://192.168.8.1:8017/j/K7PM"), network=told)
    return link


async def test_one_key_shows_every_way_in() -> None:
    async with at_the_console(networked()) as facilitator:
        await facilitator.press("l")
        screen = await facilitator.sees("192.168.8.1 Wi-Fi · wlp3s0", "172.17.0.1", "Confier le clavier")
        assert "Continuer sans téléphones" in screen


async def test_another_address_is_chosen_with_the_arrows() -> None:
    async with at_the_console(networked()) as facilitator:
        await facilitator.press("l", "down", "enter")
        await facilitator.has_asked("choose-address", address="172.17.0.1")
        await facilitator.sees("Le QR code donne maintenant cette adresse")


async def test_the_way_in_is_shown_large() -> None:
    async with at_the_console(networked()) as facilitator:
        await facilitator.press("l", "down", "down", "enter")
        await facilitator.has_asked("show-way-in", shown=True)


async def test_the_wifi_is_named_then_shown() -> None:
    async with at_the_console(networked()) as facilitator:
        await facilitator.press("l", "down", "down", "down", "enter")
        await facilitator.sees("Nom du réseau")
        await facilitator.types("Atelier")
        await facilitator.press("tab")
        await facilitator.types("citron")
        await facilitator.press("enter")
        await facilitator.has_asked("name-wifi", name="Atelier", password="citron")
        await facilitator.has_asked("show-way-in", shown=True)


async def test_a_wifi_without_a_name_is_none() -> None:
    wifi = {"name": "A", "password": "", "code": "WIFI:T:nopass;S:A;;"}
    async with at_the_console(networked(wifi=wifi)) as facilitator:
        await facilitator.press("l", "down", "down", "down", "enter")
        await facilitator.sees("Nom du réseau")
        await facilitator.press("end", "backspace", "enter")
        await facilitator.has_asked("name-wifi", name="")
        assert "show-way-in" not in facilitator.link.commands()


async def test_the_keyboard_is_one_of_the_ways() -> None:
    async with at_the_console(networked()) as facilitator:
        await facilitator.press("l", *["down"] * 4, "enter")
        await facilitator.sees("Confier le clavier à la salle ?")


async def test_paper_is_one_of_the_ways_during_the_session() -> None:
    link = networked()
    link.go_to("doutes")
    async with at_the_console(link) as facilitator:
        await facilitator.press("l", *["down"] * 5, "enter")
        await facilitator.sees("Saisir · Poser ses doutes")


@pytest.mark.parametrize("phoneless", [False, True])
async def test_phones_are_done_without_and_let_in_again(phoneless: bool) -> None:
    async with at_the_console(networked(phoneless=phoneless)) as facilitator:
        await facilitator.press("l", "end", "enter")
        await facilitator.has_asked("do-without-phones", phoneless=not phoneless)


async def test_silence_is_told_with_the_key_that_helps() -> None:
    link = networked(silent=True)
    async with at_the_console(link) as facilitator:
        await facilitator.sees("Aucun téléphone depuis deux minutes", "L montre")
        await facilitator.press("space")
        await facilitator.sees("Aucun téléphone depuis deux minutes", "1/8")


async def test_how_to_have_a_network_is_told_there_too() -> None:
    async with at_the_console(networked(ways=[]), size=(120, 40)) as facilitator:
        await facilitator.press("l")
        await facilitator.sees("borne Wi-Fi", "Pas d’Internet")


async def test_on_a_small_terminal_the_last_way_shows_the_end_of_the_recipe() -> None:
    async with at_the_console(networked(), size=(80, 24)) as facilitator:
        await facilitator.press("l")
        assert "c’est normal" not in await facilitator.sees("Continuer sans téléphones")
        await facilitator.press("end")
        await facilitator.sees("Continuer sans téléphones", "c’est normal")
