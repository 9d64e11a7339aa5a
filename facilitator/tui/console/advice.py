"""The next gesture, in one sentence, for somebody who has two seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.times import Numbers, minutes, stopwatch

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PhaseView

ROUND_NOTICE = 10.0
"""Seconds before a change of round at which it is announced."""


def advice(shown: Snapshot, numbers: Numbers) -> str:
    """What to do next, or what is going on."""
    phase = shown.view["phase"]
    if shown.view["status"] == "ended":
        return _("C'est fini : la synthèse se lit et s'emporte.")
    if phase is None:
        return _silence(shown) or _("Espace démarre l'atelier.")
    if shown.view["blank"]:
        return _("L'écran public est éteint : B le rallume.")
    by_pace = {
        "waiting": _("Espace démarre l'étape."),
        "paused": _("En pause : Espace pour reprendre."),
        "grace": _("On termine sa phrase… puis N pour la suite."),
        "overtime": _("Temps dépassé : N pour la suite, + pour une minute, K pour mettre le sujet de côté."),
    }
    if numbers.pace in by_pace:
        return by_pace[numbers.pace]
    return _round(phase, numbers) or _waiting(shown) or _veil(shown, phase, numbers) or _calm(shown, numbers)


def _round(phase: PhaseView, numbers: Numbers) -> str:
    current = phase["round"]
    if current is None or not current["following"] or numbers.round_left is None:
        return ""
    if numbers.round_left > ROUND_NOTICE:
        return ""
    return _("« {round} » commence tout seul dans {left}.").format(
        round=current["following"], left=minutes(max(0.0, numbers.round_left))
    )


def _waiting(shown: Snapshot) -> str:
    pending = shown.view["counts"]["pending"]
    if not pending:
        return ""
    return ngettext(
        "{n} idée à relire : Entrée la montre, Suppr l'écarte.",
        "{n} idées à relire : Entrée les montre, Suppr les écarte.",
        pending,
    ).format(n=pending)


def _veil(shown: Snapshot, phase: PhaseView, numbers: Numbers) -> str:
    if not phase["veiled"] or numbers.pace == "on_time":
        return ""
    return _("C'est encore voilé : D dévoile à toute la salle.")


def _calm(shown: Snapshot, numbers: Numbers) -> str:
    return _silence(shown) or _following(shown, numbers)


def _silence(shown: Snapshot) -> str:
    if not shown.view["network"]["silent"]:
        return ""
    return _("Aucun téléphone depuis deux minutes : L montre les autres façons d'entrer, ou de s'en passer.")


def _following(shown: Snapshot, numbers: Numbers) -> str:
    following = next((line for line in shown.view["phases"] if line["state"] == "next"), None)
    if numbers.pace == "last_call":
        return _("Dernières secondes : annoncez la fin, puis N.")
    if following is None:
        return _("Dernière étape : N termine l'atelier.")
    return _("Ensuite : {title} ({minutes})").format(title=following["title"], minutes=minutes(following["granted"]))


def next_question(shown: Snapshot, numbers: Numbers) -> str:
    """What N asks before leaving the phase; empty when nothing is at stake."""
    phase = shown.view["phase"]
    if phase is None:
        return _("L'atelier n'a pas commencé : Espace le démarre.")
    last = all(line["state"] != "next" for line in shown.view["phases"])
    if last:
        return _("Terminer l'atelier ? N ou Entrée termine, Échap reste.")
    if phase["veiled"] and _something_veiled(shown, phase):
        return _("C'est encore voilé. N ou Entrée passe quand même, D dévoile, Échap reste.")
    if numbers.left is not None and numbers.left > phase["clock"]["granted"] / 4:
        return _("Il reste {left}. N ou Entrée passe à la suite, Échap reste.").format(left=stopwatch(numbers.left))
    return ""


def _something_veiled(shown: Snapshot, phase: PhaseView) -> bool:
    vote, debate, matrix = phase.get("vote"), phase.get("debate"), phase.get("matrix")
    return bool(
        shown.view["counts"]["ideas"]
        or (vote and vote["voters"])
        or (debate and debate["placed"])
        or (matrix and matrix["raters"])
    )
