"""The whole screen of the room, line by line: title, scene, prompt, time, how to take part."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.engine.public_time import last_call
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.locale.calls import call_words
from facilitator.tui.screen.corner import with_code
from facilitator.tui.screen.paper import ACCENT, QUIET, Lines, Paper, Scale, blank
from facilitator.tui.screen.timing import time_height, time_lines

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PublicView

_PHOTOS = {
    "yes": N_("photos : oui"),
    "no": N_("■ pas de photo"),
    "ask": N_("photos : demandez d’abord"),
}
_BETWEEN = "   "
_TITLES = {"lobby": N_("BIENVENUE"), "running": "", "ended": N_("FIN DE L’ATELIER")}


@dataclass(frozen=True, slots=True)
class Frame:
    """The lines of a screen, and where on it the time is."""

    lines: Lines
    time_from: int = 0
    time_height: int = 0
    called: str = ""
    """What it asks of the room near the end."""
    pages: int = 1
    page: int = 0


@dataclass(frozen=True, slots=True)
class Size:
    """The terminal, less the margins that make it readable."""

    width: int
    height: int
    zoom: int = 0

    @property
    def margin(self) -> int:
        """Cells left free on each side."""
        if self.width < 72:
            return 1
        return 3 if self.width < 110 else 8

    @property
    def paper(self) -> Paper:
        """What is written on."""
        return Paper(self.width - 2 * self.margin, self.height, self.zoom, self.scale)

    @property
    def scale(self) -> Scale:
        """How far the room's eyes can be spoiled."""
        if self.width >= 120 and self.height >= 34:
            return "large"
        return "medium" if self.width >= 72 and self.height >= 22 else "small"


def frame(view: PublicView, size: Size, now: float, page: int, *, lost: bool = False) -> Frame:
    """Everything the room sees at this moment; `page` is the page of a long list one wishes for."""
    if view["blank"]:
        return Frame(blank(size.height))
    if view["way_in"] or view["thanks"]:
        view = _without_phase(view)
    paper = size.paper
    airy = not (paper.small or view["way_in"] or view["thanks"])
    phase = view["phase"]
    head = [*blank(1 if paper.large else 0), _title(view, paper), paper.rule(), *blank(1 if airy else 0)]
    said = _said(view, paper, now)
    clock = time_height(phase, paper)
    below = [*(blank() if airy and said else []), *said, *blank(1 if airy else 0)]
    room = size.height - len(head) - len(below) - clock - 1
    if room < 1:  # what a tiny window keeps is the question and the time
        room, below = max(0, room + len(below)), []
    drawn = with_code(view, replace(paper, height=room), page)
    stage = [*drawn.lines, *blank(room)][:room]
    foot = _foot(view, paper, _mark(drawn.page, drawn.pages, lost=lost))
    time = framed_time(view, size, now)
    lines = [line.pad_left(size.margin) for line in [*head, *stage, *below, *time, foot]]
    called = last_call(phase, now) if phase is not None else ""
    return Frame(lines[: size.height], len(head) + room + len(below), clock, called, drawn.pages, drawn.page)


def _without_phase(view: PublicView) -> PublicView:
    """All the room there is for a code to be read from the back; the time waits a moment."""
    view = view.copy()
    view["phase"], view["prompt"], view["message"], view["table_prompts"] = None, "", "", []
    return view


def framed_time(view: PublicView, size: Size, now: float) -> Lines:
    """The lines of the time alone, always as many."""
    phase, paper = view["phase"], size.paper
    height = time_height(phase, paper)
    told = time_lines(phase, now, paper) if phase and height else []
    return [*blank(height - len(told)), *told]


def _title(view: PublicView, paper: Paper) -> Content:
    phase = view["phase"]
    title = phase["title"].upper() if phase else _(_TITLES[view["status"]])
    if view["way_in"] or view["thanks"]:
        title = _("POUR PARTICIPER") if view["way_in"] else _("MERCI")
    right = Content.styled(_(_PHOTOS[phase["photos"]]) if phase else "", QUIET)
    if phase is None and view["hashtag"]:
        right = Content.assemble(*paper.words(view["hashtag"], QUIET, lines=1))
    return paper.ends(Content.assemble(*paper.words(title, "bold $secondary", lines=1)), right)


def _said(view: PublicView, paper: Paper, now: float) -> Lines:
    """The facilitators' message, else the prompt of the moment, else the last minute: one of them, never two."""
    if view["message"]:
        return paper.bullet("■", view["message"], ACCENT, lines=2, mark_style=ACCENT)
    if view["table_prompts"]:
        return _table_prompts(view, paper)
    if view["prompt"]:
        return paper.bullet("›", view["prompt"], "bold $primary", lines=2, mark_style=ACCENT)
    called = last_call(view["phase"], now) if view["phase"] is not None else ""
    told = call_words(called)
    return paper.bullet("›", told, "bold $primary", lines=1, mark_style=ACCENT) if told else []


def _table_prompts(view: PublicView, paper: Paper) -> Lines:
    """One line for each table, the first ones where there is no room for all: phones show their own."""
    each = [_("Table {n} : {prompt}").format(n=n, prompt=prompt) for n, prompt in enumerate(view["table_prompts"], 1)]
    most = max(2, paper.height // 5)
    return [
        line for told in each[:most] for line in paper.bullet("›", told, "bold $primary", lines=1, mark_style=ACCENT)
    ]


def _mark(page: int, pages: int, *, lost: bool) -> str:
    if lost:
        return _("on se reconnecte…")
    return _("page {n}/{count}").format(n=page + 1, count=pages) if pages > 1 else ""


def _foot(view: PublicView, paper: Paper, mark: str) -> Content:
    phase = view["phase"]
    told = []
    if phase and phase["kind"] in ("collect", "respond") and not phase["veiled"]:
        count = view["count"]
        told.append(ngettext("{count} contribution", "{count} contributions", count).format(count=count))
    told += [mark] if mark else []
    join = _("Participer : {address}").format(address=view["join"]) if view["join"] and phase else ""
    while told and len(join) + len(_BETWEEN.join(told)) >= paper.width:
        told.pop(0)  # the way in is read whole before any figure
    return paper.ends(Content.assemble(*paper.words(join, QUIET, lines=1)), Content.styled(_BETWEEN.join(told), QUIET))
