"""The next gesture, in one sentence, for somebody who has two seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.engine.feasibility import CARD_READ
from facilitator.engine.prompts import nudge
from facilitator.engine.public_time import NOTICE, subject_of
from facilitator.engine.replan import cost, propose, to_lengthen
from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.tui.console.replanning import late_of, lines_of, slots_of, told
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.times import Numbers, lateness_words, stopwatch
from facilitator.tui.hours import minutes

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PhaseView

LONG_OVER = 60.0
"""Seconds past zero from which going on is a decision, with its price."""
SETTLING = ("collect", "respond", "group", "break")
"""Kinds in which there is time to look at what was said twice."""
WORTH_IT = 60.0
"""Seconds of lateness for which it is worth proposing something."""


def advice(shown: Snapshot, numbers: Numbers) -> str:
    """What to do next, or what is going on."""
    phase = shown.view["phase"]
    if shown.view["status"] == "ended":
        return _("C’est fini : la synthèse se lit et s’emporte.")
    if phase is None:
        return _silence(shown) or _("Espace démarre l’atelier.")
    if shown.view["blank"]:
        return _("L’écran public est éteint : B le rallume.")
    if shown.view["thanks"]:
        return _("L’écran remercie la salle : note et QR code. X revient à l’étape ; tout s’enregistre encore.")
    by_pace = {
        "waiting": _("Espace démarre l’étape."),
        "paused": _("En pause : Espace pour reprendre."),
        "grace": _("On termine sa phrase… puis N pour la suite."),
        "overtime": _overtime(shown, numbers),
    }
    if numbers.pace in by_pace:
        return by_pace[numbers.pace]
    asked = _round(phase, numbers) or _thumbs(phase) or _waiting(shown)
    return asked or _veil(shown, phase, numbers) or _calm(shown, phase, numbers)


def _overtime(shown: Snapshot, numbers: Numbers) -> str:
    price = ""
    if numbers.left is not None and numbers.left <= -LONG_OVER:
        price = told(shown.view, cost(slots_of(shown.view), numbers.lateness or 0.0, 120.0))
    if not price:
        return _("Temps dépassé : N pour la suite, + pour une minute, K pour mettre le sujet de côté.")
    return _("Temps dépassé : N finit maintenant · + deux fois : 2 min (coûte : {price}) · K met de côté.").format(
        price=price
    )


def _round(phase: PhaseView, numbers: Numbers) -> str:
    current = phase["round"]
    if current is None or not current["following"] or numbers.part_left is None:
        return ""
    if numbers.part_left > NOTICE:
        return ""
    words = _("« {round} » commence tout seul dans {left}.").format(
        round=current["following"], left=minutes(max(0.0, numbers.part_left))
    )
    return words + (_(" Dites-le : {change}.").format(change=current["announced"]) if current["announced"] else "")


def _thumbs(phase: PhaseView) -> str:
    """The subject's time is up, and the room is asked."""
    subject = subject_of(phase)
    if subject is None or subject["thumbs"] is None:
        return ""
    told = _("On continue ce sujet ? H compte les pouces, A donne {time}, → passe au sujet suivant.")
    return told.format(time=minutes(subject["more"]))


def _waiting(shown: Snapshot) -> str:
    pending = shown.view["counts"]["pending"]
    if not pending:
        return ""
    return ngettext(
        "{n} idée à relire : Entrée la montre, Suppr l’écarte.",
        "{n} idées à relire : Entrée les montre, Suppr les écarte.",
        pending,
    ).format(n=pending)


def _veil(shown: Snapshot, phase: PhaseView, numbers: Numbers) -> str:
    if not phase["veiled"]:
        return ""
    cards = shown.view["counts"]["ideas"]
    if phase["kind"] == "collect" and numbers.left is not None and numbers.left <= CARD_READ * cards:
        told = ngettext(
            "{n} carte demande {time} à lire : D dévoile.", "{n} cartes demandent {time} à lire : D dévoile.", cards
        )
        return told.format(n=cards, time=minutes(CARD_READ * cards))
    if numbers.pace == "on_time":
        return ""
    return _("C’est encore voilé : D dévoile à toute la salle.")


