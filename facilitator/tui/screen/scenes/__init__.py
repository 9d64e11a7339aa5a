"""One scene for each kind of phase, and for what comes before, between and after."""

from __future__ import annotations

from collections.abc import Mapping
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
    way_in,
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


def scene(view: PublicView, paper: Paper, page: int = 0) -> Scene:
    """What the room sees between the title and the time."""
    phase = view["phase"]
    if view["way_in"]:
        return way_in.paint(view, paper, page)
    if view["status"] == "ended":
        return moments.ended(view, paper)
    if view["thanks"]:
        return moments.thanks(view, paper)
    if view["keyboard"]:
        return moments.keyboard(view, paper)
    return lobby.paint(view, paper) if phase is None else PHASES[phase["kind"]](view, phase, paper, page)
