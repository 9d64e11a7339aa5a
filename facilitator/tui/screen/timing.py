"""The time, by mode: figures, a bar and words, or a few discreet words."""

from __future__ import annotations

from typing import Final

from textual.content import Content

from facilitator.engine.views.shapes import PhaseView
from facilitator.locale import gettext as _
from facilitator.tui.screen.bars import gauge
from facilitator.tui.screen.clock import Moment, PublicTime, digits, in_words, public_time
from facilitator.tui.screen.letters import HEIGHT, enlarge
from facilitator.tui.screen.paper import BRIGHT, QUIET, Lines, Paper

_STYLES: Final[dict[Moment, str]] = {
    "waiting": "bold $secondary",
    "paused": "bold $secondary",
    "going": BRIGHT,
    "warning": "bold $warning",
    "last_call": "bold $accent",
    "over": "bold $accent",
}
_MARKS: Final[dict[Moment, str]] = {"waiting": "", "paused": "‖ ", "going": "", "warning": "▸ ", "last_call": "▸▸ ", "over": "▪ "}


def time_lines(phase: PhaseView, now: float, paper: Paper) -> Lines:
    """The time as the phase wants it shown."""
    if phase["kind"] == "break":
        return []
    standing = public_time(phase, now)
    mode = phase["clock"]["mode"]
    if standing.following:
        words = _("Dans quelques secondes : {title}").format(title=standing.following)
        return _worded(words, standing, paper, shown_bar=mode != "discreet")
    if mode == "discreet":
        return _discreet(standing, paper)
    counting = standing.moment in ("going", "warning", "last_call")
    words = digits(standing.left) if mode == "digits" and counting else in_words(standing)
    return _worded(words, standing, paper, shown_bar=True, drawn=mode == "digits")


def time_height(phase: PhaseView | None, paper: Paper) -> int:
    """Lines the time takes, the same from the first second to the last, so that nothing else moves."""
    if phase is None or phase["kind"] == "break":
        return 0
    mode = phase["clock"]["mode"]
    if mode == "discreet" or paper.small:
        return 1
    if paper.large or mode == "digits":
        return HEIGHT + 1
    return 2


def _discreet(standing: PublicTime, paper: Paper) -> Lines:
    style = QUIET if standing.moment == "going" else _STYLES[standing.moment]
    return paper.words(_MARKS[standing.moment] + in_words(standing), style, lines=1)


def _worded(words: str, standing: PublicTime, paper: Paper, *, shown_bar: bool, drawn: bool = False) -> Lines:
    style = _STYLES[standing.moment]
    share = standing.left / standing.granted if standing.granted > 0 else 0.0
    line = paper.words(_MARKS[standing.moment] + words, style, lines=1)
    if paper.small:
        room = paper.width - line[0].cell_length - 2
        return [Content.assemble(gauge(share, room, style), "  ", *line)] if shown_bar and room >= 8 else line
    letters = enlarge(words, paper.width, 1) if paper.large or drawn else []
    told = [Content.styled(row, style) for row in letters] or line
    return [*told, gauge(share, paper.width, style)] if shown_bar else told

