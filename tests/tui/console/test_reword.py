"""The words of a phase changed from the console."""

from __future__ import annotations

from tests.tui.console.engine_link import in_phase
from tests.tui.console.hands import at_the_console


async def test_f4_changes_the_question_under_way_and_u_gives_it_back() -> None:
    async with at_the_console(in_phase("doutes")) as facilitator:
        await facilitator.press("f4")
        await facilitator.sees("Le déroulé", "Poser ses doutes", "La table des métriques")
        await facilitator.press("enter")
        await facilitator.sees("Titre", "Question", "Consigne", "où êtes-vous perdu")
        await facilitator.sees("Tab ligne suivante · Entrée valide")
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


async def test_phases_to_come_change_places_and_nothing_is_done_before_enter() -> None:
    async with at_the_console(in_phase("doutes")) as facilitator:
        await facilitator.press("f4", "left", "down", "right")
        await facilitator.sees("Entrée applique cet ordre")
        await facilitator.press("left")
        await facilitator.sees("Entrée change ses mots")
        await facilitator.press("left", "right", "escape")
        assert "order-phases" not in facilitator.link.commands()
        await facilitator.press("f4", "down", "right", "enter")
        asked = await facilitator.has_asked("order-phases")
        assert asked["order"][:2] == ["lectures", "table"]
        await facilitator.sees("L’ordre est changé")
        await facilitator.press("u")
        await facilitator.sees("Annulé : l’ordre des étapes.")


async def test_a_phase_is_added_after_another_and_taken_back() -> None:
    async with at_the_console(in_phase("doutes"), (120, 40)) as facilitator:
        await facilitator.press("f4", "down", "a")
        await facilitator.sees("Quel genre d’étape ?", "Échanger", "Voter")
        await facilitator.press("down", "enter")
        await facilitator.sees("Une étape de plus", "Minutes")
        await facilitator.types("Et les autres")
        await facilitator.press("tab", "end", "backspace", "x", "enter")
        await facilitator.sees("Combien de minutes ?", "Une étape de plus", "Et les autres")
        await facilitator.press("tab", "end", "backspace", "3", "tab")
        await facilitator.types("Qui d autre")
        await facilitator.press("enter")
        await facilitator.has_asked(
            "add-phase", title="Et les autres", kind="collect", minutes=3.0, question="Qui d autre", after="table"
        )
        await facilitator.sees("Étape ajoutée")
        await facilitator.press("f4")
        await facilitator.sees("Et les autres  ")
        await facilitator.press("escape", "u")
        await facilitator.sees("Annulé : l’étape ajoutée.")
        await facilitator.press("f4")
        assert "Et les autres" not in await facilitator.sees("Le déroulé")
