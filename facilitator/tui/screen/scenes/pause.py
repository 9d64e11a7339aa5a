"""A break: when it ends, in a time that can be read on any clock, and how long that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.locale import gettext as _
from facilitator.tui.screen.clock import hour
from facilitator.tui.screen.paper import BODY, BRIGHT, QUIET, Paper, centred, stacked
from facilitator.tui.screen.scenes.scene import Scene

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PhaseView, PublicView


def paint(view: PublicView, phase: PhaseView, paper: Paper, page: int) -> Scene:
    """The hour first, what to do, then what follows."""
    pause = phase.get("pause")
    resumes = pause["resumes_at"] if pause else None
    told = _("Reprise à {hour}").format(hour=hour(resumes)) if resumes is not None else phase["title"]
    following = _("Ensuite : {title}").format(title=view["following"]) if view["following"] else ""
    blocks = [
        paper.headline(told, rows=2, style=BRIGHT),
        paper.words(phase["question"] or phase["instruction"], BODY, lines=3),
        paper.words(following, QUIET, lines=1),
    ]
    return Scene(centred(stacked(blocks), paper.height))
