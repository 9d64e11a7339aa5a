from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.tui.console import own_keys
from tests.tui.console.engine_link import EngineLink, a_session
from tests.tui.console.hands import at_the_console


@pytest.fixture(autouse=True)
def usual_keys_afterwards() -> Iterator[None]:
    yield
    own_keys._renamed.clear()


@pytest.fixture
def link() -> EngineLink:
    link = a_session()
    link.go_to("doutes")
    return link


async def test_a_gesture_answers_to_its_own_key_and_no_longer_to_the_usual_one(
    link: EngineLink, own_data: Path
) -> None:
    (own_data / "keys.toml").write_text('[time]\nstart-pause = "F5"\n', encoding="utf-8")
    async with at_the_console(link) as facilitator:
        await facilitator.sees("F5 pause")
        await facilitator.press("space", "f5")
        await facilitator.has_asked("pause")
        await facilitator.sees("F5 démarrer")
        assert link.commands().count("pause") == 1 and "resume" not in link.commands()


async def test_sentences_help_and_palette_name_the_keys_that_there_are(link: EngineLink, own_data: Path) -> None:
    (own_data / "keys.toml").write_text('[words]\nmessage = "F7"\n[ideas]\nreveal = "Ctrl+D"\n', encoding="utf-8")
    async with at_the_console(link, (120, 45)) as facilitator:
        await facilitator.sees("Ctrl+D dévoiler")
        await facilitator.press("question_mark")
        await facilitator.sees("F7", "Message court à la salle", "Ctrl+D")


async def test_what_cannot_be_had_is_told_when_the_console_opens(link: EngineLink, own_data: Path) -> None:
    (own_data / "keys.toml").write_text('[time]\nnext = "P"\nxx = "F5"\n', encoding="utf-8")
    async with at_the_console(link, (160, 45)) as facilitator:
        await facilitator.sees("keys.toml", "(et 1 autre : facilitator keys)")
        await facilitator.press("n")
        await facilitator.sees("N ou Entrée passe")


async def test_the_next_gesture_is_advised_by_its_own_key(link: EngineLink, own_data: Path) -> None:
    (own_data / "keys.toml").write_text('[time]\nnext = "F8"\n', encoding="utf-8")
    async with at_the_console(link, (120, 30)) as facilitator:
        await facilitator.press("f8")
        await facilitator.sees("F8 ou Entrée passe")


async def test_one_rehearses_with_the_keys_of_the_day(monkeypatch: pytest.MonkeyPatch, own_data: Path) -> None:
    monkeypatch.setenv("FACILITATOR_DATA", str(own_data / "rehearsals"))
    assert own_keys.keys_file() == own_data / "keys.toml"
