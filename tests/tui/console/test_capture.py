from __future__ import annotations

import json
from pathlib import Path

from tests.tui.console.engine_link import in_phase
from tests.tui.console.hands import at_the_console


async def test_a_burst_of_ideas_is_typed_without_leaving_the_panel() -> None:
    async with at_the_console(in_phase("doutes")) as facilitator:
        await facilitator.press("i")
        await facilitator.sees("Saisir · Poser ses doutes", "● Je ne comprends pas")
        for text in ("La portée", "Les vues", "Le total"):
            await facilitator.types(text)
            await facilitator.press("enter")
        await facilitator.sees("3 enregistrées", "La portée", "Les vues", "Le total")
        assert [i.text for i in facilitator.link.state.ideas.values()] == ["La portée", "Les vues", "Le total"]


async def test_what_is_typed_in_the_same_breath_as_its_gesture_is_words() -> None:
    async with at_the_console(in_phase("doutes")) as facilitator:
        facilitator.types_in_one_breath("iNos vues\rN, ou P\r\tLe total\r")
        await facilitator.sees("3 enregistrées")
        ideas = facilitator.link.state.ideas.values()
        assert [(idea.text, idea.column) for idea in ideas] == [
            ("Nos vues", "Je ne comprends pas"),
            ("N, ou P", "Je ne comprends pas"),
            ("Le total", "Je regarde pour rien"),
        ]
        assert set(facilitator.link.commands()) == {"submit-idea"}


async def test_a_dialog_too_is_there_for_the_words_that_follow_its_key() -> None:
    async with at_the_console(in_phase("doutes")) as facilitator:
        facilitator.types_in_one_breath("mBonjour\riUne carte\r")
        await facilitator.sees("1 enregistrée")
        assert facilitator.link.asked[0] == ("show-message", {"text": "Bonjour"})
        assert [idea.text for idea in facilitator.link.state.ideas.values()] == ["Une carte"]


async def test_a_question_has_the_answer_that_was_typed_after_it() -> None:
    async with at_the_console(in_phase("doutes")) as facilitator:
        facilitator.types_in_one_breath("++\r")
        await facilitator.until(lambda: bool(facilitator.link.asked), facilitator.reads)
        assert facilitator.link.asked[0][1]["seconds"] == 120


async def test_people_counted_in_one_breath_are_at_their_places() -> None:
    async with at_the_console(in_phase("lectures")) as facilitator:
        facilitator.types_in_one_breath("h3\t1\t\t4\r")
        await facilitator.has_asked("count-stances", counts=[3, 1, 0, 4], moment="before")


async def test_words_typed_as_the_room_moves_on_are_all_kept() -> None:
    async with at_the_console(in_phase("doutes")) as facilitator:
        facilitator.link.go_to("table")
        facilitator.types_in_one_breath("iLes clics\r")
        await facilitator.has_asked("submit-idea")
        await facilitator.sees("1 enregistrée", "3/8")


async def test_an_open_panel_that_follows_the_room_has_the_lines_that_it_needs_there() -> None:
    async with at_the_console(in_phase("doutes")) as facilitator:
        await facilitator.press("i")
        facilitator.link.go_to("table")
        await facilitator.sees("Saisir · La table des métriques", "Décision déjà prise grâce à lui")
        await facilitator.types("Les clics")
        await facilitator.press("enter")
        await facilitator.has_asked("submit-idea", phase="table", fields=[("Chiffre suivi", "Les clics")])
        assert "souci" not in facilitator.reads()


async def test_the_column_is_chosen_with_the_arrows_or_tab_and_remembered() -> None:
    async with at_the_console(in_phase("doutes")) as facilitator:
        await facilitator.press("i", "down")
        await facilitator.types("Le total")
        await facilitator.press("enter")
        await facilitator.has_asked("submit-idea", column="Je regarde pour rien")
        await facilitator.press("tab")
        await facilitator.types("Un classement")
        await facilitator.press("enter")
        await facilitator.has_asked("submit-idea", column="On me le réclame", text="Un classement")


async def test_paper_is_told_apart_from_what_is_heard() -> None:
    async with at_the_console(in_phase("doutes")) as facilitator:
        await facilitator.press("i")
        await facilitator.sees("entendu")
        await facilitator.press("f3")
        await facilitator.sees("sur papier")
        await facilitator.types("Une carte")
        await facilitator.press("enter")
        await facilitator.has_asked("submit-idea", channel="paper")


async def test_a_form_has_a_line_for_each_of_its_fields() -> None:
    async with at_the_console(in_phase("table")) as facilitator:
        await facilitator.press("i")
        await facilitator.sees("Chiffre suivi", "Décision déjà prise grâce à lui")
        await facilitator.types("Les clics")
        await facilitator.press("tab")
        await facilitator.types("Le site")
        await facilitator.press("enter")
        asked = await facilitator.has_asked("submit-idea")
        assert asked["fields"] == [("Chiffre suivi", "Les clics"), ("Outil", "Le site")]
        await facilitator.sees("Les clics · Le site")


async def test_facilitator_keys_are_only_letters_in_the_panel() -> None:
    async with at_the_console(in_phase("doutes")) as facilitator:
        await facilitator.press("i")
        await facilitator.types("nbdxu w")
        await facilitator.sees("› nbdxu w")
        assert facilitator.link.asked == []


async def test_a_closed_panel_gives_its_line_back() -> None:
    async with at_the_console(in_phase("doutes")) as facilitator:
        await facilitator.press("i")
        await facilitator.types("La por")
        await facilitator.press("escape")
        await facilitator.sees_no_more("Saisir ·")
        await facilitator.press("i")
        await facilitator.sees("› La por")


