"""The words of a phase changed from the console."""

from __future__ import annotations

from tests.tui.console.hands import at_the_console
from tests.tui.console.test_live import in_phase


async def test_f4_changes_the_question_under_way_and_u_gives_it_back() -> None:
    async with at_the_console(in_phase("doutes")) as facilitator:
        await facilitator.press("f4")
        await facilitator.sees("Changer les mots", "Poser ses doutes", "La table des métriques")
        await facilitator.press("enter")
        await facilitator.sees("Titre", "Question", "Consigne", "où êtes-vous perdu")
        await facilitator.press("tab", "end", *["backspace"] * 60)
        await facilitator.types("Et vous")
        await facilitator.press("enter")
        await facilitator.has_asked("reword-phase", phase="doutes", title="Poser ses doutes", question="Et vous")
        await facilitator.sees("C’est dit autrement", "Et vous")
        await facilitator.press("u")
        await facilitator.sees("les mots de l’étape", "où êtes-vous perdu")


async def test_a_phase_to_come_is_chosen_among_those_left() -> None:
    async with at_the_console(in_phase("doutes")) as facilitator:
        await facilitator.press("f4")
        await facilitator.sees("Poser ses doutes")
        await facilitator.press("down", "enter")
        await facilitator.sees("Quel chiffre suivez-vous vraiment")
        await facilitator.press("end")
        await facilitator.types(" encore")
        await facilitator.press("enter")
        await facilitator.has_asked("reword-phase", phase="table", title="La table des métriques encore")


async def test_what_the_room_reads_in_a_round_is_changed_with_it() -> None:
    async with at_the_console(in_phase("table")) as facilitator:
        await facilitator.press("f4", "enter")
        await facilitator.sees("Consigne du tour", "Raconter", "Deux minutes chacun")
        await facilitator.press("tab", "tab", "tab", "end")
        await facilitator.types(" Merci")
        await facilitator.press("enter")
        asked = await facilitator.has_asked("reword-phase", phase="table")
        assert asked["round"].endswith("pas un conseil. Merci")


async def test_the_same_words_or_echap_ask_nothing() -> None:
    async with at_the_console(in_phase("doutes")) as facilitator:
        await facilitator.press("f4", "enter")
        await facilitator.sees("Consigne")
        await facilitator.press("enter")
        await facilitator.press("f4", "enter")
        await facilitator.sees("Consigne")
        await facilitator.press("escape")
        await facilitator.sees_no_more("Consigne")
        assert "reword-phase" not in facilitator.link.commands()
