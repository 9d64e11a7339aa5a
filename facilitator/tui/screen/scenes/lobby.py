"""Before the first phase: what the workshop is, how to join, the question of the door, the rule of speech."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.locale.turnout import out_of
from facilitator.tui.hours import hour
from facilitator.tui.screen.bars import bar
from facilitator.tui.screen.paper import (
    ACCENT,
    BODY,
    BRIGHT,
    QUIET,
    Lines,
    Paper,
    across,
    blank,
    centred,
    stacked,
    whole,
)
from facilitator.tui.screen.scenes.scene import Scene
from facilitator.tui.screen.scenes.way_in import code_lines

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import LobbyView, PublicView

_GUTTER: Final = 3
_NARROWEST_WORDS: Final = 34


def paint(view: PublicView, paper: Paper) -> Scene:
    """The title, and what there is to do while the others arrive; the code to scan beside it where it fits."""
    code = _code(view["join"], paper)
    beside_code = replace(paper, width=paper.width - code[0].cell_length - _GUTTER) if code else paper
    told = _told(view, beside_code)
    if not code:
        return Scene(told if paper.small else centred(told, paper.height))
    tall = max(len(told), len(code))
    left, right = ([*blank((tall - len(stack)) // 2), *stack] for stack in (told, code))
    return Scene(centred(across(left, right, beside_code.width, _GUTTER), paper.height))


def _told(view: PublicView, paper: Paper) -> Lines:
    title, subtitle = paper.headline(view["title"], rows=3), paper.words(view["subtitle"], QUIET, lines=2)
    doing = [_joining(view, paper), _arrivals(view["lobby"], paper), _poll(view["lobby"], paper)]
    rule = paper.words(view["speaking_rule"], BODY, lines=3)
    everything = [[*title, *subtitle], *doing, rule]
    # Words that breathe are read from further: what can be said aloud gives way first.
    airy = (stacked(blocks) for blocks in (everything, [title, *doing, rule], [title, *doing]))
    return next((lines for lines in airy if len(lines) <= paper.height), whole(everything, paper))


def _code(address: str, paper: Paper) -> Lines:
    """The code to scan, where the words beside it keep their place."""
    if not address:
        return []
    code = code_lines(address)
    return code if len(code) <= paper.height and code[0].cell_length + _NARROWEST_WORDS <= paper.width else []


def _arrivals(lobby: LobbyView, paper: Paper) -> Lines:
    if lobby["full"]:
        return paper.words(_("■ Complet : merci, et à la prochaine fois"), ACCENT)
    told = []
    if lobby["starts_at"] is not None:
        told.append(_("On commence à {hour}").format(hour=hour(lobby["starts_at"])))
    if lobby["head_count"]:
        here = ngettext("{count} personne dans la salle", "{count} personnes dans la salle", lobby["head_count"])
        told.append(here.format(count=lobby["head_count"]))
    else:
        told.append(_("premiers arrivés, premiers servis"))
    if lobby["seats"]:
        told.append(ngettext("{count} place", "{count} places", lobby["seats"]).format(count=lobby["seats"]))
    return paper.words(" · ".join(told), BRIGHT, lines=3)


def _joining(view: PublicView, paper: Paper) -> Lines:
    if not view["join"]:
        return paper.words(_("Pour participer : le clavier près de l’écran, une carte en papier, ou la voix."), BODY)
    told = paper.words(_("Pour participer : {address}").format(address=view["join"]), ACCENT, lines=1)
    if told[0].plain.endswith(view["join"]):
        return told
    return [*paper.words(_("Pour participer :"), ACCENT), *paper.words(view["join"], ACCENT, lines=3)]


def _poll(lobby: LobbyView, paper: Paper) -> Lines:
    if not lobby["question"]:
        return []
    question = paper.words(lobby["question"], BRIGHT, lines=3)
    answers = lobby["answers"]
    if answers is None:
        choices = [line for text in lobby["choices"] for line in paper.bullet("○", text, BODY, lines=1)]
        return [*question, *choices]
    widest = min(paper.width // 2, max((len(text) for text in lobby["choices"]), default=0))
    label = replace(paper, width=widest)
    rows = [
        across(label.words(text, BODY, lines=1), [bar(n, max(answers), paper.width - widest - 8, str(n))], widest)[0]
        for text, n in zip(lobby["choices"], answers, strict=True)
    ]
    given = lobby["answered"] or 0
    told = ngettext("{n} réponse", "{n} réponses", given).format(n=given) + out_of(given, lobby["head_count"])
    return [*question, *rows, *paper.words(told, QUIET, lines=1)]
