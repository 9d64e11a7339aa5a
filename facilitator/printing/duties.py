"""What each of the two facilitators does in a phase, and the keys that serve there: for who never opened a manual."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from facilitator.engine.script import Kind, Phase
from facilitator.locale import deferred as N_

Key = tuple[str, str]
"""What is printed on the key, and what it does."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One kind of phase, as the two who lead share it."""

    leads: str
    notes: str
    keys: tuple[Key, ...]


EVERYWHERE: Final[tuple[Key, ...]] = (
    ("Espace", N_("Démarrer, mettre en pause, reprendre")),
    ("↑ ↓", N_("Choisir une carte, une ligne, une phrase")),
    ("N", N_("Étape suivante")),
    ("P", N_("Étape précédente")),
    ("+", N_("Une minute de plus")),
    ("W", N_("Une minute de moins")),
    ("G", N_("Gérer le temps")),
    ("R", N_("Relance suivante")),
    ("Maj+R", N_("Choisir une relance, une provocation, un énergisant")),
    ("X", N_("Retirer de l’écran la relance, ou les remerciements")),
    ("I", N_("Saisir : idée entendue, papier, bulletin")),
    ("D", N_("Dévoiler, voiler")),
    ("J", N_("Garder pour la synthèse")),
    ("K", N_("Mettre de côté")),
    ("Suppr", N_("Masquer partout, ou rendre")),
    ("M", N_("Message court à la salle")),
    ("F4", N_("Le déroulé : changer les mots, l’ordre, ajouter une étape")),
    ("B", N_("Éteindre ou rallumer l’écran public")),
    ("F2", N_("Passer de la console à l’écran public")),
    ("C", N_("Confier le clavier à la salle")),
    ("L", N_("L’accès des téléphones : adresse, Wi-Fi, ou sans")),
    ("U", N_("Annuler le dernier geste")),
    ("Échap", N_("Fermer ce qui est ouvert")),
    ("?", N_("Toutes les touches")),
)

ARRIVING: Final[tuple[Key, ...]] = (
    ("↑", N_("Une personne de plus")),
    ("H", N_("Compter les mains pour la question d’accueil")),
    ("Espace", N_("Commencer : l’heure part de là")),
)

LEAVING: Final[tuple[Key, ...]] = (
    ("N", N_("Terminer l’atelier, après la dernière étape")),
    ("S", N_("Écrire la synthèse")),
    ("Ctrl+Q", N_("Quitter : tout est gardé")),
)

SORTED_BY_GROUPS: Final = Duty(
    N_("Lance les groupes, un téléphone ou un jeu de cartes chacun. Passe de l’un à l’autre, sans trancher."),
    N_("Aide à se placer. Après le tri, fait parler les groupes des cartes que l’écran montre en désaccord."),
    (("Entrée", N_("Prendre, puis poser la carte")),),
)
"""An exercise whose result is compared between groups."""

BY_SUBJECTS: Final = Duty(
    N_("Amène un sujet, écoute. Quand l’écran demande les pouces, les fait lever et suit la majorité."),
    N_("Compte les pouces, note les trouvailles au vol."),
    (
        ("→", N_("Sujet suivant")),
        ("H", N_("Compter les pouces levés et baissés")),
        ("A", N_("Quelques minutes de plus à ce sujet")),
        ("I", N_("Noter une pépite")),
    ),
)
"""A talk that goes through subjects, each with its minutes."""

