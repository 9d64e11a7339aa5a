"""What a stranger may type is shown as harmless words, whatever the scene."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.engine import commands as c
from facilitator.engine.views import PublicView
from facilitator.tui.screen.app import PublicScreenApp
from facilitator.tui.screen.face import PublicFace
from facilitator.tui.screen.frame import Size, frame
from tests import sample
from tests.tui.screen.workshop import Still, seen

TEXTS = [
    "[/b] fermé",
    "[@click=app.quit]x[/]",
    "[IMPORTANT] lire",
    "\x1b]2;PWNED\x1b\\ titre",
    "\x1b[31mrouge\x1b[0m",
    "\u202egnihtyna\u202c",
    "e" + "\u0301" * 200,
    "👩‍👩‍👧‍👦 " * 40,
    "x" * 10_000,
    "mot " * 3_000,
    "\ud800 seul",
    "a\n" * 500,
]
FORBIDDEN = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def _view_with(text: str) -> PublicView:
    playing = sample.begin()
    playing.do(c.StartPhase(), c.GoToPhase("doutes"))
    view = seen(playing)
    phase = view["phase"]
    assert phase is not None
    phase["veiled"] = False
    phase["title"] = phase["question"] = phase["instruction"] = view["prompt"] = view["title"] = text
    phase["columns"] = [text, "B"]
    view["ideas"] = [
        {"id": "1", "text": text, "column": text, "fields": [], "row": "", "theme": "", "late": False},
        {"id": "2", "text": text, "column": "B", "fields": [], "row": "", "theme": "", "late": True},
    ]
    return view


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
async def test_it_reaches_the_terminal_without_a_control_byte(text: str) -> None:
    app = PublicScreenApp(Still(_view_with(text)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = app.query_one(PublicFace).text.replace("\n", "")
        assert not FORBIDDEN & set(shown)
        assert "Un instant" not in shown
        assert app.is_running


async def test_markup_is_shown_as_typed() -> None:
    app = PublicScreenApp(Still(_view_with("[/b] et [@click=app.quit]x")))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "[/b] et" in app.query_one(PublicFace).text


@settings(max_examples=60)
@given(st.text(max_size=300), st.sampled_from([(60, 18), (80, 24), (160, 45)]))
def test_any_text_at_all_can_be_laid_out(text: str, size: tuple[int, int]) -> None:
    view = _view_with(text)
    lines = frame(view, Size(*size), view["now"], 0).lines
    assert len(lines) == size[1]
    assert not FORBIDDEN & set("".join(line.plain for line in lines))
