"""What a facilitator's gestures are called when they are taken back, on every face."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from facilitator.locale import deferred as N_
from facilitator.locale import gettext

_NAMES: Final[Mapping[str, str]] = {
    "start-phase": N_("le démarrage"),
    "next-phase": N_("le passage à l’étape suivante"),
    "previous-phase": N_("le retour à l’étape précédente"),
    "go-to-phase": N_("le changement d’étape"),
    "pause": N_("la pause"),
    "resume": N_("la reprise"),
    "add-time": N_("le temps ajouté ou repris"),
    "skip-time": N_("le temps non compté"),
    "move-end": N_("la fin déplacée"),
    "apply-replan": N_("le nouveau découpage du temps"),
    "reword-phase": N_("les mots de l’étape"),
    "next-round": N_("le tour suivant"),
    "reveal": N_("le dévoilement"),
    "veil": N_("le voile"),
    "count-heads": N_("le nombre de personnes"),
    "count-arrivals": N_("les arrivées comptées"),
    "set-full": N_("« complet »"),
    "set-review": N_("la relecture"),
    "open-remote": N_("l’ouverture de la télécommande"),
    "count-poll-hands": N_("les mains comptées"),
    "show-prompt": N_("la relance"),
    "hide-prompt": N_("la relance retirée"),
    "show-message": N_("le message"),
    "clear-message": N_("le message retiré"),
    "blank-screen": N_("l’écran éteint"),
    "zoom-screen": N_("la taille de l’écran"),
    "hand-over-keyboard": N_("le clavier confié"),
    "take-back-keyboard": N_("le clavier repris"),
    "submit-idea": N_("l’idée saisie"),
    "edit-idea": N_("la correction"),
    "move-idea": N_("le changement de colonne"),
    "approve-idea": N_("l’idée montrée"),
    "mask": N_("l’idée masquée"),
    "unmask": N_("l’idée rendue"),
    "park": N_("la mise de côté"),
    "keep": N_("l’idée gardée"),
    "add-seed": N_("l’idée préparée"),
    "create-theme": N_("le nouveau groupe"),
    "rename-theme": N_("le nom du groupe"),
    "drop-theme": N_("le groupe défait"),
    "tell-apart": N_("les idées dites différentes"),
    "leave-alone": N_("les cartes laissées seules"),
    "merge-themes": N_("les groupes réunis"),
    "merge-ideas": N_("les idées réunies"),
    "add-to-theme": N_("les cartes versées"),
    "split-idea": N_("l’idée séparée"),
    "pick-items": N_("le choix des cartes"),
    "place-item": N_("la carte rangée"),
    "focus": N_("le projecteur"),
    "cast-votes": N_("le bulletin"),
    "count-hands": N_("les mains comptées"),
    "choose-case": N_("le changement de cas"),
    "write-statement": N_("la phrase du cas"),
    "count-stances": N_("les personnes comptées"),
    "rate-item": N_("la note"),
    "commit": N_("l’engagement"),
    "write-sentence": N_("la phrase proposée"),
    "edit-sentence": N_("la phrase corrigée"),
    "judge-sentence": N_("l’avis sur la phrase"),
    "drop-sentence": N_("la phrase retirée"),
    "settle-wording": N_("la correction prise ou écartée"),
    "give-roti": N_("la note de la séance"),
    "freeze-synthesis": N_("la synthèse figée"),
    "say-thanks": N_("les remerciements à l’écran"),
    "set-sound": N_("le réglage du son"),
    "end-session": N_("la fin de l’atelier"),
    "raise-hand": N_("la main levée"),
    "lower-hand": N_("la main baissée"),
    "start-turn": N_("la prise de parole"),
    "end-turn": N_("la fin de parole"),
}


def gesture_name(command: str, translate: Callable[[str], str] = gettext) -> str:
    """The gesture that a command of that name is."""
    return translate(_NAMES.get(command, N_("le dernier geste")))
