from __future__ import annotations

import pytest

from tests.tui.console.engine_link import EngineLink, a_session
from tests.tui.console.hands import at_the_console


def in_phase(phase: str, script: str = "au-secours-stats") -> EngineLink:
    link = a_session(script)
    link.go_to(phase)
    return link


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
        await facilitator.sees("C'est encore voilé. N ou Entrée")
        await facilitator.press("enter")
        await facilitator.sees("3/8")


async def test_n_asks_nothing_when_the_time_is_nearly_out() -> None:
    link = in_phase("ouverture")
    link.pass_time(230)
    async with at_the_console(link) as facilitator:
        await facilitator.press("n")
        await facilitator.sees("2/8")


async def test_minutes_add_up_and_their_cost_is_said_before_entree() -> None:
    async with at_the_console(in_phase("doutes")) as facilitator:
        await facilitator.press("plus", "equals_sign")
        await facilitator.sees("+2 min → reste 0", "Entrée applique")
        assert "add-time" not in facilitator.link.commands()
        await facilitator.press("enter")
        await facilitator.has_asked("add-time", seconds=120)
        await facilitator.sees("reste 08:00")


async def test_a_minute_less_that_is_left_changes_nothing() -> None:
    async with at_the_console(in_phase("doutes")) as facilitator:
        await facilitator.press("w")
        await facilitator.sees("−1 min")
        await facilitator.press("escape")
        await facilitator.sees_no_more("−1 min")
        assert "add-time" not in facilitator.link.commands()


async def test_overtime_counts_up_and_proposes_the_next_gesture() -> None:
    link = in_phase("ouverture")
    link.pass_time(300)
    async with at_the_console(link) as facilitator:
        await facilitator.sees("+01:0", "temps dépassé", "Temps dépassé : N pour la suite")


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
        await facilitator.sees("Annulé : l'idée masquée.")
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


async def test_the_time_of_later_phases_is_shared_out_only_on_entree() -> None:
    async with at_the_console(in_phase("doutes")) as facilitator:
        await facilitator.press("g")
        await facilitator.sees("Gérer le temps", "souple", "■")
        await facilitator.press("w", "down", "plus")
        await facilitator.sees("14:00 → 13:00", "10:00 → 11:00")
        assert "apply-replan" not in facilitator.link.commands()
        await facilitator.press("enter")
        await facilitator.has_asked("apply-replan", granted=[["table", 780.0], ["lectures", 660.0]])


async def test_a_protected_phase_is_never_shortened_from_the_panel() -> None:
    async with at_the_console(in_phase("tampon")) as facilitator:
        await facilitator.press("g", "w")
        await facilitator.sees("08:00 → 08:00")
        await facilitator.press("enter")
        await facilitator.sees_no_more("Gérer le temps")
        assert "apply-replan" not in facilitator.link.commands()


async def test_the_last_phase_asks_before_the_end() -> None:
    async with at_the_console(in_phase("cloture")) as facilitator:
        await facilitator.press("n")
        await facilitator.sees("Terminer l'atelier ?")
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
        ("au-secours-stats", "ouverture", "Personne n'a la parole"),
        ("au-secours-stats", "doutes", "Je regarde pour rien"),
        ("au-secours-messageries", "tables", "ligne"),
        ("au-secours-messageries", "tri", "cartes à ranger"),
        ("au-secours-messageries", "vote", "votant"),
        ("au-secours-stats", "lectures", "Cas 1/2"),
        ("au-secours-stats", "tri", "personne a noté"),
        ("au-secours-stats", "engagement", "engagement pris"),
        ("au-secours-stats", "cloture", "d'accord"),
        ("au-secours-stats", "tampon", "Reprise à"),
    ],
)
async def test_every_kind_has_its_desk(script: str, phase: str, words: str, size: tuple[int, int]) -> None:
    async with at_the_console(in_phase(phase, script), size) as facilitator:
        await facilitator.sees(words, "Espace pause", "? touches")
