"""The facilitator's console at each moment, and the panels that its keys open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from textual.pilot import Pilot

from facilitator.tui.clock import LOOK
from facilitator.tui.console.app import ConsoleApp
from tests.tui.console.engine_link import EngineLink
from tools.pictures.cells import screen_text
from tools.pictures.moments import MOMENTS, Still, named
from tools.pictures.scene import SMALL, Pose, Scene

_PATIENCE: Final = 250
"""Looks at a screen that does not yet show what its picture is of."""


def _console(moment: str, late: float) -> ConsoleApp:
    still: Still = named(moment)
    return ConsoleApp(EngineLink(still.state, now=still.now + late * 60, room=still.room))


async def _until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    for _look in range(_PATIENCE):
        await pilot.pause()
        if holds():
            return
        await asyncio.sleep(0.02)
    raise TimeoutError(screen_text(pilot.app))


async def _settle(pilot: Pilot[Any]) -> None:
    """The screen of the moment takes the place of the skeleton."""
    app = pilot.app
    assert isinstance(app, ConsoleApp)
    await _until(pilot, lambda: app.frame is not None and app.frame.ready)
    await pilot.pause(LOOK)  # the widths of what passes with time are known at its next look


async def _press(keys: tuple[str, ...], words: str, pilot: Pilot[Any]) -> None:
    """Keys, until the screen shows what is looked for."""
    await _settle(pilot)
    await pilot.press(*keys)
    await _until(pilot, lambda: words in screen_text(pilot.app).replace("\u00a0", " "))


def _panel(name: str, moment: str, keys: str, words: str, *, late: float = 0.0, typed: str = "") -> Scene:
    letters = ("space" if letter == " " else letter for letter in typed)
    pose: Pose = partial(_press, (*keys.split(), *letters), words)
    return Scene(f"console-{name}", partial(_console, moment, late), pose, ((SMALL, "dark"),))


PANELS = (
    _panel("late", "lobby", "space", "retard", late=8.5),
    _panel("replan", "reading", "g", "GÉRER LE TEMPS", late=6),
    _panel("more", "reading", "plus plus", "+2 min"),
    _panel("reword", "reading", "f4 enter", "Question"),
    _panel("capture", "reading", "i", "Encore", typed="Encore une carte, lue à voix haute"),
    _panel("ballot", "voting", "i", "bulletin"),
    _panel("way-in", "lobby", "l", "Wi-Fi"),
    _panel("prompts", "writing", "R", "Afficher"),
    _panel("message", "reading", "m", "Reprise", typed="Reprise dans cinq minutes, au fond de la salle"),
    _panel("twins", "reading", "f", "Ces idées se ressemblent"),
    _panel("preparing", "star", "t", "Proposés"),
    _panel("handed-over", "writing", "c enter", "clavier"),
    _panel("sign", "closing", "s", "présentes"),
    _panel("found-paper", "end", "i", "papier"),
    _panel("help", "reading", "question_mark", "Toutes les touches"),
    _panel("palette", "reading", "ctrl+p", "Chercher une commande"),
    _panel("leave", "reading", "ctrl+q", "Quitter la console"),
)
SCENES = (
    *(Scene(f"console-{moment.name}", partial(_console, moment.name, 0.0), _settle) for moment in MOMENTS),
    *PANELS,
)
