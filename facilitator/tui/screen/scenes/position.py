"""Taking a stand: the statement, then who stands where before ● and after ○, and what each side says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.locale.turnout import out_of
from facilitator.tui.screen.bars import bar
from facilitator.tui.screen.paper import ACCENT, BODY, BRIGHT, QUIET, Lines, Paper, beside, blank, stacked, to_width
from facilitator.tui.screen.scenes.scene import Scene

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import ArgumentView, DebateView, PhaseView, PublicView

_BEFORE, _AFTER = "●", "○"


def paint(view: PublicView, phase: PhaseView, paper: Paper, page: int) -> Scene:
    """The statement first and largest."""
    debate = phase.get("debate")
    if debate is None:
        return Scene(paper.headline(phase["question"], rows=2))
    head = [*_case(debate, paper), *_statement(debate, phase, paper)]
    counted = debate["before"] is not None or debate["after"] is not None
    scale = _distribution(debate, phase["present"], paper) if counted else _places(debate, phase, paper)
    gap = 0 if paper.small else 1
    said = _arguments(debate, paper, paper.height - len(head) - len(scale) - 2 * gap)
    return Scene(stacked([head, scale, said], gap))


def _case(debate: DebateView, paper: Paper) -> Lines:
    if debate["cases"] < 2 and not debate["title"]:
        return []
    place = Content.styled(_("cas {n} sur {count}").format(n=debate["case"] + 1, count=debate["cases"]), QUIET)
    return [paper.ends(Content.assemble(*paper.words(debate["title"], ACCENT, lines=1)), place)]


def _statement(debate: DebateView, phase: PhaseView, paper: Paper) -> Lines:
    story = paper.words(debate["story"], BODY, lines=2 if paper.small else 3)
    statement = debate["statement"] or phase["question"]
    said = paper.headline(_("« {statement} »").format(statement=statement), rows=2)
    return [*story, *blank(0 if paper.small else 1), *said]


def _places(debate: DebateView, phase: PhaseView, paper: Paper) -> Lines:
    """Before the reveal: the places, and how many have taken one."""
    places = stacked([paper.bullet(_AFTER, name, BODY, lines=1) for name in debate["scale"]], paper.gap)
    placed = debate["placed"]
    if placed is None:
        return places
    told = ngettext("{count} personne placée", "{count} personnes placées", placed).format(count=placed)
    told += out_of(placed, phase["present"])
    return [*places, *blank(0 if paper.small else 1), Content.styled(told, BRIGHT)]


def _distribution(debate: DebateView, present: int | None, paper: Paper) -> Lines:
    most = max([*(debate["before"] or [0]), *(debate["after"] or [0])])
    widest = min(paper.width // 3, max(map(len, debate["scale"])))
    label = Paper(widest, 1, scale=paper.scale)
    lines: Lines = []
    for place, name in enumerate(debate["scale"]):
        named = label.words(name, BODY, lines=1)
        for mark, counts, style in ((_BEFORE, debate["before"], "$secondary"), (_AFTER, debate["after"], "$primary")):
            if counts is not None:
                head = to_width(named[0] if named else Content(""), widest + 2)
                drawn = bar(counts[place], most, paper.width - widest - 12, str(counts[place]), style=style)
                lines.append(Content.assemble(head, f"{mark} ", drawn))
                named = []
    return [*lines, Content.styled(_legend(debate, present), QUIET)]


def _legend(debate: DebateView, present: int | None) -> str:
    if debate["after"] is not None:
        return _("● avant les arguments   ○ après")
    placed = debate["placed"]
    if debate["moment"] == "after" and placed is not None:
        told = ngettext("{count} personne s’est replacée", "{count} personnes se sont replacées", placed)
        return _("● avant les arguments") + " · " + told.format(count=placed) + out_of(placed, present)
    return _("● avant les arguments")


def _arguments(debate: DebateView, paper: Paper, height: int) -> Lines:
    if height < 3 or not (debate["for_"] or debate["against"]):
        return []
    column = paper.divided(2)
    sides = [
        _side(_("Pour · {n}"), debate["for_"], column, height),
        _side(_("Contre · {n}"), debate["against"], column, height),
    ]
    return beside(sides, column.width)[:height]


def _side(title: str, arguments: Sequence[ArgumentView], paper: Paper, height: int) -> Lines:
    """The last arguments of one side, as many as there is room for."""
    head = [Content.styled(title.format(n=len(arguments)), ACCENT)]
    shown: Lines = []
    for argument in reversed(arguments):
        lines = paper.bullet("·", argument["text"], BODY, lines=3)
        if len(head) + len(lines) + len(shown) > height:
            break
        shown = [*lines, *shown]
    return [*head, *shown]
