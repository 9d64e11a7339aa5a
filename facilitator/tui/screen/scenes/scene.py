"""What a scene is: a view laid out on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from facilitator.locale import gettext as _
from facilitator.tui.hours import hour
from facilitator.tui.screen.pages import paginate
from facilitator.tui.screen.paper import BODY, QUIET, Lines, Paper, blank

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PhaseView, PublicView


@dataclass(frozen=True, slots=True)
class Scene:
    """The lines between the title and the time."""

    lines: Lines
    pages: int = 1
    page: int = 0


class PhaseScene(Protocol):
    """How one kind of phase is shown; `page` is the page wished for."""

    def __call__(self, view: PublicView, phase: PhaseView, paper: Paper, page: int) -> Scene: ...


def opening(phase: PhaseView, paper: Paper, *, rows: int = 0) -> Lines:
    """The question, in so many rows of very large letters if there is room, and what to do."""
    question = paper.headline(phase["question"], rows=rows)
    instruction = _instruction(phase)
    style = QUIET if paper.small else BODY
    told = [*paper.words(instruction, style, lines=3 if paper.large else 2), *_seating(phase, paper)]
    if not paper.small:
        return [*question, *(blank() if question and told else []), *told, *(blank() if question or told else [])]
    return [*question, *told]


def fitted(phase: PhaseView, paper: Paper, body: Callable[[Paper], Scene]) -> Scene:
    """The question over a body: as large as it can be without costing the body a page."""
    modest = opening(phase, paper)
    drawn = body(paper.less(modest))
    head = opening(phase, paper, rows=3) if paper.large else modest
    if len(head) > len(modest) and len(head) < paper.height:
        larger = body(paper.less(head))
        if larger.pages == drawn.pages and len(head) + len(larger.lines) <= paper.height:
            return Scene([*head, *larger.lines], larger.pages, larger.page)
    return Scene([*modest, *drawn.lines], drawn.pages, drawn.page)


def paged(blocks: Sequence[Lines], paper: Paper, page: int, *, foot: Lines | None = None) -> Scene:
    """A list in pages, with the same lines under each."""
    foot = foot or []
    room = paper.less(foot)
    pages = paginate(blocks, room.height, room.fitting_gap(blocks))
    page = min(page, len(pages) - 1)
    return Scene([*pages[page], *foot], len(pages), page)


def _seating(phase: PhaseView, paper: Paper) -> Lines:
    """The groups to make, said once, and when people are wanted back."""
    seated = phase["round"] is not None and phase["round"]["index"] > 0
    told = [phase["seating"]] if paper.large or not seated else []
    if phase["until"] is not None:
        told.append(_("Jusqu’à {hour}.").format(hour=hour(phase["until"])))
    return paper.words(" ".join(told), QUIET, lines=2)


def _instruction(phase: PhaseView) -> str:
    current = phase["round"]
    if current is None:
        return phase["instruction"]
    place = f"{current['index'] + 1}/{current['count']}"
    told = " ".join(part for part in (current["gesture"], current["instruction"]) if part) or phase["instruction"]
    if not told:
        return f"{place} {current['title']}"
    return _("{place} {title} : {instruction}").format(place=place, title=current["title"], instruction=told)
