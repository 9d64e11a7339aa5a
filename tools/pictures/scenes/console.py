"""The facilitator's console, from the sample workshop."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.pilot import Pilot

from facilitator.tui.console.app import ConsoleApp
from tests.sample import Playing
from tests.tui.console.engine_link import EngineLink
from tests.tui.screen import workshop
from tools.pictures.scene import LARGE, SMALL, Scene


def _console(moment: Callable[[], Playing]) -> ConsoleApp:
    playing = moment()
    return ConsoleApp(EngineLink(playing.state, now=playing.now))


async def _settle(pilot: Pilot[int]) -> None:
    """The screen of the moment takes the place of the skeleton."""
    for _frame in range(5):
        await pilot.pause(0.1)


def _scene(name: str, moment: Callable[[], Playing], *sizes: tuple[int, int]) -> Scene:
    return Scene(f"console-{name}", partial(_console, moment), _settle, sizes or (SMALL,))


SCENES = (
    _scene("lobby", workshop.arrived, SMALL, LARGE),
    _scene("talk", partial(workshop.reached, "ouverture")),
    _scene("writing", workshop.doubts_veiled, SMALL, LARGE),
    _scene("respond", workshop.rows),
    _scene("group", workshop.sorting),
    _scene("vote", workshop.vote),
    _scene("position", workshop.debate),
    _scene("matrix", workshop.matrix, LARGE),
    _scene("break", partial(workshop.reached, "tampon")),
    _scene("commit", workshop.commitments),
    _scene("validate", partial(workshop.sentences, 3)),
)
