from itertools import product

import pytest
from textual.color import Color
from textual.theme import Theme

from facilitator.tui.face import Face
from facilitator.tui.theme import THEMES, dress

INKS = ("foreground", "primary", "secondary", "accent", "warning", "error", "success")
GROUNDS = ("background", "surface", "panel")
READABLE = 4.5


def contrast(ink: str, ground: str) -> float:
    """The WCAG ratio of two colours."""
    first, second = sorted((luminance(Color.parse(ink)), luminance(Color.parse(ground))), reverse=True)
    return (first + 0.05) / (second + 0.05)


def luminance(colour: Color) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_ratio_is_the_one_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_ink_is_readable_on_every_ground(theme: Theme) -> None:
    variables = theme.to_color_system().generate()
    inks = [variables[name] for name in (*INKS, "text", "text-muted")]
    ratios = {(ink, ground): contrast(ink, variables[ground]) for ink, ground in product(inks, GROUNDS)}
    assert min(ratios.values()) >= READABLE, ratios


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_question_is_read_from_the_last_row(theme: Theme) -> None:
    assert contrast(theme.foreground or "", theme.background or "") >= 14


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_cursor_is_readable(theme: Theme) -> None:
    variables = theme.variables
    assert contrast(variables["block-cursor-foreground"], variables["block-cursor-background"]) >= READABLE


async def test_the_look_can_be_chosen_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACILITATOR_THEME", "jour")
    async with Face[None]().run_test() as pilot:
        assert pilot.app.theme == "jour"


async def test_an_unknown_look_is_the_dark_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACILITATOR_THEME", "arc-en-ciel")
    async with Face[None]().run_test() as pilot:
        assert pilot.app.theme == "salle"


async def test_the_colours_of_the_terminal_will_do() -> None:
    app = Face[None]()
    dress(app, "ansi-dark")
    async with app.run_test():
        assert app.theme_variables["rule"] == "ansi_bright_black"
