"""A break: when it ends, in a time that can be read on any clock, and how long that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.locale import gettext as _
from facilitator.tui.hours import hour
from facilitator.tui.screen.paper import BODY, BRIGHT, QUIET, Lines, Paper, blank, centred, stacked
from facilitator.tui.screen.scenes.scene import Scene
from facilitator.tui.widgets.figures import figures

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PhaseView, PublicView


def paint(view: PublicView, phase: PhaseView, paper: Paper, page: int) -> Scene:
    """The hour first, what to do, then what follows."""
    pause = phase.get("pause")
    resumes = pause["resumes_at"] if pause else None
    following = _("Ensuite : {title}").format(title=view["following"]) if view["following"] else ""
    blocks = [
        _resuming(resumes, paper) if resumes is not None else paper.headline(phase["title"], rows=2),
        paper.words(phase["question"] or phase["instruction"], BODY, lines=3),
        paper.words(following, QUIET, lines=1),
    ]
    return Scene(centred(stacked(blocks), paper.height))


def _resuming(moment: float, paper: Paper) -> Lines:
    """People leave the room: the hour is drawn as large as the terminal can."""
    if paper.large or paper.small:
        return paper.headline(_("Reprise à {hour}").format(hour=hour(moment)), rows=2)
    drawn = figures(hour(moment).replace("\u00a0", " "), 2)
    return [*paper.words(_("Reprise à"), BRIGHT), *blank(), *(Content.styled(row, BRIGHT) for row in drawn)]
