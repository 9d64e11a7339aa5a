from rich.segment import Segment
from rich.text import Text
from textual.app import ComposeResult
from textual.color import Color
from textual.content import Content
from textual.widgets import Label, OptionList, Static

from facilitator.tui.face import Face
from facilitator.tui.gate import Gate
from tools.pictures.cells import screen_text

HOSTILE = "a\x1b]0;titre\x07b\x9b31m\u202ec\ufeff\u200b\u061c\uffff"


class Careless(Face[None]):
    """An app whose author forgot the door, in several ways."""

    def compose(self) -> ComposeResult:
        yield Static(Content(HOSTILE))
        yield Label(HOSTILE, markup=False)
        yield Static(Text(HOSTILE))
        yield OptionList(HOSTILE, markup=False)


async def test_no_control_character_leaves_the_app_even_when_the_door_was_forgotten() -> None:
    app = Careless()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        shown = screen_text(app)
        assert shown.count("]0;titre") == 4
        assert not set(shown) & set("\x1b\x07\x9b\u202e\ufeff\u200b\u061c\uffff")


def test_ordinary_lines_pass_untouched() -> None:
    line = [Segment("« l’été » — 日本 │ ▄▀ é ▢"), Segment("\u00a0?")]
    assert Gate().apply(line, Color(0, 0, 0)) is line
