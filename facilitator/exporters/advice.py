"""What to look at again before publishing, in words."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.engine.synthesis import Report
from facilitator.engine.synthesis.appraisal import Criterion, appraise, total
from facilitator.locale import gettext as _


def advice(report: Report) -> Iterator[str]:
    """The total out of twenty, then one line for each criterion that is not wholly met; nothing when all are."""
    marks = appraise(report)
    lacking = [mark for mark in marks if mark.score < 2]
    if lacking:
        yield _("Avant de publier ({total} sur 20) :").format(total=total(marks))
    for mark in lacking:
        yield f"  {'○' if mark.score == 0 else '◐'} {_lacks(mark.criterion)}"


def _lacks(criterion: Criterion) -> str:
    return {
        "faithful": _("Fidèle : chaque conclusion s’appuie sur au moins deux contributions."),
        "validated": _("Validée : la salle a relu toutes les phrases."),
        "actionable": _("Actionnable : trois gestes à faire dans le mois, publiés avec l’accord de leurs auteurs."),
        "contradictory": _(
            "Contradictoire : au moins un désaccord, ou un débat avec autant d’arguments de chaque côté."
        ),
        "self-contained": _("Autonome : un problème posé, et aucun sigle sans son explication."),
        "protective": _("Protectrice : personne n’est reconnaissable (nom, adresse, numéro, compte)."),
        "sober": _("Sobre : des phrases de moins de vingt-cinq mots."),
        "honest": _("Honnête : un effectif, et pas de pourcentage sous vingt personnes."),
        "accessible": _("Accessible : pas de point médian dans les conclusions."),
        "reusable": _("Réutilisable : une date, et la règle de parole."),
    }[criterion]