def _calm(shown: Snapshot, phase: PhaseView, numbers: Numbers) -> str:
    urgent = _silence(shown) or _prompt(shown, phase, numbers) or _late(shown, numbers)
    return urgent or _twins(shown, phase) or _following(shown, numbers)


def _prompt(shown: Snapshot, phase: PhaseView, numbers: Numbers) -> str:
    """A prompt or another way to help the room go on; suggested only, and never while somebody writes."""
    facts = shown.view["rhythm"]
    if facts is None or numbers.left is None:
        return ""
    elapsed = phase["clock"]["granted"] - numbers.left
    typing = shown.view["counts"]["typing"] > 0
    said = {
        "prompt": _("C’est le moment d’une relance : R la montre, Maj+R pour choisir."),
        "spent": _("Toutes les relances ont servi : Maj+R pour une provocation ou un énergisant."),
        "pairs": _("Les relances ne prennent pas : proposez deux minutes à deux."),
        "reveal": _("Le flux ralentit : D dévoile."),
        "last": _("Dernière minute : « Une dernière carte ? », sans relance."),
    }
    found = nudge(facts, shown.now, elapsed, numbers.left, typing=typing)
    return said[found] if found else ""


def _twins(shown: Snapshot, phase: PhaseView) -> str:
    pairs = len(shown.view["twins"])
    if not pairs or phase["kind"] not in SETTLING:
        return ""
    return ngettext(
        "{n} paire d’idées proches : F dit en quoi, et vous décidez.",
        "{n} paires d’idées proches : F dit en quoi, et vous décidez.",
        pairs,
    ).format(n=pairs)


def _late(shown: Snapshot, numbers: Numbers) -> str:
    if numbers.lateness is None or numbers.lateness < WORTH_IT:
        return ""
    price = told(shown.view, propose(slots_of(shown.view), late_of(numbers)))
    late = lateness_words(numbers.lateness).capitalize()
    if not price:
        return _("{late}, et plus rien à raccourcir : G pour choisir que couper.").format(late=late)
    return _("{late} : G propose {price}.").format(late=late, price=price)


def _ahead(shown: Snapshot, numbers: Numbers) -> str:
    if numbers.lateness is None or numbers.lateness > -2 * WORTH_IT:
        return ""
    receiver = lines_of(shown.view).get(to_lengthen(slots_of(shown.view)))
    if receiver is None:
        return ""
    return _(" · {ahead} : G peut la donner à « {title} »").format(
        ahead=lateness_words(numbers.lateness), title=receiver["title"]
    )


def _silence(shown: Snapshot) -> str:
    if not shown.view["network"]["silent"]:
        return ""
    return _("Aucun téléphone depuis deux minutes : L montre les autres façons d’entrer, ou de s’en passer.")


def _following(shown: Snapshot, numbers: Numbers) -> str:
    following = next((line for line in shown.view["phases"] if line["state"] == "next"), None)
    if numbers.pace == "last_call":
        return _("Dernières secondes : annoncez la fin, puis N.")
    if following is None:
        return _("Dernière étape : N termine l’atelier.")
    told_next = _("Ensuite : {title} ({minutes})")
    return told_next.format(title=following["title"], minutes=minutes(following["granted"])) + _ahead(shown, numbers)


def next_question(shown: Snapshot, numbers: Numbers) -> str:
    """What N asks before leaving the phase; empty when nothing is at stake."""
    phase = shown.view["phase"]
    if phase is None:
        return _("L’atelier n’a pas commencé : Espace le démarre.")
    last = all(line["state"] != "next" for line in shown.view["phases"])
    if last:
        return _("Terminer l’atelier ? N ou Entrée termine, Échap reste.")
    if phase["veiled"] and _something_veiled(shown, phase):
        return _("C’est encore voilé. N ou Entrée passe quand même, D dévoile, Échap reste.")
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
