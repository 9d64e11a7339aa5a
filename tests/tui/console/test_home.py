from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.binding import Binding

from facilitator.store.paths import DataFolder
from facilitator.tui.console.home import Choice, HomeApp
from tests import sample
from tests.tui.console.engine_link import a_session
from tests.tui.console.hands import Facilitator

UNSOUND = '[workshop]\ntitle = "Brouillon"\n[[phase]]\nid = "a"\n'


@asynccontextmanager
async def at_home(data: Path, folder: Path) -> AsyncIterator[Facilitator]:
    app = HomeApp(DataFolder(data).create(), folder)
    async with app.run_test(size=(100, 40)) as pilot:
        visitor = Facilitator(pilot, a_session())
        await visitor.sees("Ateliers livrés", "les outils de stats")
        yield visitor


async def leaves_with(visitor: Facilitator) -> Choice | None:
    app = visitor.pilot.app
    await visitor.until(lambda: not app.is_running, lambda: "still running")
    found: Choice | None = app.return_value
    return found


async def test_entree_on_a_shipped_workshop_runs_it(tmp_path: Path, own_data: Path) -> None:
    async with at_home(own_data, tmp_path / "nowhere") as visitor:
        await visitor.press("enter")
        assert await leaves_with(visitor) == Choice("run", "au-secours-commentaires-politiques")


async def test_t_rehearses_the_workshop_under_the_cursor(tmp_path: Path, own_data: Path) -> None:
    async with at_home(own_data, tmp_path / "nowhere") as visitor:
        await visitor.sees("T répéter")
        await visitor.press("down", "t")
        assert await leaves_with(visitor) == Choice("rehearse", "au-secours-messageries")


async def test_methods_stand_apart_from_the_workshops(tmp_path: Path, own_data: Path) -> None:
    async with at_home(own_data, tmp_path / "nowhere") as visitor:
        screen = await visitor.sees("Méthodes à adapter", "Lean coffee")
        workshops, methods = screen.split("Méthodes à adapter")
        assert "Lean coffee" not in workshops
        assert "Au secours" not in methods and "Help" not in methods
        await visitor.press("end", "enter")
        assert await leaves_with(visitor) == Choice("run", "world-cafe")


async def test_one_s_own_scripts_come_first_and_an_unsound_one_says_how_to_mend_it(
    own_data: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "brouillon.toml").write_text(UNSOUND, encoding="utf-8")
    (folder / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    async with at_home(own_data, folder) as visitor:
        screen = await visitor.sees("Mes ateliers", "brouillon.toml", "à corriger")
        assert "pyproject" not in screen
        await visitor.press("enter")
        await visitor.sees("facilitator check")


async def test_an_unfinished_session_is_resumed(own_data: Path, tmp_path: Path) -> None:
    sample.keep(sample.play(until="doutes"), DataFolder(own_data).create())
    async with at_home(own_data, tmp_path / "nowhere") as visitor:
        await visitor.sees("À reprendre", "contributions")
        await visitor.press("enter")
        assert await leaves_with(visitor) == Choice("resume", sample.SESSION)


async def test_a_past_session_is_exported_in_every_format(own_data: Path, tmp_path: Path) -> None:
    sample.keep(sample.play(), DataFolder(own_data).create())
    async with at_home(own_data, tmp_path / "nowhere") as visitor:
        await visitor.sees("Ateliers passés")
        await visitor.press("end", "enter")
        await visitor.sees("C’est écrit dans :", ".md", ".html", ".odt", ".xlsx")
    exports = own_data / "sessions" / sample.SESSION / "exports"
    assert {path.suffix for path in exports.iterdir()} >= {
        ".html",
        ".md",
        ".odt",
        ".docx",
        ".xlsx",
        ".ods",
        ".csv",
        ".json",
    }
    assert exports.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in exports.iterdir())


async def test_echap_leaves_without_a_choice(own_data: Path, tmp_path: Path) -> None:
    async with at_home(own_data, tmp_path / "nowhere") as visitor:
        await visitor.press("escape")
        assert await leaves_with(visitor) is None


async def test_words_are_found_again_in_what_past_sessions_gave(own_data: Path, tmp_path: Path) -> None:
    sample.keep(sample.play(), DataFolder(own_data).create())
    async with at_home(own_data, tmp_path / "nowhere") as visitor:
        await visitor.sees("Ateliers passés")
        await visitor.press("f")
        await visitor.types("PORTEE impressions")
        await visitor.sees("La différence entre portée, impressions et vues")
        await visitor.sees_no_more("Ateliers livrés")
        await visitor.types(" zzz")
        await visitor.sees("Ces mots ne sont dans aucune session.")
        await visitor.press("escape")
        await visitor.sees("Ateliers livrés", "Ateliers passés")


async def test_what_is_typed_in_the_search_is_no_gesture(own_data: Path, tmp_path: Path) -> None:
    sample.keep(sample.play(), DataFolder(own_data).create())
    async with at_home(own_data, tmp_path / "nowhere") as visitor:
        await visitor.sees("Ateliers passés")
        await visitor.press("f")
        await visitor.types("effrore")
        await visitor.sees("effrore")
        assert DataFolder(own_data).find_sessions()


async def test_a_session_found_again_is_exported_like_any_other(own_data: Path, tmp_path: Path) -> None:
    sample.keep(sample.play(), DataFolder(own_data).create())
    async with at_home(own_data, tmp_path / "nowhere") as visitor:
        await visitor.sees("Ateliers passés")
        await visitor.press("f")
        await visitor.types("abonnés")
        await visitor.sees("Le total d’abonnés")
        await visitor.press("enter", "enter")
        await visitor.sees("C’est écrit dans :")


async def test_a_session_is_erased_only_after_a_yes(own_data: Path, tmp_path: Path) -> None:
    kept = sample.keep(sample.play(), DataFolder(own_data).create())
    async with at_home(own_data, tmp_path / "nowhere") as visitor:
        await visitor.sees("Ateliers passés")
        await visitor.press("end", "delete")
        await visitor.sees("Effacer pour toujours", "24/11/2026", "24/12/2026")
        await visitor.press("escape")
        await visitor.sees("Rien n’a été effacé.")
        await visitor.press("o")
        await visitor.press("delete", "up", "o")
        assert kept.path.exists()
        await visitor.press("end", "delete", "o")
        await visitor.sees("Effacée")
        await visitor.sees_no_more("Ateliers passés")
    assert not kept.path.exists()


async def test_every_key_of_the_home_is_in_the_help_and_in_the_palette(tmp_path: Path, own_data: Path) -> None:
    async with at_home(own_data, tmp_path / "nowhere") as visitor:
        keys = [binding for binding in HomeApp.BINDINGS if isinstance(binding, Binding)]
        await visitor.press("question_mark")
        told = await visitor.sees("Toutes les touches d’ici", "Les ateliers")
        await visitor.press("escape", "ctrl+p", *"effacement")
        await visitor.sees("Confirmer l’effacement")
        offered = {command.title for command in visitor.pilot.app.get_system_commands(visitor.pilot.app.screen)}
        for binding in keys:
            assert binding.description in told and binding.description in offered
