import re

import pytest
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Footer, Static

from facilitator.tui.face import Face
from facilitator.tui.french import key_name
from tools.pictures.cells import screen_text

ENGLISH = re.compile(
    r"\b(the|quit|search|press|theme|keys|screenshot|maximize|minimize|palette|change|show|hide|save|no matches"
    r"|commands|space|esc|enter|del|pgup|pgdn|want|found|command)\b",
    re.IGNORECASE,
)


class Console(Face[None]):
    """What a console shows of Textual's own."""

    BINDINGS = [
        Binding("space", "start", "Lancer"),
        Binding("escape", "close", "Fermer"),
        Binding("delete", "mask", "Masquer"),
        Binding("R", "choose", "Choisir"),
    ]

    def compose(self) -> ComposeResult:
        yield Static("Atelier")
        yield Footer()


def english_in(shown: str) -> list[str]:
    # « Commandes » and its like are French that begins like English.
    return [match.group() for match in ENGLISH.finditer(shown)]


def test_english_would_be_noticed() -> None:
    assert english_in("Press ctrl+q to quit the app") == ["Press", "quit", "the"]


@pytest.mark.parametrize(
    ("key", "printed"),
    [
        ("space", "Espace"),
        ("enter", "Entrée"),
        ("escape", "Échap"),
        ("delete", "Suppr"),
        ("n", "N"),
        ("R", "Maj+R"),
        ("shift+tab", "Maj+Tab"),
        ("ctrl+q", "Ctrl+Q"),
        ("ctrl+shift+up", "Ctrl+Maj+↑"),
        ("f2", "F2"),
        ("plus", "+"),
        ("+", "+"),
        ("equals_sign", "="),
        ("question_mark", "?"),
    ],
)
def test_keys_are_named_as_on_the_keyboard(key: str, printed: str) -> None:
    assert key_name(key) == printed


async def test_the_footer_is_french() -> None:
    app = Console()
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.pause()
        shown = screen_text(app)
        assert "Espace" in shown and "Échap" in shown and "Suppr" in shown and "Maj+R" in shown
        assert english_in(shown) == []


async def test_the_palette_is_french() -> None:
    app = Console()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause(0.3)
        shown = screen_text(app)
        assert "Chercher une commande…" in shown and "Fond clair" in shown and "Quitter" in shown
        assert english_in(shown) == []


async def test_a_search_that_finds_nothing_says_so_in_french() -> None:
    app = Console()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+p", *"zzz")
        await pilot.pause(0.9)
        shown = screen_text(app)
        assert "Rien ne correspond" in shown
        assert english_in(shown) == []


async def test_an_emptied_search_says_nothing() -> None:
    app = Console()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+p", "z", "backspace")
        await pilot.pause(0.9)
        assert "Rien ne correspond" not in screen_text(app)


async def test_ctrl_c_says_in_french_how_to_leave() -> None:
    app = Console()
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause(0.3)
        shown = screen_text(app)
        assert "Pour quitter\u00a0: Ctrl+Q" in shown
        assert english_in(shown) == []


async def test_the_palette_changes_the_look() -> None:
    app = Console()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("ctrl+p", *"clair")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert app.theme == "jour"


async def test_ctrl_q_leaves() -> None:
    app = Console()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+q")
    assert app.return_code == 0
