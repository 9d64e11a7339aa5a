from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from textual.app import App

from facilitator.tui.console.desks.desk import Desk
from facilitator.tui.console.snapshot import Snapshot
from tests.tui.console.engine_link import EngineLink, in_phase
from tests.tui.console.hands import at_the_console


def with_ideas(*texts: str) -> EngineLink:
    link = in_phase("doutes")
    for index, text in enumerate(texts):
        link.do("submit-idea", id=f"i{index}", text=text, channel="phone", column="Je ne comprends pas")
    return link


async def test_the_three_numbers_are_always_there() -> None:
    async with at_the_console(in_phase("doutes"), (80, 24)) as facilitator:
        await facilitator.sees("2/8", "reste 0", "fin 1", "avance 4 min")


async def test_at_160_by_45_the_run_of_show_and_the_notes_are_there_too() -> None:
    async with at_the_console(in_phase("table"), (160, 45)) as facilitator:
        screen = await facilitator.sees("Déroulé", "La table des métriques", "Respiration", "Notes", "On en attend")
        assert "La ligne « aucune décision »" in screen


async def test_what_is_to_be_said_of_groups_and_rounds_is_at_hand() -> None:
    link = in_phase("tables", "au-secours-messageries")
    link.do("count-heads", count=19)
    async with at_the_console(link) as facilitator:
        await facilitator.sees("À dire : 19 personnes : 1 table de 4 et 3 de 5. Comptez de 1 à 4.")
        link.pass_time(352)
        await facilitator.sees("« Deuxième tour » commence tout seul dans", "Dites-le : on change de table.")
        link.do("next-round")
        await facilitator.sees("À dire : Changez de table : on passe à la suivante")


async def test_a_console_slower_than_people_write_shows_the_latest_and_misses_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    link = with_ideas("partira")
    async with at_the_console(link, (160, 45)) as facilitator:
        painted, show = 0, Desk.show

        def count(desk: Desk, shown: Snapshot) -> None:
            nonlocal painted
            painted += 1
            show(desk, shown)

        monkeypatch.setattr(Desk, "show", count)
        for number in range(20):
            link.do("submit-idea", id=f"n{number}", text=f"mot{number}", column="Je ne comprends pas")
            if number == 10:
                link.do("mask", id="n3")
        await facilitator.sees("mot19", "mot18", "mot10", "mot2")

    assert painted <= 3


async def test_what_comes_while_a_desk_is_being_set_is_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    link = in_phase("ouverture")
    async with at_the_console(link) as facilitator:
        in_place, frame = Desk.on_mount, facilitator.frame

        async def slowly(desk: Desk) -> None:
            link.do("count-stances", counts=[1, 2, 3, 4], case=0, moment="before")
            while frame.shown.view["phase"]["debate"]["placed"] < 10:
                await asyncio.sleep(0.01)
            in_place(desk)

        monkeypatch.setattr(Desk, "on_mount", slowly)
        link.go_to("lectures")
        await facilitator.sees("10 personnes placées")


async def test_space_pauses_and_resumes() -> None:
    async with at_the_console(in_phase("doutes")) as facilitator:
        await facilitator.press("space")
        await facilitator.sees("en pause")
        await facilitator.press("space")
        await facilitator.has_asked("resume")
        await facilitator.sees_no_more("en pause")


async def test_n_asks_once_while_much_time_is_left() -> None:
    async with at_the_console(in_phase("ouverture")) as facilitator:
        await facilitator.press("n")
        await facilitator.sees("Il reste", "Échap reste")
        await facilitator.press("escape")
        await facilitator.sees_no_more("Échap reste")
        assert "next-phase" not in facilitator.link.commands()
        await facilitator.press("n", "n")
        await facilitator.sees("2/8")


async def test_n_says_that_something_is_still_veiled() -> None:
    link = with_ideas("La portée")
    link.pass_time(330)
    async with at_the_console(link) as facilitator:
        await facilitator.press("n")
        await facilitator.sees("C’est encore voilé. N ou Entrée")
        await facilitator.press("enter")
        await facilitator.sees("3/8")


async def test_n_asks_nothing_when_the_time_is_nearly_out() -> None:
    link = in_phase("ouverture")
    link.pass_time(230)
    async with at_the_console(link) as facilitator:
        await facilitator.press("n")
        await facilitator.sees("2/8")


async def test_who_has_finished_is_counted_before_where_cards_came_from() -> None:
    link = in_phase("doutes")
    for phone in ("p1", "p2"):
        link.do("join", participant=phone)
        link.do("say-ready", participant=phone)
    async with at_the_console(link) as facilitator:
        await facilitator.sees("2 ont fini")
        link.do("say-ready", participant="p1", ready=False)
        await facilitator.sees("1 a fini")


async def test_r_shows_the_next_prompt_and_x_takes_it_off() -> None:
    async with at_the_console(in_phase("ouverture")) as facilitator:
        await facilitator.press("r")
        await facilitator.sees("› … on vous a déjà demandé", "R ensuite : … vous exportez un tableau")
        await facilitator.press("x")
        await facilitator.sees_no_more("› … on vous a déjà demandé")


async def test_shift_r_chooses_among_prompts_and_provocations() -> None:
    async with at_the_console(in_phase("table")) as facilitator:
        await facilitator.press("R")
        await facilitator.sees("Afficher à la salle", "Provocations")
        await facilitator.press("end", "enter")
        await facilitator.has_asked(
            "show-prompt", text="Votre meilleur outil de statistiques est peut-être l'agent d'accueil."
        )


