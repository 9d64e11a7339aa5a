"""The facilitator's keys: letters, arrows, space and enter, the same on every keyboard; each with an id to remap it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from textual.binding import Binding

from facilitator.locale import deferred as N_
from facilitator.tui.french import key_name


def bind(keys: str, action: str, words: str, binding_id: str, *, priority: bool = False) -> Binding:
    """A binding that neither a footer nor the English of the library ever shows."""
    return Binding(keys, action, words, show=False, id=binding_id, priority=priority)


EVERYWHERE: Final = [
    bind("space", "gesture('start_pause')", N_("Démarrer, mettre en pause, reprendre"), "time.start-pause"),
    bind("n,N", "next", N_("Étape suivante"), "time.next"),
    bind("p,P", "gesture('previous')", N_("Étape précédente"), "time.previous"),
    bind("plus,equals_sign", "add_time(60)", N_("Une minute de plus"), "time.more"),
    bind("w,W", "add_time(-60)", N_("Une minute de moins"), "time.less"),
    bind("g,G", "manage_time", N_("Gérer le temps"), "time.manage"),
    bind("y,Y", "gesture('sound')", N_("Couper ou rendre le son doux de fin d’étape"), "time.sound"),
    bind("r", "gesture('next_prompt')", N_("Relance suivante"), "words.next-prompt"),
    bind("R", "choose_prompt", N_("Choisir une relance, une provocation, un énergisant"), "words.choose"),
    bind("x,X", "gesture('hide_prompt')", N_("Retirer de l’écran la relance, ou les remerciements"), "words.hide"),
    bind("f4", "reword", N_("Le déroulé : changer les mots, l’ordre, ajouter une étape"), "words.reword"),
    bind("m,M", "message", N_("Message court à la salle"), "words.message"),
    bind("i,I", "capture", N_("Saisir : idée entendue, papier, bulletin"), "ideas.capture"),
    bind("e,E", "edit", N_("Corriger"), "ideas.edit"),
    bind("d,D", "gesture('reveal')", N_("Dévoiler, voiler"), "ideas.reveal"),
    bind("k,K", "park", N_("Mettre de côté"), "ideas.park"),
    bind("j,J", "gesture('keep')", N_("Garder pour la synthèse"), "ideas.keep"),
    bind("delete", "gesture('mask')", N_("Masquer partout, ou rendre"), "ideas.mask"),
    bind("b,B", "gesture('blank')", N_("Éteindre ou rallumer l’écran public"), "screen.blank"),
    bind("z,Z", "gesture('zoom')", N_("Agrandir l’écran public"), "screen.zoom"),
    bind("f2", "app.public_face", N_("Passer de la console à l’écran public"), "screen.switch"),
    bind("c,C", "hand_over", N_("Confier le clavier à la salle"), "room.keyboard"),
    bind("l,L", "way_in", N_("L’accès des téléphones : adresse, Wi-Fi, ou sans"), "room.way-in"),
    bind("u,U", "gesture('undo')", N_("Annuler le dernier geste"), "session.undo"),
    bind("question_mark", "help", N_("Toutes les touches"), "session.help"),
]

PENDING: Final = [
    Binding("enter", "confirm", N_("Confirmer"), show=False, priority=True, id="pending.confirm"),
    Binding("escape", "forget", N_("Laisser"), show=False, priority=True, id="pending.forget"),
]


def key_names(keys: str) -> str:
    """How keys are printed on a keyboard, the doubles for capitals left out."""
    seen: list[str] = []
    every = keys.split(",")
    for key in every:
        name = key_name(key) if key.lower() not in every or key.islower() or len(key) > 1 else key.upper()
        if name not in seen:
            seen.append(name)
    return " ".join(seen)


def merged(bindings: Iterable[Binding]) -> list[tuple[str, str, str]]:
    """Keys, words and action of each gesture, once, in order."""
    found: dict[tuple[str, str], list[str]] = {}
    for binding in bindings:
        if binding.description:
            found.setdefault((binding.description, binding.action), []).append(binding.key)
    return [(key_names(",".join(keys)), words, action) for (words, action), keys in found.items()]
