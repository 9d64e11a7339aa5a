"""The room's screen, from the sample workshop."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from facilitator.tui.screen.app import PublicScreenApp
from facilitator.tui.theme import DARK, LIGHT
from tests.sample import Playing
from tests.tui.screen import workshop
from tools.pictures.scene import Scene


def _screen(moment: Callable[[], Playing], join: str, look: str) -> PublicScreenApp:
    return PublicScreenApp(workshop.Still(workshop.seen(moment(), join)), look=look)


def _scene(name: str, moment: Callable[[], Playing], *, join: str = "", look: str = DARK.name) -> Scene:
    return Scene(f"screen-{name}", partial(_screen, moment, join, look))


SCENES = (
    _scene("lobby", workshop.arrived),
    _scene("writing", workshop.doubts_veiled),
    _scene("reading", workshop.doubts),
    _scene("debate", workshop.debate, look=LIGHT.name),
    _scene("closing", partial(workshop.sentences, 3)),
)
