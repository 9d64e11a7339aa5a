"""Before the first phase: what the workshop is, how to join, the question of the door, the rule of speech."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.tui.screen.bars import bar
from facilitator.tui.screen.clock import hour
from facilitator.tui.screen.paper import ACCENT, BODY, BRIGHT, QUIET, Lines, Paper, beside, centred, stacked
from facilitator.tui.screen.scenes.scene import Scene

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import LobbyView, PublicView


def paint(view: PublicView, paper: Paper) -> Scene:
    """The title, and what there is to do while the others arrive."""
    title = [*paper.headline(view["title"], rows=2), *paper.words(view["subtitle"], QUIET, lines=1)]
    joining = _joining(view, paper)
    rule = paper.words(view["speaking_rule"], BODY, lines=2)
    gap = 0 if paper.small else 1
    poll = _poll(view["lobby"], paper)
    if paper.small:
        return Scene(stacked([title, [_arrivals(view["lobby"])], joining, poll, rule], gap)[: paper.height])
    return Scene(centred(stacked([title, [_arrivals(view["lobby"])], joining, poll, rule], gap), paper.height))


def _arrivals(lobby: LobbyView) -> Content:
    if lobby["full"]:
        return Content.styled(_("■ Complet : merci, et à l’année prochaine"), ACCENT)
    told = [_("Premiers arrivés, premiers servis")]
    if lobby["head_count"]:
        count = lobby["head_count"]
        told = [
            ngettext("{count} personne dans la salle", "{count} personnes dans la salle", count).format(count=count)
        ]
        if lobby["seats"]:
            told.append(ngettext("{count} place", "{count} places", lobby["seats"]).format(count=lobby["seats"]))
    if lobby["starts_at"] is not None:
        told.insert(0, _("On commence à {hour}").format(hour=hour(lobby["starts_at"])))
    return Content.styled(" · ".join(told), BRIGHT)


def _joining(view: PublicView, paper: Paper) -> Lines:
    if not view["join"]:
        return paper.words(_("Pour participer : le clavier près de l’écran, une carte en papier, ou la voix."), BODY)
    return paper.words(_("Pour participer : {address}").format(address=view["join"]), ACCENT, lines=1)


def _poll(lobby: LobbyView, paper: Paper) -> Lines:
    if not lobby["question"]:
        return []
    question = paper.words(lobby["question"], BRIGHT, lines=2)
    answers = lobby["answers"]
    if answers is None:
        choices = [line for text in lobby["choices"] for line in paper.bullet("○", text, BODY, lines=1)]
        return [*question, *choices]
    widest = min(paper.width // 2, max((len(text) for text in lobby["choices"]), default=0))
    label = Paper(widest, 1)
    rows = [
        beside([label.words(text, BODY, lines=1), [bar(n, max(answers), paper.width - widest - 10, str(n))]], widest)[0]
        for text, n in zip(lobby["choices"], answers, strict=True)
    ]
    return [*question, *rows]
