import asyncio

import pytest

from facilitator.client import Lost
from facilitator.tui.screen import frame as frame_module
from facilitator.tui.screen.app import PublicScreenApp
from facilitator.tui.screen.face import PublicFace
from tests.tui.screen.workshop import Still, arrived, doubts, doubts_veiled, seen


async def test_before_the_first_view_a_calm_card_waits() -> None:
    app = PublicScreenApp(Still())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "L’atelier arrive" in app.query_one(PublicFace).text


async def test_the_room_reads_its_workshop_s_language_whatever_the_console_speaks() -> None:
    english = seen(doubts_veiled())
    english["language"] = "en"
    app = PublicScreenApp(Still(english))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = app.query_one(PublicFace).text
        assert "left" in text and "cards" in text
        assert "encore" not in text


async def test_the_last_view_wins() -> None:
    app = PublicScreenApp(Still(seen(arrived()), seen(doubts_veiled()), seen(doubts())))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Je regarde pour" in app.query_one(PublicFace).text


async def test_what_was_known_stays_while_the_host_is_lost() -> None:
    app = PublicScreenApp(Still(seen(doubts()), Lost()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = app.query_one(PublicFace).text
        assert "on se reconnecte" in text and "Je regarde pour" in text


async def test_the_words_reach_the_terminal_itself() -> None:
    app = PublicScreenApp(Still(seen(doubts_veiled())))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        lines = ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]
        assert any("où êtes-vous perdu" in line for line in lines)
        assert any("encore" in line for line in lines)


async def test_a_resize_lays_everything_out_again() -> None:
    app = PublicScreenApp(Still(seen(doubts())))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.resize_terminal(60, 18)
        await pilot.pause()
        assert len(app.query_one(PublicFace).text.split("\n")) == 18


async def test_the_time_passes_by_itself() -> None:
    playing = doubts_veiled()
    view = seen(playing)
    view["speed"] = 60.0
    app = PublicScreenApp(Still(view))
    async with app.run_test(size=(80, 24)) as pilot, asyncio.timeout(30):
        while "encore" not in app.query_one(PublicFace).text:
            await pilot.pause()
        while "On termine sa phrase" not in app.query_one(PublicFace).text:
            await pilot.pause(0.1)


async def test_a_fault_in_a_scene_is_a_calm_card_that_the_next_view_takes_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object, **__: object) -> None:
        secret = "les mots d’une personne"
        raise RuntimeError(secret)

    app = PublicScreenApp(Still())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        face = app.query_one(PublicFace)
        with monkeypatch.context() as faulty:
            faulty.setattr(frame_module, "frame", broken)
            face.show(seen(doubts()))
        assert "Rien n’est perdu" in face.text
        assert "RuntimeError" not in face.text and "personne" not in face.text
        face.show(seen(doubts()))
        assert "Je regarde pour" in face.text
