"""Why two ideas look alike, or cards go together: their own words, in a sentence that every face says the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from facilitator.locale import deferred as N_
from facilitator.locale import gettext


def pair_reason(
    shared: Sequence[str],
    first_only: Sequence[str],
    other_only: Sequence[str],
    translate: Callable[[str], str] = gettext,
) -> str:
    """What both ideas say, and what only one of them does."""
    parts = (
        (N_("en commun : {words}"), shared),
        (N_("seulement la première : {words}"), first_only),
        (N_("seulement la seconde : {words}"), other_only),
    )
    told = [translate(sentence).format(words=", ".join(words)) for sentence, words in parts if words]
    return " · ".join(told) or translate(N_("presque les mêmes lettres"))


def theme_reason(terms: Sequence[tuple[str, int]], translate: Callable[[str], str] = gettext) -> str:
    """What the cards of a proposed group share, and how many of them."""
    if not terms:
        return translate(N_("Des mots voisins, aucun en commun"))
    return translate(N_("Ensemble : {terms}")).format(terms=", ".join(f"{term} ({n})" for term, n in terms))