async def test_a_half_typed_line_stays_with_its_phase_when_the_room_moves_on() -> None:
    async with at_the_console(in_phase("ouverture")) as facilitator:
        await facilitator.press("i")
        await facilitator.types("Une pep")
        facilitator.link.do("next-phase")
        await facilitator.sees("2/8", "Saisir · Bonjour, je suis perdu", "› Une pep")
        await facilitator.press("enter")
        await facilitator.has_asked("submit-idea", phase="ouverture", text="Une pep")
        await facilitator.sees("Saisir · Poser ses doutes")


async def test_what_is_typed_while_the_host_is_away_waits_and_leaves_once() -> None:
    async with at_the_console(in_phase("doutes")) as facilitator:
        await facilitator.press("i")
        facilitator.link.lose()
        await facilitator.sees("connexion à l’atelier")
        await facilitator.types("La portée")
        await facilitator.press("enter")
        await facilitator.sees("1 en route")
        assert "Enregistré" not in facilitator.reads()
        facilitator.link.come_back()
        await facilitator.sees("1 enregistrée", "La portée")
        assert len(facilitator.link.state.ideas) == 1


async def test_a_refused_line_comes_back_into_the_panel() -> None:
    link = in_phase("doutes")
    link.refuses = "C’est un peu long."
    async with at_the_console(link) as facilitator:
        await facilitator.press("i")
        await facilitator.types("Une confidence")
        await facilitator.press("enter")
        await facilitator.sees("C’est un peu long.", "› Une confidence")
        assert "enregistrée" not in facilitator.reads()


async def test_a_console_that_dies_finds_its_half_typed_line_again(own_data: Path) -> None:
    async with at_the_console(in_phase("doutes")) as facilitator:
        await facilitator.press("i")
        await facilitator.types("La por")
        await facilitator.until(lambda: any(own_data.rglob("*.json")), lambda: "nothing was kept")
    async with at_the_console(in_phase("doutes")) as facilitator:
        await facilitator.sees("Une ligne était commencée")
        await facilitator.press("i")
        await facilitator.sees("› La por")


async def test_what_was_not_answered_is_sent_again_by_the_next_console_with_the_same_id(own_data: Path) -> None:
    link = in_phase("doutes")
    async with at_the_console(link) as facilitator:
        await facilitator.press("i")
        link.lose()
        await facilitator.types("La portée")
        await facilitator.press("enter")
        await facilitator.sees("1 en route")
    [file] = own_data.rglob("*.json")
    [kept] = json.loads(file.read_text(encoding="utf-8"))["asks"]
    again = in_phase("doutes")
    async with at_the_console(again) as facilitator:
        await facilitator.has_asked("submit-idea", id=kept["fields"]["id"], text="La portée")
        await facilitator.until(lambda: not file.exists(), lambda: "still kept")


async def test_a_paper_ballot_has_a_number_for_each_line() -> None:
    link = in_phase("tables", "au-secours-messageries")
    for index, text in enumerate(("Un modèle", "Une astreinte")):
        link.do("submit-idea", id=f"i{index}", text=text)
    link.go_to("vote")
    async with at_the_console(link) as facilitator:
        await facilitator.press("i")
        await facilitator.sees("Un bulletin papier : 3 points")
        await facilitator.press("2", "x", "tab", "1", "enter")
        asked = await facilitator.has_asked("cast-votes", channel="paper")
        assert asked["points"] == [("i0", 2), ("i1", 1)]
        await facilitator.sees("1 votant · 1 bulletin papier")


async def test_what_another_form_recorded_is_not_told_of_this_one() -> None:
    async with at_the_console(in_phase("ouverture")) as facilitator:
        await facilitator.press("k", *"Un", "enter")
        await facilitator.sees("1 enregistrée")
        await facilitator.press("escape", "i", *"Deux")
        await facilitator.sees("Saisir · Bonjour, je suis perdu", "Deux")
        assert "enregistrée" not in facilitator.reads()


async def test_people_at_each_place_of_the_scale_are_counted() -> None:
    async with at_the_console(in_phase("lectures")) as facilitator:
        await facilitator.press("h")
        await facilitator.press("3", "tab", "1", "tab", "tab", "4", "enter")
        await facilitator.has_asked("count-stances", counts=[3, 1, 0, 4], moment="before")
        await facilitator.sees("8 personnes placées")
        await facilitator.press("enter")  # once too often
        await facilitator.sees("la fiche est vide", "8 personnes placées")
        assert facilitator.link.commands() == ["count-stances"]


async def test_k_without_an_idea_types_a_question_to_put_aside() -> None:
    async with at_the_console(in_phase("ouverture")) as facilitator:
        await facilitator.press("k")
        await facilitator.sees("Question de côté")
        await facilitator.types("Et le budget")
        await facilitator.press("enter")
        await facilitator.has_asked("submit-idea", parked=True, text="Et le budget")


async def test_a_ballot_grows_with_the_list_that_is_voted_on() -> None:
    link = in_phase("tables", "au-secours-messageries")
    for index in range(20):
        link.do("submit-idea", id=f"i{index}", text=f"Piste {index}")
    link.do("mask", id="i19")
    link.go_to("vote")
    async with at_the_console(link, size=(100, 44)) as facilitator:
        link.do("unmask", id="i19")
        await facilitator.sees("Piste 19")
        await facilitator.press("i")
        await facilitator.sees("Un bulletin papier : 3 points")
        await facilitator.press("shift+tab", "1", "enter")
        asked = await facilitator.has_asked("cast-votes")
        assert (len(asked["points"]), asked["points"][-1]) == (20, ("i19", 1))
