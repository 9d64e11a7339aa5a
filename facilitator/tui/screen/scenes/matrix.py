"""Rating: a plane with numbered points and the list that names them; where opinions part, it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.tui.screen.bars import bar
from facilitator.tui.screen.pages import paginate
from facilitator.tui.screen.paper import ACCENT, BODY, BRIGHT, QUIET, RULE, Lines, Paper, beside, blank, to_width
from facilitator.tui.screen.scenes.scene import Scene, opening

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import MatrixItem, MatrixView, PhaseView, PublicView

_LOWEST, _STEPS = 1.0, 4.0
_BOTH = 2


def paint(view: PublicView, phase: PhaseView, paper: Paper, page: int) -> Scene:
    """What is rated; then where it stands."""
    matrix = phase.get("matrix")
    head = opening(phase, paper, rows=1)
    if matrix is None:
        return Scene(head)
    known = any(item["x"] is not None or item["y"] is not None for item in matrix["items"])
    if known and paper.small:
        head = opening(phase, paper)[:1]
    room = paper.less(head)
    if not known:
        return _listed(matrix, head, room, page)
    if len(matrix["x_axis"]) and len(matrix["y_axis"]):
        return Scene([*head, *_placed(matrix, room)])
    return Scene([*head, *_scores(matrix, room)])


def _listed(matrix: MatrixView, head: Lines, paper: Paper, page: int) -> Scene:
    raters = matrix["raters"]
    told = ngettext("{count} personne a noté", "{count} personnes ont noté", raters).format(count=raters)
    axes = [line for axis in (matrix["x_axis"], matrix["y_axis"]) if axis for line in _axis(axis, paper)]
    foot = [*axes, Content.styled(told, BRIGHT)]
    pages = paginate([_named(item, paper) for item in matrix["items"]], paper.height - len(foot) - 1, paper.gap)
    page = min(page, len(pages) - 1)
    return Scene([*head, *pages[page], *blank(0 if paper.small else 1), *foot], len(pages), page)


def _axis(axis: list[str], paper: Paper) -> Lines:
    name, low, high = axis
    return paper.words(_("{name} : 1 {low} … 5 {high}").format(name=name, low=low, high=high), QUIET, lines=1)


def _named(item: MatrixItem, paper: Paper, *, told: bool = False) -> Lines:
    doubt = told and item["contested"]
    text = item["text"] + (_(" (avis partagés)") if doubt else "")
    return paper.bullet(f"{item['number']:>2}", text, BODY, lines=2, mark_style=ACCENT)


def _placed(matrix: MatrixView, paper: Paper) -> Lines:
    """The plane, then its legend beside it."""
    legend = Paper(paper.width * 2 // 5, paper.height, paper.zoom, paper.scale)
    plane = Paper(paper.width - legend.width - 3, paper.height, paper.zoom, paper.scale)
    listed = [_named(item, legend, told=True) for item in matrix["items"]]
    gap = 1 if sum(map(len, listed)) + len(listed) <= paper.height else 0
    column = paginate(listed, paper.height, gap)[0]
    drawn = _plane(matrix, plane)
    return beside([[to_width(line, plane.width) for line in drawn], column], plane.width)


def _plane(matrix: MatrixView, paper: Paper) -> Lines:
    x_name, x_low, x_high = matrix["x_axis"]
    y_name, y_low, y_high = matrix["y_axis"]
    width, height = paper.width - 2, max(3, paper.height - 3)
    cells = [[" "] * width for _row in range(height)]
    for row in range(height):
        cells[row][width // 2] = "·"
    cells[height // 2] = ["·"] * width
    for item in matrix["items"]:
        if item["x"] is not None and item["y"] is not None:
            _stand(cells, item["number"], item["x"], item["y"])
    drawn = [Content.assemble(("│", RULE), *_coloured(row)) for row in cells]
    top = paper.words(_("↑ {name} : {high}").format(name=y_name, high=y_high.lower()), QUIET, lines=1)
    bottom = Content.styled("└" + "─" * width, RULE)
    ends = paper.words(_("{name} : {low} → {high}").format(name=x_name, low=x_low.lower(), high=x_high.lower()), QUIET)
    return [*top, *drawn, bottom, *ends[:1]]


def _stand(cells: list[list[str]], number: int, x: float, y: float) -> None:
    """Write a number at its place, or at the nearest free one: points that coincide stay readable."""
    mark = str(number)
    across, tall = len(cells[0]) - len(mark), len(cells) - 1
    column = round((x - _LOWEST) / _STEPS * across)
    row = tall - round((y - _LOWEST) / _STEPS * tall)
    for step in range(across + 1):
        for start in (column + step, column - step):
            if 0 <= start <= across and not any(c.isdigit() for c in _around(cells[row], start, len(mark))):
                cells[row][start : start + len(mark)] = list(mark)
                return


def _around(row: list[str], start: int, width: int) -> list[str]:
    return row[max(0, start - 1) : start + width + 1]


def _coloured(row: list[str]) -> list[tuple[str, str]]:
    return [(cell, ACCENT if cell.isdigit() else RULE) for cell in row]


def _scores(matrix: MatrixView, paper: Paper) -> Lines:
    """One axis: a ranking with the mean of each."""
    ranked = sorted(matrix["items"], key=lambda item: -(_mean(item) or 0.0))
    blocks = [[*_named(item, paper, told=True), _score(item, paper)] for item in ranked]
    return paginate(blocks, paper.height, paper.gap)[0]


def _score(item: MatrixItem, paper: Paper) -> Content:
    mean = _mean(item)
    if mean is None:
        return Content.styled("   –", QUIET)
    told = _("{mean} sur 5").format(mean=f"{mean:.1f}".replace(".", ","))
    return bar(mean, 5, paper.width - 18, told, indent=3)


def _mean(item: MatrixItem) -> float | None:
    return item["x"] if item["x"] is not None else item["y"]
