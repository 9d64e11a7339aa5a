"""The way in beside a scene, for who comes late: a code in the corner, where it costs the room nothing to read."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from facilitator.tui.screen.paper import Lines, Paper, across, blank
from facilitator.tui.screen.scenes import scene
from facilitator.tui.screen.scenes.scene import Scene
from facilitator.tui.screen.scenes.way_in import code_lines

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PublicView

_ANSWERED: Final = ("collect", "respond", "vote", "position", "matrix", "commit", "validate")
"""The kinds in which phones have something to do."""
_GUTTER: Final = 3
_NARROWEST_WORDS: Final = 52
"""Cells without which words would not be read from the back."""


def with_code(view: PublicView, paper: Paper, page: int) -> Scene:
    """A scene, with the code at its foot on the right if not a word, nor a large letter, has to give way."""
    drawn = scene(view, paper, page)
    code = _code(view, paper) if drawn.pages == 1 else []
    if not code:
        return drawn
    room = replace(paper, width=paper.width - code[0].cell_length - _GUTTER)
    narrow = scene(view, room, page)
    if narrow.pages != drawn.pages or _words(narrow) != _words(drawn):
        return drawn
    left = [*narrow.lines, *blank(paper.height - len(narrow.lines))]
    return replace(narrow, lines=across(left, [*blank(len(left) - len(code)), *code], room.width, _GUTTER))


def _code(view: PublicView, paper: Paper) -> Lines:
    phase = view["phase"]
    if phase is None or phase["kind"] not in _ANSWERED or not view["join"] or view["keyboard"]:
        return []
    code = code_lines(view["join"])
    fits = len(code) <= paper.height and code[0].cell_length + _GUTTER + _NARROWEST_WORDS <= paper.width
    return code if fits else []


def _words(drawn: Scene) -> Counter[str]:
    """What there is to read, however it is laid out."""
    return Counter(letter for line in drawn.lines for letter in line.plain if letter.isalnum())
