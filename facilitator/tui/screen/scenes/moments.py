"""The moments without a phase of their own: the room's keyboard, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.locale import gettext as _
from facilitator.tui.hours import hour
from facilitator.tui.screen.paper import ACCENT, BODY, BRIGHT, QUIET, Lines, Paper, centred, stacked
from facilitator.tui.screen.scenes.scene import Scene
from facilitator.tui.screen.scenes.way_in import beside_code

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PublicView


def keyboard(view: PublicView, paper: Paper) -> Scene:
    """The keyboard is the room's."""
    question = view["phase"]["question"] if view["phase"] else ""
    blocks = [
        paper.headline(_("Clavier à vous !"), rows=1, style=ACCENT),
        paper.words(question, BRIGHT, lines=3),
        paper.words(_("Une idée, la touche Entrée, et la personne suivante."), BODY),
    ]
    return Scene(centred(stacked(blocks), paper.height))


def thanks(view: PublicView, paper: Paper) -> Scene:
    """The room is somebody else's soon: thanks, what the hour was worth, and where to say it."""

    def say(room: Paper) -> Lines:
        rate = _("Cette heure valait-elle votre temps ? De 1 à 5 : sur le téléphone, ou la main levée.")
        back = "" if view["ends_at"] is None else _("On rend la salle à {hour}.").format(hour=hour(view["ends_at"]))
        blocks = [
            room.headline(_("Merci !"), rows=1),
            room.words(rate, BODY, lines=4) if view["feedback"] else [],
            room.words(view["join"], ACCENT, lines=2),
            room.words(back, QUIET, lines=1),
        ]
        return stacked(blocks, gap=0 if room.small else 1)

    return Scene(centred(beside_code(view["join"], say, paper), paper.height))


def ended(view: PublicView, paper: Paper) -> Scene:
    """Thanks, and where what came out of it is to be had."""
    blocks = [
        paper.headline(_("Merci à toutes et à tous !"), rows=1),
        paper.words(view["title"], BODY, lines=2),
        paper.words(_("La synthèse est prête : demandez-la aux animateurs avant de partir."), ACCENT, lines=2),
        paper.words(view["hashtag"], QUIET, lines=1),
    ]
    return Scene(centred(stacked(blocks), paper.height))
