from __future__ import annotations

import pytest

from facilitator.tui.console import keyboard
from tests.tui.console.engine_link import EngineLink, a_session
from tests.tui.console.hands import Facilitator, at_the_console


def in_doubts() -> EngineLink:
    link = a_session()
    link.go_to("doutes")
    return link


async def hand_over(facilitator: Facilitator) -> str:
    await facilitator.press("c")
    await facilitator.sees("Confier le clavier à la salle ?")
    await facilitator.press("enter")
    await facilitator.sees("Pour reprendre le clavier : Échap, puis")
    code = facilitator.link.state.keyboard_code
    assert " ".join(code.upper()) in facilitator.reads()
    await facilitator.press("enter")
    await facilitator.sees_no_more("Pour reprendre")
    return code


async def test_visitors_write_and_go() -> None:
    async with at_the_console(in_doubts()) as facilitator:
        await hand_over(facilitator)
        await facilitator.sees("À qui le tour ?", "Avec vos chiffres, où êtes-vous perdu ?")
        await facilitator.types("La portée")
        await facilitator.press("enter")
        await facilitator.has_asked("submit-idea", text="La portée", channel="keyboard")
        await facilitator.sees("Enregistré, merci")


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c", "ctrl+p", "f2", "escape", "delete", "f1"])
async def test_no_key_of_the_facilitator_does_anything_there(key: str) -> None:
    async with at_the_console(in_doubts()) as facilitator:
        await hand_over(facilitator)
        before = list(facilitator.link.asked)
        await facilitator.press(key, "n", "b", "space", "d", "plus", "u")
        await facilitator.pilot.pause(0.2)
        assert facilitator.link.asked == before
        assert facilitator.pilot.app.is_running
        assert "À qui le tour ?" in facilitator.reads() and "Quitter" not in facilitator.reads()


async def test_four_letters_after_echap_give_the_console_back() -> None:
    async with at_the_console(in_doubts()) as facilitator:
        code = await hand_over(facilitator)
        await facilitator.press("escape", *code)
        await facilitator.sees("2/8", "Espace pause")


async def test_wrong_letters_are_only_words_of_whoever_types() -> None:
    async with at_the_console(in_doubts()) as facilitator:
        await hand_over(facilitator)
        await facilitator.press("escape")
        await facilitator.types("oui")
        await facilitator.sees("oui")
        assert "take-back-keyboard" not in facilitator.link.commands()


async def test_a_new_console_still_gives_the_keyboard_to_the_room_and_hides_the_code() -> None:
    link = in_doubts()
    link.do("hand-over-keyboard")
    async with at_the_console(link) as facilitator:
        screen = await facilitator.sees("À qui le tour ?")
        assert "Pour reprendre" not in screen
        await facilitator.press("escape", *link.state.keyboard_code)
        await facilitator.sees("2/8", "Espace pause")


async def test_what_somebody_left_half_typed_is_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_the_console(in_doubts()) as facilitator:
        await hand_over(facilitator)
        await facilitator.types("mon secret")
        await facilitator.sees("mon secret")
        monkeypatch.setattr(keyboard, "IDLE", 0.0)
        await facilitator.sees_no_more("mon secret")


async def test_nobody_writes_where_the_phase_asks_for_nothing() -> None:
    link = a_session()
    link.go_to("tri")
    async with at_the_console(link) as facilitator:
        await hand_over(facilitator)
        await facilitator.sees("On n’écrit pas pendant cette étape.")