DUTIES: Final[dict[Kind, Duty]] = {
    "talk": Duty(
        N_("Pose la question, se tait, donne la parole d’abord à qui n’a pas parlé."),
        N_("Garde le temps. Note une pépite, met de côté ce qui sort du sujet."),
        (("T", N_("Tour de parole : début, fin")), ("F", N_("Une main se lève")), ("I", N_("Noter une pépite"))),
    ),
    "collect": Duty(
        N_("Lit la question et la consigne, puis fait respecter le silence. Ne commente aucune carte."),
        N_("Saisit le papier, masque ce qui blesse ou nomme, repère deux cartes à lire à voix haute."),
        (("I", N_("Saisir une carte papier")), ("D", N_("Dévoiler")), ("Suppr", N_("Masquer")), ("J", N_("Garder"))),
    ),
    "respond": Duty(
        N_("Annonce chaque ligne ou chaque tour, dix secondes avant. Circule, ne corrige pas."),
        N_("Saisit ce qui se dit aux tables sans téléphone, surveille les lignes vides."),
        (("↑ ↓", N_("Changer de ligne")), ("S", N_("Seulement les lignes sans réponse")), ("I", N_("Saisir"))),
    ),
    "group": Duty(
        N_("Lit les cartes à voix haute, demande à la salle où elles vont et comment le groupe s’appelle."),
        N_("Range à l’écran. A commencé pendant l’étape d’avant."),
        (("Entrée", N_("Prendre, puis poser la carte")), ("A", N_("Nouveau groupe")), ("E", N_("Renommer"))),
    ),
    "vote": Duty(
        N_("Relit les choix, annonce la clôture trente secondes avant. Aucun résultat avant la fin."),
        N_("Saisit les bulletins papier, compte les mains levées."),
        (("I", N_("Saisir un bulletin")), ("H", N_("Compter les mains levées")), ("D", N_("Clore et dévoiler"))),
    ),
    "position": Duty(
        N_("Lit l’affirmation deux fois. Un argument par camp, à tour de rôle, sans vainqueur."),
        N_("Compte les personnes à chaque place, note les arguments, un mot suffit."),
        (
            ("H", N_("Compter les personnes")),
            ("D", N_("Dévoiler")),
            ("A", N_("Un argument")),
            ("V", N_("Se placer de nouveau, après les arguments")),
            ("↓", N_("Cas suivant")),
        ),
    ),
    "matrix": Duty(
        N_("Donne un exemple de note pour chaque axe, puis laisse noter en silence."),
        N_("Saisit les notes papier. Après le dévoilement, montre d’abord les avis partagés."),
        (("A", N_("Noter une ligne")), ("D", N_("Dévoiler")), ("Q", N_("Un quart du plan après l’autre"))),
    ),
    "commit": Duty(
        N_("Donne son propre exemple, laisse trois minutes seul, puis fait lire au voisin."),
        N_("Ne lit aucune fiche par-dessus une épaule. Prépare les phrases de la clôture."),
        (("I", N_("Compter ou saisir une fiche")), ("V", N_("Un engagement à lire à voix haute"))),
    ),
    "validate": Duty(
        N_("Lit une phrase à la fois : d’accord, à nuancer, pas d’accord. Une seule reformulation, en public."),
        N_("Écrit la nuance ou l’objection. Un seul « non » retire un passage qui identifie quelqu’un."),
        (
            ("A", N_("Ajouter une phrase")),
            ("Entrée", N_("La montrer à la salle, puis la suivante ; une idée gardée devient une phrase")),
            ("O", N_("D’accord")),
            ("Q", N_("À nuancer")),
            ("F", N_("Fait débat")),
            ("E", N_("Corriger")),
            ("S", N_("Figer la synthèse")),
        ),
    ),
    "break": Duty(
        N_("Dit l’heure de reprise à voix haute, deux fois."),
        N_("Prépare la suite : classe, choisit, relit."),
        (),
    ),
}


def duty_of(phase: Phase) -> Duty:
    """Who does what in that phase; what is never veiled has nothing to reveal."""
    duty = DUTIES[phase.kind]
    if phase.one_result_per_group:
        duty = SORTED_BY_GROUPS
    elif phase.per_item_minutes:
        duty = BY_SUBJECTS
    return duty if phase.veiled else replace(duty, keys=tuple(key for key in duty.keys if key[0] != "D"))
