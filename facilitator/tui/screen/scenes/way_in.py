"""How to join, on the whole screen: the Wi-Fi network if there is one to join first, then the workshop's address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.content import Content

from facilitator.locale import gettext as _
from facilitator.tui.qr import qr_lines
from facilitator.tui.screen.paper import ACCENT, BODY, Lines, Paper, across, beside, blank, centred, stacked
from facilitator.tui.screen.scenes.scene import Scene

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PublicView

_GUTTER: Final = 3
_NARROWEST_WORDS: Final = 24


@dataclass(frozen=True, slots=True)
class _Step:
    """Something to scan, and how to do without scanning it."""

    code: str
    does: str
    words: tuple[str, ...]


def paint(view: PublicView, paper: Paper, page: int) -> Scene:
    """Both codes where they fit; otherwise one after the other."""
    steps = _steps(view)
    if not steps:
        told = _("Pour participer : le clavier près de l’écran, une carte en papier, ou la voix.")
        return Scene(centred(paper.headline(told, rows=1), paper.height))
    columns = paper.divided(len(steps), _GUTTER)
    if len(steps) > 1 and (together := _together(steps, columns)):
        return Scene(centred(beside(together, columns.width, _GUTTER), paper.height))
    page = min(page, len(steps) - 1)
    return Scene(centred(_alone(steps[page], paper), paper.height), len(steps), page)


def code_lines(text: str) -> Lines:
    """A QR code: black on white whatever the look, for readers take no other."""
    return [Content.styled(row, "#000000 on #ffffff") for row in qr_lines(text)]


def _steps(view: PublicView) -> list[_Step]:
    wifi, steps = view["wifi"], []
    if wifi is not None:
        password = _("Mot de passe : {password}").format(password=wifi["password"]) if wifi["password"] else ""
        network = _("Réseau : {name}").format(name=wifi["name"])
        steps.append(
            _Step(wifi["code"], _("D’abord le Wi-Fi"), (network, password, _("« Pas d’Internet » : c’est normal.")))
        )
    if view["join"]:
        steps.append(_Step(view["join"], _("Puis l’atelier") if steps else _("Rejoignez l’atelier"), (view["join"],)))
    return steps


def _words(step: _Step, paper: Paper) -> Lines:
    said = [paper.words(text, BODY if at else ACCENT, lines=3) for at, text in enumerate(step.words) if text]
    return stacked([paper.words(step.does, "bold $secondary"), *said], gap=0 if paper.small else 1)


def _together(steps: list[_Step], paper: Paper) -> list[Lines]:
    """A column for each step; nothing where a code would be cut."""
    columns = [[*code_lines(step.code), *blank(), *_words(step, paper)] for step in steps]
    fits = all(len(lines) <= paper.height and lines[0].cell_length <= paper.width for lines in columns)
    return columns if fits else []


def _alone(step: _Step, paper: Paper) -> Lines:
    return beside_code(step.code, lambda room: _words(step, room), paper)


def beside_code(text: str, say: Callable[[Paper], Lines], paper: Paper) -> Lines:
    """Words, and a code on their right where both fit; the words alone where they do not."""
    code = code_lines(text) if text else []
    room = paper.width - (code[0].cell_length if code else 0) - _GUTTER
    if not code or len(code) > paper.height or room < _NARROWEST_WORDS:
        return say(paper)
    words = say(Paper(room, paper.height, paper.zoom, paper.scale))
    left, right = ([*blank((max(len(words), len(code)) - len(stack)) // 2), *stack] for stack in (words, code))
    return across(left, right, room, _GUTTER)
