"""Rating: a plane with numbered points and the list that names them; where opinions part, it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.engine.quadrants import QUADRANTS, quadrant_name, within
from facilitator.engine.wording import number
from facilitator.locale import gettext as _
from facilitator.locale import language, ngettext
from facilitator.locale.agreement import agreement_words
from facilitator.locale.turnout import out_of
from facilitator.tui.screen.bars import bar
from facilitator.tui.screen.pages import paginate
from facilitator.tui.screen.paper import ACCENT, BODY, BRIGHT, QUIET, Lines, Paper, across, blank
from facilitator.tui.screen.scenes.collect import spotlight
from facilitator.tui.screen.scenes.scene import Scene, opening, paged
from facilitator.tui.widgets.plane import CONTESTED, Axis, Point, plane

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import MatrixItem, MatrixView, PhaseView, PublicView

_LOWEST, _STEPS = 1.0, 4.0


def paint(view: PublicView, phase: PhaseView, paper: Paper, page: int) -> Scene:
    """What is rated; then where it stands."""
    matrix = phase.get("matrix")
    head = opening(phase, paper, rows=1)
    if matrix is None:
        return Scene(head)
    known = any(item["x"] is not None or item["y"] is not None for item in matrix["items"])
    if known and not paper.large:
        head = opening({**phase, "instruction": ""}, paper)
    lit = next((item for item in matrix["items"] if item["id"] == phase["focus"]), None)
    if lit is not None:
        return Scene(spotlight(lit["text"], phase, paper))
    room = paper.less(head)
    if known and phase["focus"] in QUADRANTS:
        return _quadrant(matrix, phase["focus"], head, room, page)
    if not known:
        return _listed(matrix, phase["present"], head, room, page)
    if len(matrix["x_axis"]) and len(matrix["y_axis"]):
        return Scene([*head, *_placed(matrix, room)])
    return Scene([*head, *_scores(matrix, room)])


def _quadrant(matrix: MatrixView, quadrant: str, head: Lines, paper: Paper, page: int) -> Scene:
    """What stands in one quarter of the plane, and how far people agree on it."""
    name = paper.words(quadrant_name(quadrant, matrix["x_axis"], matrix["y_axis"]), ACCENT, lines=2)
    title = [*name, *blank(0 if paper.small else 1)]
    found = within(matrix["items"], quadrant)
    blocks = [[*_named(item, paper), *_agreement(item, paper)] for item in found]
    none = [Content.styled(_("Rien dans ce quart du plan."), QUIET)]
    scene = paged(blocks or [none], paper.less(title), page)
    return Scene([*head, *title, *scene.lines], scene.pages, scene.page)


def _agreement(item: MatrixItem, paper: Paper) -> Lines:
    words = agreement_words(item["agreement"])
    told = f"{CONTESTED} {words}" if item["contested"] else words
    return paper.words(told, QUIET, lines=1, indent=3)


def _listed(matrix: MatrixView, present: int | None, head: Lines, paper: Paper, page: int) -> Scene:
    raters = matrix["raters"] or 0
    told = ngettext("Notes de {count} personne", "Notes de {count} personnes", raters).format(count=raters)
    told += out_of(raters, present)
    axes = [line for axis in (matrix["x_axis"], matrix["y_axis"]) if axis for line in _axis(axis, paper)]
    counted = [Content.styled(told, BRIGHT)] if raters else []
    foot = [*blank(0 if paper.small else 1), *axes, *counted]
    scene = paged([_named(item, paper) for item in matrix["items"]], paper, page, foot=foot)
    return Scene([*head, *scene.lines], scene.pages, scene.page)


def _axis(axis: list[str], paper: Paper) -> Lines:
    name, low, high = axis
    return paper.words(_("{name} : 1 {low} … 5 {high}").format(name=name, low=low, high=high), QUIET, lines=1)


def _named(item: MatrixItem, paper: Paper, *, told: bool = False, lines: int = 2) -> Lines:
    doubt = told and item["contested"]
    text = (CONTESTED + _(" avis partagés · ") if doubt else "") + item["text"]
    return paper.bullet(f"{item['number']:>2}", text, BODY, lines=lines, mark_style=ACCENT)


def _placed(matrix: MatrixView, paper: Paper) -> Lines:
    """The plane, then its legend beside it."""
    legend = Paper(paper.width * 2 // 5, paper.height, paper.zoom, paper.scale)
    ground = Paper(paper.width - legend.width - 2, paper.height, paper.zoom, paper.scale)
    listed = [_named(item, legend, told=True) for item in matrix["items"]]
    if sum(map(len, listed)) > paper.height:
        listed = [_named(item, legend, told=True, lines=1) for item in matrix["items"]]
    names = paginate(listed, paper.height, legend.fitting_gap(listed))[0]
    return across(_plane(matrix, ground), names, ground.width)


def _plane(matrix: MatrixView, paper: Paper) -> Lines:
    points = [
        Point(item["number"], (item["x"] - _LOWEST) / _STEPS, (item["y"] - _LOWEST) / _STEPS, item["contested"])
        for item in matrix["items"]
        if item["x"] is not None and item["y"] is not None
    ]
    return list(plane(points, Axis(*matrix["x_axis"]), Axis(*matrix["y_axis"]), paper.width, paper.height).split("\n"))


def _scores(matrix: MatrixView, paper: Paper) -> Lines:
    """One axis: a ranking with the mean of each."""
    ranked = sorted(matrix["items"], key=lambda item: -(_mean(item) or 0.0))
    blocks = [[*_named(item, paper, told=True), _score(item, paper)] for item in ranked]
    return paginate(blocks, paper.height, paper.gap)[0]


def _score(item: MatrixItem, paper: Paper) -> Content:
    mean = _mean(item)
    if mean is None:
        return Content.styled("   –", QUIET)
    told = _("{mean} sur 5").format(mean=number(round(mean, 1), language()))
    return bar(mean, 5, paper.width - 18, told, indent=3)


def _mean(item: MatrixItem) -> float | None:
    return item["x"] if item["x"] is not None else item["y"]
