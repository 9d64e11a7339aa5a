"""Time added, taken, shared out: its price is told first, and one key undoes it."""

from __future__ import annotations

import pytest

from tests.tui.console.engine_link import EngineLink, a_session, in_phase
from tests.tui.console.hands import at_the_console


async def test_minutes_add_up_and_their_cost_is_said_before_entree() -> None:
    async with at_the_console(in_phase("doutes")) as facilitator:
        await facilitator.press("plus", "equals_sign")
        await facilitator.sees("+2 min → reste 0", "avance 2 min", "Entrée applique")
        assert "add-time" not in facilitator.link.commands()
        await facilitator.press("enter")
        await facilitator.has_asked("add-time", seconds=120)
        await facilitator.sees("Temps ajouté.", "avance 2 min")


async def test_a_minute_less_that_is_left_changes_nothing() -> None:
    async with at_the_console(in_phase("doutes")) as facilitator:
        await facilitator.press("w")
        await facilitator.sees("−1 min")
        await facilitator.press("escape")
        await facilitator.sees_no_more("−1 min")
        assert "add-time" not in facilitator.link.commands()


async def test_overtime_counts_up_and_proposes_the_next_gesture() -> None:
    link = in_phase("ouverture")
    link.pass_time(270)
    async with at_the_console(link) as facilitator:
        await facilitator.sees("+00:", "■ temps dépassé", "Temps dépassé : N pour la suite")


async def test_the_time_of_later_phases_is_shared_out_only_on_entree() -> None:
    async with at_the_console(in_phase("doutes")) as facilitator:
        await facilitator.press("g")
        await facilitator.sees("GÉRER LE TEMPS", "avance 4 min", "souple", "■", "+ en donne à « Mêmes")
        await facilitator.press("plus", "up", "w")
        await facilitator.sees("14:00 → 13:00", "10:00 → 11:00", "▲")
        assert "apply-replan" not in facilitator.link.commands()
        await facilitator.press("enter")
        await facilitator.has_asked(
            "apply-replan", granted=[["table", 780.0], ["lectures", 660.0]], rounds=[["table", [330, 210, 240]]]
        )


def late(minutes: float, phase: str = "doutes", script: str = "au-secours-stats") -> EngineLink:
    link = a_session(script, late=60 * minutes)
    link.go_to(phase)
    return link


async def test_what_is_proposed_is_applied_by_one_key_and_undone_by_one() -> None:
    async with at_the_console(late(10)) as facilitator:  # the first phase was skipped: 6 min of these are left
        before = facilitator.link.state.runs
        await facilitator.press("g")
        await facilitator.sees("retard 6 min", "départ à", "10:00 → 07:30", "02:00 → 00:00  réserve     ▼", "à l’heure")
        await facilitator.press("enter")
        await facilitator.sees("à l’heure", "U l’annule")
        await facilitator.press("u")
        await facilitator.sees("retard 6 min")
        assert facilitator.link.state.runs == before


async def test_echap_in_the_panel_changes_nothing() -> None:
    async with at_the_console(late(10)) as facilitator:
        await facilitator.press("g", "s", "plus", "f", "escape")
        await facilitator.sees_no_more("GÉRER LE TEMPS")
        assert facilitator.link.commands() == []


async def test_what_is_missing_is_said_and_a_phase_to_drop_is_named() -> None:
    async with at_the_console(late(23)) as facilitator:
        await facilitator.press("g")
        await facilitator.sees("Il manque 5 min : que voulez-vous couper ?", "S supprime « Utile ou coûteux ? »")
        await facilitator.press("s")
        await facilitator.sees("· supprimée", "×", "S reprend", "Après : fin")
        await facilitator.press("enter")
        await facilitator.has_asked("apply-replan", dropped=["tri"])


async def test_the_end_moves_by_what_is_missing_then_by_all_of_it_then_not() -> None:
    async with at_the_console(late(23)) as facilitator:
        await facilitator.press("g", "f")
        await facilitator.sees_no_more("Il manque")
        await facilitator.press("f")
        await facilitator.sees("10:00 → 10:00")
        await facilitator.press("f")
        await facilitator.sees("Il manque 5 min")
        await facilitator.press("f", "enter")
        await facilitator.has_asked("apply-replan", end_moves=5)


