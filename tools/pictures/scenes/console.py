"""The facilitator's console, from the sample workshop."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.pilot import Pilot

from facilitator.tui.console.app import ConsoleApp
from tests.sample import Playing
from tests.tui.console.engine_link import EngineLink
from tests.tui.screen import workshop
from tools.pictures.scene import Scene


def _console(moment: Callable[[], Playing]) -> ConsoleApp:
    playing = moment()
    return ConsoleApp(EngineLink(playing.state, now=playing.now))


async def _settle(pilot: Pilot[int]) -> None:
    """The screen of the moment takes the place of the skeleton."""
    for _frame in range(5):
        await pilot.pause(0.1)


SCENES = (
    Scene("console-lobby", partial(_console, workshop.arrived), _settle),
    Scene("console-writing", partial(_console, workshop.doubts_veiled), _settle),
)
