"""What a key asks for: from what is shown to a command, or a sentence saying why there is none. No screen here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from facilitator.locale import gettext as _
from facilitator.locale.gestures import gesture_name
from facilitator.tui.console.messages import Ask, Said
from facilitator.tui.console.snapshot import Snapshot, words_of

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import IdeaView

Wish = Ask | Said
Gesture = Callable[[Snapshot, "IdeaView | None"], Wish]


def start_pause(shown: Snapshot, idea: IdeaView | None) -> Wish:
    """Espace: start the session, start the clock, or stop it."""
    phase = shown.view["phase"]
    if phase is None or not phase["clock"]["started"]:
        return Ask("start-phase")
    if phase["clock"]["since"] is None:
        return Ask("resume", _("On reprend."))
    return Ask("pause", _("En pause : la salle lit « En pause », sans secondes."))


def previous(shown: Snapshot, idea: IdeaView | None) -> Wish:
    """P: back one phase; nothing is erased."""
    return Ask("previous-phase", _("Retour à l’étape précédente : rien n’est effacé."))


def reveal(shown: Snapshot, idea: IdeaView | None) -> Wish:
    """D: show what is veiled, or veil it again."""
    phase = shown.view["phase"]
    if phase is not None and phase["veiled"]:
        return Ask("reveal", _("Dévoilé à toute la salle."))
    return Ask("veil", _("Voilé de nouveau."))


def next_prompt(shown: Snapshot, idea: IdeaView | None) -> Wish:
    """R: the next prompt."""
    return Ask("show-prompt", _("Relance affichée."))


def hide_prompt(shown: Snapshot, idea: IdeaView | None) -> Wish:
    """X: off the screen, the thanks first."""
    if shown.view["thanks"]:
        return Ask("say-thanks", _("L’écran revient à l’étape."), shown=False)
    return Ask("hide-prompt", _("Relance retirée de l’écran."))


def sound(shown: Snapshot, idea: IdeaView | None) -> Wish:
    """Y: a soft signal when a time is up, or none."""
    if shown.view["sound"]:
        return Ask("set-sound", _("Plus de son : tout se lit à l’écran."), sound=False)
    return Ask("set-sound", _("Un son doux, une fois, quand un temps est fini."), sound=True)


def blank(shown: Snapshot, idea: IdeaView | None) -> Wish:
    """B: nothing on the public screen, or everything again."""
    if shown.view["blank"]:
        return Ask("blank-screen", _("L’écran public est de nouveau visible."), blank=False)
    return Ask("blank-screen", _("Écran public éteint ; l’horloge continue. B le rallume."), blank=True)


def zoom(shown: Snapshot, idea: IdeaView | None) -> Wish:
    """Z: bigger on the public screen, then back."""
    level = (shown.view["zoom"] + 1) % 3
    sizes = (_("taille normale"), _("plus grand"), _("très grand"))
    return Ask("zoom-screen", _("Écran public : {size}.").format(size=sizes[level]), zoom=level)


def undo(shown: Snapshot, idea: IdeaView | None) -> Wish:
    """U: take back the last gesture."""
    gestures = shown.view["undo"]
    if not gestures:
        return Said(_("Il n’y a rien à annuler."))
    return Ask("undo", _("Annulé : {gesture}.").format(gesture=gesture_name(gestures[0])))


def mask(shown: Snapshot, idea: IdeaView | None) -> Wish:
    """Suppr: off every screen, or back."""
    if idea is None:
        return Said(_("Aucune idée à masquer."))
    if idea["status"] == "masked":
        return Ask("unmask", _("De nouveau visible : {idea}").format(idea=short(idea)), id=idea["id"])
    return Ask("mask", _("Masquée partout : {idea} · U la rend").format(idea=short(idea)), id=idea["id"])


def park(shown: Snapshot, idea: IdeaView | None) -> Wish:
    """K: to the questions put aside, or back."""
    if idea is None:
        return Said(_("Aucune idée à mettre de côté."))
    said = _("Revenue : {idea}") if idea["parked"] else _("Mise de côté : {idea}")
    return Ask("park", said.format(idea=short(idea)), id=idea["id"], parked=not idea["parked"])


def keep(shown: Snapshot, idea: IdeaView | None) -> Wish:
    """J: for the synthesis, or no longer."""
    if idea is None:
        return Said(_("Aucune idée à garder."))
    said = _("N’est plus gardée : {idea}") if idea["kept"] else _("Gardée pour la synthèse : {idea}")
    return Ask("keep", said.format(idea=short(idea)), id=idea["id"], kept=not idea["kept"])


def approve(shown: Snapshot, idea: IdeaView | None) -> Wish:
    """Entrée on an idea that waits: the room may read it."""
    if idea is None or idea["status"] != "pending":
        return Said(_("E corrige l’idée, J la garde, K la met de côté, Suppr la masque."))
    return Ask("approve-idea", _("Montrée : {idea}").format(idea=short(idea)), id=idea["id"])


def short(idea: IdeaView) -> str:
    """Enough of an idea to recognise it."""
    words = words_of(idea).replace("\n", " ")
    return f"«\u00a0{words if len(words) <= 40 else words[:39].rstrip() + '…'}\u00a0»"


GESTURES: Final[dict[str, Gesture]] = {
    "start_pause": start_pause,
    "previous": previous,
    "reveal": reveal,
    "next_prompt": next_prompt,
    "hide_prompt": hide_prompt,
    "sound": sound,
    "blank": blank,
    "zoom": zoom,
    "undo": undo,
    "mask": mask,
    "park": park,
    "keep": keep,
    "approve": approve,
}