async def test_the_price_of_each_minute_is_told_before_it_is_applied_and_one_key_undoes_both() -> None:
    link = late(4)
    async with at_the_console(link) as facilitator:
        await facilitator.press("plus", "plus")
        await facilitator.sees("? +2 min → Respiration 2 → 0, reste", "à l’heure. Entrée")
        await facilitator.press("plus")
        await facilitator.sees("+3 min → Mêmes chiffres, lectures différentes 10 → 9:30, Utile ou coûteux ? 8 → 7:30")
        await facilitator.press("enter")
        await facilitator.has_asked("apply-replan", added=180)
        await facilitator.sees("Temps ajouté.", "à l’heure")
        assert (link.state.runs["doutes"].granted, link.state.runs["tampon"].granted) == (540, 0)
        await facilitator.press("u")
        await facilitator.sees("Annulé : le nouveau découpage du temps.")
        assert (link.state.runs["doutes"].granted, link.state.runs["tampon"].granted) == (360, 120)


async def test_a_lateness_and_an_advance_come_with_what_can_be_done_of_them() -> None:
    async with at_the_console(late(6)) as facilitator:
        await facilitator.sees("» Retard 2 min : G propose Respiration 2 → 0.")
    async with at_the_console(in_phase("doutes")) as facilitator:
        await facilitator.sees("avance 4 min : G peut la donner à « Mêmes")


async def test_going_on_past_a_minute_of_overtime_has_its_price() -> None:
    link = late(4)
    link.pass_time(430)
    async with at_the_console(link) as facilitator:
        await facilitator.sees("+01:1", "N finit maintenant · + deux fois : 2 min (coûte : Respiration 2 → 0)")


async def test_near_a_firm_end_the_closing_is_proposed_once_and_never_to_who_is_typing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    link = in_phase("matrice")
    link.pass_time(3005)
    monkeypatch.setattr("facilitator.tui.console.frame.HEARING", 3600)
    async with at_the_console(link) as facilitator:
        await facilitator.sees("passer à la clôture, « Nos conclusions, relues ensemble » ?")
        await facilitator.press("enter", "escape")  # what was under way is no answer
        await facilitator.sees("passer à la clôture")
    monkeypatch.setattr("facilitator.tui.console.frame.HEARING", 0)
    async with at_the_console(link) as facilitator:
        await facilitator.sees("passer à la clôture")
        await facilitator.press("escape")
        await facilitator.sees_no_more("passer à la clôture")
        link.pass_time(5)
        await facilitator.sees("Temps dépassé")
    async with at_the_console(link) as facilitator:
        await facilitator.sees("passer à la clôture")
        await facilitator.press("enter")
        await facilitator.sees("8/8")


async def test_a_machine_that_slept_asks_whether_that_time_counts() -> None:
    link = in_phase("doutes")
    link.pass_time(300)
    async with at_the_console(link) as facilitator:
        facilitator.frame.woke(240)
        await facilitator.sees("L’ordinateur a dormi 4 min : compter ce temps ? Entrée le compte, Échap non.")
        await facilitator.until(lambda: bool(facilitator.frame.pending.listens), facilitator.reads)
        await facilitator.press("escape")
        await facilitator.has_asked("skip-time", seconds=240)
        await facilitator.sees("Ce temps n’est pas compté.")


async def test_a_protected_phase_is_never_shortened_from_the_panel() -> None:
    async with at_the_console(in_phase("tampon")) as facilitator:
        await facilitator.press("g", "w")
        await facilitator.sees("08:00 → 08:00")
        await facilitator.sees("protégée : elle ne se raccourcit pas d’ici")
        await facilitator.press("s")
        await facilitator.sees("protégée : elle ne se supprime pas")
        await facilitator.press("enter")
        await facilitator.sees_no_more("GÉRER LE TEMPS")
        assert "apply-replan" not in facilitator.link.commands()
