"""The room's screen, from the sample workshop."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from facilitator.tui.screen.app import PublicScreenApp
from facilitator.tui.theme import DARK, LIGHT
from tests.sample import Playing
from tests.tui.screen import workshop
from tools.pictures.scene import LARGE, SMALL, Scene


def _screen(moment: Callable[[], Playing], look: str) -> PublicScreenApp:
    return PublicScreenApp(workshop.Still(workshop.seen(moment())), look=look)


def _scene(name: str, moment: Callable[[], Playing], *sizes: tuple[int, int], look: str = DARK.name) -> Scene:
    return Scene(f"screen-{name}", partial(_screen, moment, look), sizes=sizes or (SMALL,))


SCENES = (
    _scene("lobby", workshop.arrived, SMALL, LARGE),
    _scene("talk", partial(workshop.reached, "ouverture")),
    _scene("writing", workshop.doubts_veiled, SMALL, LARGE),
    _scene("reading", workshop.doubts, SMALL, LARGE),
    _scene("respond", workshop.rows),
    _scene("group", workshop.sorting),
    _scene("vote", workshop.vote),
    _scene("debate", workshop.debate, SMALL, LARGE, look=LIGHT.name),
    _scene("matrix", workshop.matrix, LARGE, look=LIGHT.name),
    _scene("break", partial(workshop.reached, "tampon")),
    _scene("commit", workshop.commitments),
    _scene("closing", partial(workshop.sentences, 3), SMALL, LARGE),
)
