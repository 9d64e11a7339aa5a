"""The room's screen at each moment."""

from __future__ import annotations

from functools import partial

from facilitator.engine.views import public_view
from facilitator.tui.screen.app import PublicScreenApp
from tests.tui.screen.workshop import Still
from tools.pictures.moments import MOMENTS, named
from tools.pictures.scene import Scene


def _screen(moment: str) -> PublicScreenApp:
    still = named(moment)
    return PublicScreenApp(Still(public_view(still.state, still.now, still.room)))


SCENES = tuple(Scene(f"screen-{moment.name}", partial(_screen, moment.name)) for moment in MOMENTS)
