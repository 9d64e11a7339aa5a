"""Committing: the sentence to complete, an example, and how many have decided; never a private card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.locale.turnout import out_of
from facilitator.tui.screen.paper import ACCENT, BODY, BRIGHT, QUIET, Lines, Paper, centred, stacked
from facilitator.tui.screen.scenes.scene import Scene, opening

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import CommitmentView, CommitView, PhaseView, PublicView


def paint(view: PublicView, phase: PhaseView, paper: Paper, page: int) -> Scene:
    """The question, the lines to fill in, and a count."""
    commit = phase.get("commit")
    if commit and commit["cards"]:
        return Scene(_aloud(commit["cards"][0], phase, paper))
    blocks = [opening(phase, paper, rows=2)]
    if commit:
        blocks += [
            _form(commit, paper),
            _example(phase, paper),
            _count(commit, phase["present"]),
            _sharing(commit, paper),
        ]
    return Scene(centred(stacked(blocks, 0 if paper.small else 1), paper.height))


def _aloud(card: CommitmentView, phase: PhaseView, paper: Paper) -> Lines:
    """A commitment that its author lets be read, and nobody's name."""
    question = paper.words(phase["question"], QUIET, lines=2)
    told = [_told(label, text, paper) for label, text in card["fields"] if text]
    return centred(stacked([question, *told], 0 if paper.small else 1), paper.height)


def _told(label: str, text: str, paper: Paper) -> Lines:
    if not label:
        return paper.headline(text, rows=4)
    return [*paper.words(label, ACCENT, lines=1), *paper.words(text, BRIGHT, lines=3, indent=2)]


def _form(commit: CommitView, paper: Paper) -> Lines:
    gap = 1 if paper.large else 0
    return stacked([[_line(field, paper)] for field in commit["fields"]], gap)


def _line(field: str, paper: Paper) -> Content:
    name = Content.assemble(*paper.words(field, BRIGHT, lines=1))
    return Content.assemble(name, (" …", ACCENT))


def _example(phase: PhaseView, paper: Paper) -> Lines:
    if not phase["examples"] or paper.small:
        return []
    return paper.words(_("Par exemple : {example}").format(example=phase["examples"][0]), QUIET, lines=2)


def _count(commit: CommitView, present: int | None) -> Lines:
    count = commit["count"]
    if count is None:
        return []
    told = ngettext("{count} engagement pris", "{count} engagements pris", count).format(count=count)
    return [Content.styled(told + out_of(count, present), ACCENT)]


def _sharing(commit: CommitView, paper: Paper) -> Lines:
    told = {
        "choice": _("Chacun choisit : garder sa fiche pour soi, ou la partager sans son nom."),
        "never": _("Votre fiche reste à vous : rien n’est enregistré."),
        "always": _("Les fiches sont partagées, sans nom."),
    }[commit["sharing"]]
    return paper.words(told, QUIET if not paper.small else BODY, lines=2)
