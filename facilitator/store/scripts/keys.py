"""The vocabulary of the format: which keys go where, how far numbers go, and what people write instead."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterable

from facilitator.engine.script import Kind, Phase

KIND_KEYS: dict[Kind, frozenset[str]] = {
    "talk": frozenset({"roles", "per_item_minutes"}),
    "collect": frozenset(
        {
            "columns", "fields", "max_per_person", "max_per_group", "max_characters", "examples", "seeds",
            "reading_minutes", "passing",
        }
    ),
    "respond": frozenset({"rows", "columns", "moving_minutes", "fixed_role"}),
    "group": frozenset({"bins", "cards", "one_result_per_group"}),
    "vote": frozenset({"options", "points", "max_per_item", "keep"}),
    "position": frozenset({"scale", "before_after", "alternate_sides", "max_cases", "case"}),
    "matrix": frozenset({"max_items", "x_axis", "y_axis"}),
    "commit": frozenset({"fields", "sharing"}),
    "validate": frozenset({"max_sentences", "sections", "feedback"}),
    "break": frozenset(),
}  # fmt: skip
"""Keys that only some kinds know; every other key of a phase goes with any kind."""

COMMON_KEYS = frozenset(field.name for field in dataclasses.fields(Phase)) - frozenset().union(*KIND_KEYS.values())

KINDS_WITHOUT_ITEMS: frozenset[Kind] = frozenset({"commit", "validate", "break"})
"""Nothing of these phases can feed another one."""

FALLBACKS: dict[Kind, tuple[str, ...]] = {
    "position": ("case",),
    "group": ("cards",),
    "respond": ("rows",),
    "vote": ("options",),
    "collect": ("seeds",),
}
"""What a phase can live on when the one that feeds it is dropped."""

DAY = 24 * 60
BOUNDS: dict[str, tuple[float, float]] = {
    "minutes": (1 / 60, DAY),
    "per_item_minutes": (1 / 60, DAY),
    "min_minutes": (0, DAY),
    "silent_minutes": (0, DAY),
    "reading_minutes": (0, DAY),
    "moving_minutes": (0, DAY),
    "format": (1, 1000),
    "number": (0, 100_000),
    "seats": (1, 10_000),
    "min_group_size": (1, 1000),
    "keep_days": (1, 3650),
    "first_after_seconds": (0, 3600),
    "every_seconds": (5, 3600),
    "silence_seconds": (0, 3600),
    "excerpts": (0, 1000),
    "max_per_person": (1, 1000),
    "max_per_group": (1, 1000),
    "max_characters": (10, 2000),
    "points": (1, 100),
    "max_per_item": (1, 100),
    "keep": (1, 1000),
    "max_cases": (1, 100),
    "max_items": (1, 100),
    "max_sentences": (1, 100),
}
"""The least and the most of every number."""

MANY_LINES = frozenset({"problem", "notes", "story", "text", "instruction", "outcome", "statement"})
"""Texts that may run over several lines."""

DISTINCT = frozenset({"columns", "fields", "rows", "bins", "options", "scale", "sections", "choices"})
"""Lists whose items are told apart by their words."""

_FRENCH_KEYS = {
    "affirmation": "statement", "animateurs": "hosts", "bacs": "bins", "cartes": "cards", "cas": "case",
    "champs": "fields", "colonnes": "columns", "consigne": "instruction", "debut": "start", "duree": "minutes",
    "echelle": "scale", "etape": "phase", "exemples": "examples", "fin": "end", "forme": "form", "genre": "kind",
    "histoire": "story", "hotes": "hosts", "identifiant": "id", "langue": "language", "lignes": "rows",
    "manche": "round", "materiel": "materials", "nom": "name", "phases": "phase", "places": "seats",
    "priorite": "priority", "probleme": "problem", "relances": "prompts", "rounds": "round", "rubrique": "section",
    "sous_titre": "subtitle", "tour": "round", "titre": "title", "type": "kind", "voile": "veil",
}  # fmt: skip
_FRENCH_VALUES = {
    "anonyme": "anonymous", "barre": "bar", "binome": "pairs", "binomes": "pairs", "classer": "group",
    "chiffres": "digits", "choix": "choice", "clos": "closed", "collecte": "collect", "discret": "discreet",
    "deux": "pairs", "doux": "soft", "echange": "talk", "engagement": "commit", "essentiel": "core", "ferme": "closed",
    "flexible": "flexible", "fr-fr": "fr", "francais": "fr", "anglais": "en", "jamais": "never", "libre": "free",
    "matrice": "matrix", "mene": "leads", "non": "no", "note": "notes", "ouvert": "open", "oui": "yes",
    "pairs": "pairs", "parole": "talk", "pause": "break", "pleniere": "plenary", "protege": "protected",
    "pseudonyme": "pseudonym", "reponse": "respond", "reserve": "reserve", "seul": "solo", "souple": "flexible",
    "tables": "tables", "toujours": "always", "tri": "group", "trinomes": "trios", "trios": "trios",
    "valider": "validate", "validation": "validate", "vote": "vote", "voter": "vote",
}  # fmt: skip


def keys_of(kind: Kind) -> frozenset[str]:
    """Every key that a phase of this kind may hold."""
    return COMMON_KEYS | KIND_KEYS[kind]


def nearest(word: str, known: Iterable[str], *, values: bool = False) -> str | None:
    """The known word that was probably meant: a French one, or one a few letters away."""
    known = list(known)
    plain = word.strip().casefold().replace("-", "_").translate(str.maketrans("éèêàâîôûùç", "eeeaaiouuc"))
    meant = (_FRENCH_VALUES if values else _FRENCH_KEYS).get(plain)
    if meant in known:
        return meant
    near = difflib.get_close_matches(plain, known, n=1, cutoff=0.7)
    return near[0] if near else None
