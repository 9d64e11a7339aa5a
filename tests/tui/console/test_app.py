from __future__ import annotations

import re
from pathlib import Path

import pytest

from facilitator.tui.console.counts import CountLine
from facilitator.tui.console.snapshot import Snapshot
from tests.tui.console.engine_link import EngineLink, a_session
from tests.tui.console.hands import at_the_console

ENGLISH = re.compile(r"\b(Quit|Search|Theme|Keys|Screenshot|Maximize|Press|No matches|Select|the|and)\b")


def in_doubts() -> EngineLink:
    link = a_session()
    link.go_to("doutes")
    return link


async def test_a_lost_host_is_a_calm_line_and_the_last_view_stays() -> None:
    async with at_the_console(in_doubts()) as facilitator:
        facilitator.link.lose()
        await facilitator.sees("connexion à l’atelier", "Avec vos chiffres, où êtes-vous perdu ?")
        facilitator.link.come_back()
        await facilitator.sees_no_more("connexion à l’atelier")


async def test_a_gesture_that_nobody_heard_is_never_repeated() -> None:
    async with at_the_console(in_doubts()) as facilitator:
        facilitator.link.away = True
        await facilitator.press("space")
        await facilitator.sees("L’atelier ne répond pas")
        facilitator.link.come_back()
        await facilitator.pilot.pause(0.7)
        assert "pause" not in facilitator.link.commands()


async def test_leaving_is_asked_then_done_with_code_zero() -> None:
    async with at_the_console(in_doubts()) as facilitator:
        await facilitator.press("ctrl+q")
        await facilitator.sees("Quitter la console ?")
        await facilitator.press("escape")
        await facilitator.sees_no_more("Quitter la console ?")
        await facilitator.press("ctrl+q", "enter")
        await facilitator.until(lambda: not facilitator.pilot.app.is_running, lambda: "still running")
        assert facilitator.pilot.app.return_code == 0


async def test_f2_shows_what_the_room_sees_and_nothing_of_the_facilitators() -> None:
    link = a_session()
    link.go_to("table")
    link.do("submit-idea", id="i0", fields=[["Chiffre suivi", "Les clics"]])
    async with at_the_console(link, (160, 45)) as facilitator:
        await facilitator.sees("La ligne « aucune décision »")
        await facilitator.press("f2")
        screen = await facilitator.sees("LA TABLE DES MÉTRIQUES", "Les clics")
        assert "aucune décision" not in screen and "avance" not in screen and "fin 1" not in screen
        await facilitator.press("f2")
        await facilitator.sees("La ligne « aucune décision »")


async def test_a_question_asked_from_the_public_face_is_read_on_the_console() -> None:
    async with at_the_console(in_doubts()) as facilitator:
        await facilitator.press("f2")
        await facilitator.sees_no_more("touches")
        await facilitator.press("n")
        await facilitator.sees("Il reste", "Échap reste")


async def test_the_public_face_stays_while_the_workshop_begins() -> None:
    async with at_the_console(a_session()) as facilitator:
        await facilitator.press("f2")
        await facilitator.sees_no_more("touches")
        await facilitator.press("space")
        await facilitator.until(lambda: facilitator.link.state.status == "running", lambda: "not started")
        await facilitator.pilot.pause(0.3)
        assert "touches" not in facilitator.reads()
        await facilitator.press("f2")
        await facilitator.sees("1/8", "? touches")


async def test_help_tells_every_key_in_french() -> None:
    async with at_the_console(in_doubts(), (120, 70)) as facilitator:
        await facilitator.press("question_mark")
        screen = await facilitator.sees(
            "Toutes les touches d’ici", "Maj+R", "Suppr", "Espace", "Garder pour la synthèse"
        )
        assert not ENGLISH.search(screen)


async def test_the_palette_speaks_french_and_does_what_keys_do() -> None:
    async with at_the_console(in_doubts(), (100, 40)) as facilitator:
        await facilitator.press("ctrl+p")
        screen = await facilitator.sees("Chercher une commande")
        assert not ENGLISH.search(screen)
        await facilitator.types("teindre")
        await facilitator.sees("Éteindre ou rallumer l’écran public")
        await facilitator.press("enter")
        await facilitator.has_asked("blank-screen", blank=True)


async def test_a_region_that_breaks_is_a_calm_card_and_the_details_go_to_a_file(
    monkeypatch: pytest.MonkeyPatch, own_data: Path
) -> None:
    async with at_the_console(in_doubts()) as facilitator:

        def broken(self: CountLine, shown: Snapshot) -> None:
            secret = "une idée privée"
            raise ValueError(secret)

        monkeypatch.setattr(CountLine, "show", broken)
        facilitator.link.do("reveal")
        screen = await facilitator.sees("Un souci d’affichage", "rien n’est perdu")
        assert "Traceback" not in screen and "ValueError" not in screen
        monkeypatch.undo()
        await facilitator.press("b")
        await facilitator.has_asked("blank-screen")
        [file] = own_data.rglob("console.log")
        log = file.read_text(encoding="utf-8")
        assert "ValueError" in log and "une idée privée" not in log


async def test_a_console_whose_supervisor_is_gone_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACILITATOR_SUPERVISOR", "1")
    async with at_the_console(in_doubts()) as facilitator:
        await facilitator.until(lambda: not facilitator.pilot.app.is_running, lambda: "still running")


async def test_single_screen_opens_on_the_public_face(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACILITATOR_SINGLE_SCREEN", "1")
    async with at_the_console(in_doubts()) as facilitator:
        await facilitator.sees("Avec vos chiffres, où êtes-vous perdu ?")
        await facilitator.sees_no_more("touches")


async def test_on_a_single_screen_what_is_asked_is_fit_for_the_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACILITATOR_SINGLE_SCREEN", "1")
    link = in_doubts()
    async with at_the_console(link) as facilitator:
        await facilitator.sees("Avec vos chiffres, où êtes-vous perdu ?")
        await facilitator.press("n")
        await facilitator.sees("N ou Entrée passe")
        await facilitator.press("escape")
        await facilitator.sees_no_more("Entrée")
        await facilitator.press("n", "n")
        await facilitator.has_asked("next-phase")
        await facilitator.sees_no_more("Entrée", "retard", "avance")
