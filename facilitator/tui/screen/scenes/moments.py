"""The moments without a phase of their own: the room's keyboard, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.tui.hours import hour
from facilitator.tui.screen.paper import ACCENT, BODY, BRIGHT, QUIET, Lines, Paper, centred, stacked, whole
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
        rate, how = _("Cette heure valait-elle votre temps ?"), _("De 1 à 5 : sur le téléphone, ou la main levée.")
        back = "" if view["ends_at"] is None else _("On rend la salle à {hour}.").format(hour=hour(view["ends_at"]))
        blocks = [
            room.headline(_("Merci !"), rows=1),
            room.headline(rate, rows=2) if view["feedback"] else [],
            room.words(how, BODY, lines=2) if view["feedback"] else [],
            room.words(view["join"], ACCENT, lines=2),
            room.words(back, QUIET, lines=1),
        ]
        return whole(blocks, room)

    return Scene(centred(beside_code(view["join"], say, paper), paper.height))


def ended(view: PublicView, paper: Paper) -> Scene:
    """Thanks, what the hour gave, and where to have it."""

    def say(room: Paper) -> Lines:
        take = _("Votre page à emporter est sur votre téléphone : gardez-la avant de quitter le réseau.")
        ask = _("La synthèse est prête : demandez-la aux animateurs avant de partir.")
        blocks = [
            room.headline(_("Merci à toutes et à tous !"), rows=2),
            room.words(view["title"], BODY, lines=2),
            room.words(_figures(view), BRIGHT, lines=2),
            [*room.words(take if view["join"] else ask, ACCENT, lines=3), *room.words(view["join"], ACCENT, lines=2)],
            room.words(_("La suite : les animateurs relisent et publient le compte rendu."), BODY, lines=2),
        ]
        return whole(blocks, room)

    return Scene(centred(beside_code(view["join"], say, paper), paper.height))


def _figures(view: PublicView) -> str:
    """How many wrote how much."""
    told = [ngettext("{count} contribution", "{count} contributions", view["count"]).format(count=view["count"])]
    if people := view["lobby"]["head_count"]:
        told.append(ngettext("{n} personne", "{n} personnes", people).format(n=people))
    return " · ".join(told)
