from __future__ import annotations

from pathlib import Path

from facilitator.store.paths import DataFolder
from tests import sample
from tests.tui.console.engine_link import EngineLink
from tests.tui.console.hands import at_the_console


async def test_the_end_tells_what_was_made_and_writes_it(own_data: Path) -> None:
    played = sample.play()
    sample.keep(played, DataFolder(own_data).create())
    async with at_the_console(EngineLink(played.state, played.state.at)) as facilitator:
        await facilitator.sees("Terminé à", "40 contributions", "synthèse figée à", "Temps investi : 4,1 sur 5")
        await facilitator.press("s")
        await facilitator.sees("C’est écrit dans :", ".md", ".html", ".odt")
    written = {path.suffix for path in (own_data / "sessions" / sample.SESSION / "exports").iterdir()}
    assert written >= {".md", ".html", ".odt", ".docx", ".xlsx", ".csv", ".json", ".ics"}


async def test_an_end_too_early_is_taken_back() -> None:
    played = sample.play()
    async with at_the_console(EngineLink(played.state, played.state.at)) as facilitator:
        await facilitator.press("u")
        await facilitator.sees("8/8", "Est-ce bien ce que nous avons dit ?")


async def test_a_synthesis_that_cannot_be_written_says_so_and_breaks_nothing() -> None:
    played = sample.play()
    async with at_the_console(EngineLink(played.state, played.state.at)) as facilitator:
        await facilitator.press("s")
        await facilitator.sees("n’a pas pu être écrite")
