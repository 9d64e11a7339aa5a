"""The time, by mode: figures, a bar and words, or a few discreet words."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from textual.content import Content

from facilitator.engine.public_time import TURN, Moment, PublicTime, in_words, public_time, turn_left
from facilitator.engine.wording import digits
from facilitator.locale import gettext as _
from facilitator.locale import language
from facilitator.locale.calls import turn_words
from facilitator.tui.screen.bars import gauge
from facilitator.tui.screen.letters import HEIGHT, enlarge
from facilitator.tui.screen.paper import BRIGHT, QUIET, Lines, Paper
from facilitator.tui.widgets.bars import rule
from facilitator.tui.widgets.figures import figures

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PhaseView

_STYLES: Final[dict[Moment, str]] = {
    "waiting": "bold $secondary",
    "paused": "bold $secondary",
    "going": BRIGHT,
    "warning": "bold $warning",
    "last_call": "bold $accent",
    "over": "bold $accent",
}
_MARKS: Final[dict[Moment, str]] = {
    "waiting": "",
    "paused": "‖ ",
    "going": "",
    "warning": "▸ ",
    "last_call": "▸▸ ",
    "over": "■ ",
}
_BARS: Final[dict[Moment, str]] = {**_STYLES, "going": "$primary"}
_COUNTING: Final = ("going", "warning", "last_call")
_NARROWEST_BAR = 8


def time_lines(phase: PhaseView, now: float, paper: Paper) -> Lines:
    """The time as the phase wants it shown, with the bar last."""
    return [*_turn(phase, now, paper), *_phase_time(phase, now, paper)]


def _turn(phase: PhaseView, now: float, paper: Paper) -> Lines:
    """How long whoever speaks may still: a bar that shortens, no figure and no name."""
    left = turn_left(phase, now)
    if left is None:
        return []
    told = paper.words(turn_words(left), QUIET, lines=1)[0]
    return [Content.assemble(told, "  ", rule(left / TURN, paper.width - told.cell_length - 2, "$secondary"))]


def _phase_time(phase: PhaseView, now: float, paper: Paper) -> Lines:
    standing = public_time(phase, now)
    mode, style = phase["clock"]["mode"], _STYLES[standing.moment]
    words = in_words(standing, phase, language(), _, rounded=paper.large)
    if standing.following:
        words = _("Bientôt : {title}") if paper.small else _("Dans un instant : {title}")
        words = words.format(title=standing.following)
    if mode == "discreet":
        quiet = QUIET if standing.moment == "going" and not standing.following else style
        return paper.words(_MARKS[standing.moment] + words, quiet, lines=1)
    if mode == "digits" and standing.moment in _COUNTING:
        told = _figures(standing, words if standing.following or standing.silence else "", paper, style)
    else:
        told = _words(words, standing, paper, style)
    return _with_bar(told, standing, paper)


def time_height(phase: PhaseView | None, paper: Paper) -> int:
    """Lines the time takes, the same from the first second to the last, so that nothing else moves."""
    if phase is None:
        return 0
    turn = turn_left(phase, 0.0) is not None
    mode = phase["clock"]["mode"]
    if mode == "discreet" or paper.small:
        return 1 + turn
    if mode == "digits":
        return len(figures("0", _scale(paper))) + 1 + paper.large + turn
    return (HEIGHT + 1 if paper.large else 2) + turn


def _figures(standing: PublicTime, words: str, paper: Paper, style: str) -> Lines:
    clock = digits(ceil(standing.left))
    if paper.small:
        return paper.words(f"{_MARKS[standing.moment]}{clock}  {words}", style, lines=1)
    drawn = [Content.styled(row, style) for row in (*figures(clock, _scale(paper)), *[""] * paper.large)]
    if words:
        drawn[0] = Content.assemble(drawn[0], "   ", *paper.words(words, style, lines=1))
    return drawn


def _scale(paper: Paper) -> int:
    return 2 if paper.large else 1


def _words(words: str, standing: PublicTime, paper: Paper, style: str) -> Lines:
    drawn = enlarge(words, paper.width, 1) if paper.large else []
    return [Content.styled(row, style) for row in drawn] or paper.words(_MARKS[standing.moment] + words, style, lines=1)


def _with_bar(told: Lines, standing: PublicTime, paper: Paper) -> Lines:
    """Words have the bar under them, figures beside them, a small screen on their own line."""
    style = _BARS[standing.moment]
    share = standing.left / standing.granted if standing.granted > 0 else 0.0
    if paper.small:
        room = paper.width - told[0].cell_length - 2
        return [Content.assemble(gauge(share, room, style), "  ", told[0])] if room >= _NARROWEST_BAR else told
    return [*told, gauge(share, paper.width, style)]
