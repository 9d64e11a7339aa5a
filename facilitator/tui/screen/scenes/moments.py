"""The moments without a phase of their own: a blank screen, the room's keyboard, the end."""

from __future__ import annotations

from textual.content import Content

from facilitator.engine.views.shapes import PublicView
from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.tui.screen.paper import ACCENT, BODY, BRIGHT, QUIET, Paper, blank, centred, stacked
from facilitator.tui.screen.scenes.scene import Scene


def nothing(view: PublicView, paper: Paper) -> Scene:
    """A blank screen, truly."""
    return Scene([])


def keyboard(view: PublicView, paper: Paper) -> Scene:
    """The keyboard is the room's."""
    question = view["phase"]["question"] if view["phase"] else ""
    blocks = [
        paper.headline(_("Clavier à vous !"), rows=1, style=ACCENT),
        paper.words(question, BRIGHT, lines=3),
        paper.words(_("Une idée, la touche Entrée, et la personne suivante."), BODY),
    ]
    return Scene(centred(stacked(blocks), paper.height))


def ended(view: PublicView, paper: Paper) -> Scene:
    """Thanks, and what comes out of it."""
    validation = view["phase"]["validate"] if view["phase"] and "validate" in view["phase"] else None
    signed = len(validation["sentences"]) if validation else 0
    told = ngettext("{count} conclusion relue ensemble.", "{count} conclusions relues ensemble.", signed)
    blocks = [
        paper.headline(_("Merci à toutes et à tous !"), rows=1),
        paper.words(view["title"], BODY, lines=2),
        paper.words(told.format(count=signed), QUIET) if signed else blank(0),
        [Content.styled(_("Synthèse : demandez-la aux animateurs avant de partir."), ACCENT)],
    ]
    return Scene(centred(stacked(blocks), paper.height))
