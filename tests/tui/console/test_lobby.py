from __future__ import annotations

from tests.tui.console.engine_link import a_session
from tests.tui.console.hands import at_the_console


async def test_the_lobby_says_what_is_asked_the_rule_and_the_way_in() -> None:
    async with at_the_console(a_session()) as facilitator:
        screen = await facilitator.sees("Au secours, je suis perdu dans les outils de stats !", "Règle de parole")
        assert "Plus de 8" in screen
        assert "http://192.168.8.1:8017/j/stats" in screen


async def test_arrivals_are_counted_with_the_arrows() -> None:
    async with at_the_console(a_session()) as facilitator:
        await facilitator.press("up", "up", "up", "down")
        await facilitator.sees("2 personnes sur 24 places")
        assert facilitator.link.state.head_count == 2


async def test_a_full_room_is_said_and_taken_back() -> None:
    async with at_the_console(a_session()) as facilitator:
        await facilitator.press("f")
        await facilitator.sees("COMPLET")
        await facilitator.press("f")
        await facilitator.sees_no_more("COMPLET")


async def test_hands_for_the_poll_are_typed_choice_after_choice() -> None:
    async with at_the_console(a_session()) as facilitator:
        await facilitator.press("h")
        await facilitator.sees("Je préfère ne pas savoir")
        await facilitator.press("²", "tab", "7", "enter")
        await facilitator.has_asked("count-poll-hands", choice=1, count=7)
        assert facilitator.link.commands() == ["count-poll-hands"]
        await facilitator.sees("7  ")


async def test_space_starts_the_first_phase() -> None:
    async with at_the_console(a_session()) as facilitator:
        await facilitator.press("space")
        await facilitator.sees("1/8", "Levez la main si…", "reste")


async def test_a_late_start_is_a_question_that_entree_answers_by_keeping_the_end() -> None:
    async with at_the_console(a_session(late=420)) as facilitator:
        await facilitator.press("space")
        await facilitator.sees(
            "7 min de retard. On garde la fin ?", "10:00 → 07:00  souple      ▼", "08:00 → 08:00  protégée"
        )
        await facilitator.press("n", "plus", "g")  # a letter is no answer
        assert not facilitator.link.commands()
        await facilitator.press("enter")
        await facilitator.has_asked("start-phase", shift_end=False)
        await facilitator.has_asked("apply-replan", cases=[["lectures", 1]])
        await facilitator.sees("1/8", "à l’heure")
        await facilitator.press("u")
        await facilitator.sees("1/8", "retard 7 min")


async def test_echap_answers_a_late_start_by_moving_the_end() -> None:
    async with at_the_console(a_session(late=420)) as facilitator:
        await facilitator.press("space", "escape")
        await facilitator.has_asked("start-phase", shift_end=True)
        await facilitator.sees("1/8", "à l’heure")


async def test_a_minute_late_is_nobody_s_business() -> None:
    async with at_the_console(a_session(late=60)) as facilitator:
        await facilitator.press("space")
        await facilitator.sees("1/8")
