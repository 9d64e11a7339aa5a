"""One scene for each kind of phase, and for what comes before, between and after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from facilitator.tui.screen.paper import Paper
from facilitator.tui.screen.scenes import (
    collect,
    commit,
    group,
    lobby,
    matrix,
    moments,
    pause,
    position,
    respond,
    talk,
    validate,
    vote,
)
from facilitator.tui.screen.scenes.scene import PhaseScene, Scene

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PublicView

PHASES: Mapping[str, PhaseScene] = {
    "talk": talk.paint,
    "collect": collect.paint,
    "respond": respond.paint,
    "group": group.paint,
    "vote": vote.paint,
    "position": position.paint,
    "matrix": matrix.paint,
    "commit": commit.paint,
    "validate": validate.paint,
    "break": pause.paint,
}


def apart(view: PublicView) -> Callable[[PublicView, Paper], Scene] | None:
    """The scene that takes the whole screen whatever the phase, if there is one now."""
    if view["blank"]:
        return moments.nothing
    if view["status"] == "ended":
        return moments.ended
    if view["keyboard"]:
        return moments.keyboard
    return lobby.paint if view["phase"] is None else None


def scene(view: PublicView, paper: Paper, page: int = 0) -> Scene:
    """What the room sees between the title and the time."""
    whole = apart(view)
    if whole is not None or view["phase"] is None:
        return whole(view, paper) if whole else Scene([])
    return PHASES[view["phase"]["kind"]](view, view["phase"], paper, page)
