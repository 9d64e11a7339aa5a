"""The home: workshops to resume, to run, and those of the past."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from facilitator.store.paths import DataFolder
from facilitator.tui.console.home import HomeApp
from tests.sample import keep, play
from tests.tui.screen.workshop import elsewhere
from tools.pictures.cells import screen_text
from tools.pictures.scene import Scene


def _home() -> HomeApp:
    data = DataFolder(Path(os.environ["FACILITATOR_DATA"]))
    begun = elsewhere("au-secours-posts", "musee")
    begun.state = replace(begun.state, session="20261201-160000-posts-77aa")
    keep(begun, data)
    keep(play(), data)
    return HomeApp(data, data.root)


async def _settle(pilot: Pilot[object]) -> None:
    """The files are read after the first paint."""
    while "les outils de stats" not in screen_text(pilot.app):
        await pilot.pause(0.05)


SCENES = (Scene("home", _home, _settle),)