async def test_the_idea_under_the_cursor_is_masked_kept_put_aside_and_given_back() -> None:
    async with at_the_console(with_ideas("La portée", "Les impressions")) as facilitator:
        await facilitator.press("delete")
        await facilitator.has_asked("mask", id="i1")
        await facilitator.sees("masquée · Les impressions", "U la rend")
        await facilitator.press("u")
        await facilitator.sees("Annulé : l’idée masquée.")
        await facilitator.press("down", "j")
        await facilitator.has_asked("keep", id="i0", kept=True)
        await facilitator.press("k")
        await facilitator.has_asked("park", id="i0", parked=True)
        await facilitator.sees("de côté · La portée")


async def test_an_idea_is_corrected() -> None:
    async with at_the_console(with_ideas("La porté")) as facilitator:
        await facilitator.press("e")
        await facilitator.sees("Corriger")
        await facilitator.press("end")
        await facilitator.types("e")
        await facilitator.press("enter")
        await facilitator.has_asked("edit-idea", id="i0", text="La portée")


async def test_d_reveals_and_veils_again() -> None:
    async with at_the_console(with_ideas("La portée")) as facilitator:
        await facilitator.sees("voilé")
        await facilitator.press("d")
        await facilitator.sees("Dévoilé à toute la salle.")
        await facilitator.press("d")
        await facilitator.has_asked("veil")


async def test_the_public_screen_is_blanked_zoomed_and_given_a_message() -> None:
    async with at_the_console(in_phase("doutes")) as facilitator:
        await facilitator.press("b")
        await facilitator.has_asked("blank-screen", blank=True)
        await facilitator.sees("Écran public éteint")
        await facilitator.press("z")
        await facilitator.has_asked("zoom-screen", zoom=1)
        await facilitator.press("m")
        await facilitator.types("On reprend")
        await facilitator.press("enter")
        await facilitator.has_asked("show-message", text="On reprend")


async def test_what_a_gesture_did_is_told_while_a_question_waits_too() -> None:
    async with at_the_console(in_phase("doutes")) as facilitator:
        await facilitator.press("plus")
        await facilitator.sees("Entrée applique, Échap laisse.")
        await facilitator.press("d")
        await facilitator.sees("✓ Dévoilé")
        await facilitator.sees("Entrée applique, Échap laisse.")


async def test_the_bell_rings_once_when_a_time_is_up_and_can_be_silenced(monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[str] = []
    monkeypatch.setattr(App, "bell", lambda app: rung.append("bell"))
    link = in_phase("ouverture")
    async with at_the_console(link) as facilitator:
        link.pass_time(241)
        await facilitator.sees("on termine sa phrase")
        link.pass_time(60)
        await facilitator.sees("temps dépassé")
        assert rung == ["bell"]
        await facilitator.press("n", "y")
        await facilitator.sees("Plus de son")
        link.pass_time(400)
        await facilitator.sees("temps dépassé")
        assert rung == ["bell"]


async def test_x_takes_the_thanks_off_the_screen() -> None:
    link = in_phase("cloture")
    link.do("say-thanks")
    async with at_the_console(link) as facilitator:
        await facilitator.sees("L’écran remercie la salle")
        await facilitator.press("x")
        await facilitator.has_asked("say-thanks", shown=False)
        await facilitator.sees_no_more("remercie")


async def test_the_last_phase_asks_before_the_end() -> None:
    async with at_the_console(in_phase("cloture")) as facilitator:
        await facilitator.press("n")
        await facilitator.sees("Terminer l’atelier ?")
        await facilitator.press("enter")
        await facilitator.sees("Terminé à", "prévu", "S écrit la synthèse")


async def test_hostile_words_are_only_words() -> None:
    hostile = "[/b] [@click=app.quit]x[/] \x1b]2;PWNED\x1b\\ \u202eabc"
    async with at_the_console(with_ideas(hostile)) as facilitator:
        screen = await facilitator.sees("[@click=app.quit]x[/]")
        assert "\x1b" not in screen and "\u202e" not in screen
        await facilitator.press("j")
        await facilitator.sees("Gardée pour la synthèse : « [/b]")


async def test_a_refusal_is_told_in_its_own_words() -> None:
    async with at_the_console(in_phase("ouverture")) as facilitator:
        await facilitator.press("p")
        await facilitator.sees("C’est la première étape.")


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
@pytest.mark.parametrize(
    ("script", "phase", "words"),
    [
        ("au-secours-stats", "ouverture", "Personne n’a la parole"),
        ("au-secours-stats", "doutes", "Je regarde pour rien"),
        ("au-secours-messageries", "tables", "ligne"),
        ("au-secours-messageries", "tri", "cartes à ranger"),
        ("au-secours-messageries", "vote", "votant"),
        ("au-secours-stats", "lectures", "Cas 1/2"),
        ("au-secours-stats", "tri", "Notes de"),
        ("au-secours-stats", "engagement", "engagement pris"),
        ("au-secours-stats", "cloture", "d’accord"),
        ("au-secours-stats", "tampon", "Reprise à"),
    ],
)
async def test_every_kind_has_its_desk(script: str, phase: str, words: str, size: tuple[int, int]) -> None:
    async with at_the_console(in_phase(phase, script), size) as facilitator:
        await facilitator.sees(words, "Espace pause", "? touches")


async def test_a_prompt_is_suggested_once_nobody_writes_and_r_shows_it() -> None:
    link = in_phase("ouverture")
    link.room = replace(link.room, typing=1)
    async with at_the_console(link) as facilitator:
        link.pass_time(80)
        await facilitator.sees("1 écrit")
        assert "C’est le moment d’une relance" not in facilitator.reads()
        link.room = replace(link.room, typing=0)
        link.tell([])
        await facilitator.sees("C’est le moment d’une relance", "R la montre")
        await facilitator.press("r")
        await facilitator.has_asked("show-prompt")
        await facilitator.sees_no_more("C’est le moment d’une relance")
