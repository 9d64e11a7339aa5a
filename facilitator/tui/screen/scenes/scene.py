"""What a scene is: a view laid out on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

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
    told = paper.words(instruction, style, lines=2)
    if not paper.small:
        return [*question, *(blank() if question and told else []), *told, *(blank() if question or told else [])]
    return [*question, *told]


def _instruction(phase: PhaseView) -> str:
    current = phase["round"]
    return current["instruction"] if current and current["instruction"] else phase["instruction"]
