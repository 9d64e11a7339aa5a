"""Which way a sentence goes."""

from __future__ import annotations

import pytest

from facilitator.engine.grouping.opposites import are_opposed, is_against


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Il faut fermer les écoles", "Il ne faut pas fermer les écoles"),
        ("Augmenter le budget", "Baisser le budget"),
        ("Plus de vélos", "Moins de vélos"),
        ("Nous lisons le rapport", "Nous ne lisons plus le rapport"),
        ("Transports gratuits", "Transports payants"),
        ("Une formation obligatoire", "Une formation volontaire"),
        ("Avec les élus", "Sans les élus"),
        ("Allow cars downtown", "Ban cars downtown"),
        ("Close the library", "Don’t close the library"),
        ("We read it", "We no longer read it"),
    ],
)
def test_contraries_are_opposed_both_ways(one: str, other: str) -> None:
    assert are_opposed(one, other)
    assert are_opposed(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Supprimer la baisse des aides", "Ne pas baisser les aides"),
        ("Lutter contre le bruit", "Moins de bruit"),
        ("Sans aucun tableau", "Pas de tableau"),
        ("Plus de cartes", "Des cartes en plus"),
        ("Une école non-violente", "Une école de la paix"),
        ("Gratuit ou payant, le bus", "Le bus payant"),
        ("Indexer les retraites", "Les retraites indexées"),
    ],
)
def test_what_goes_the_same_way_is_not(one: str, other: str) -> None:
    assert not are_opposed(one, other)


def test_two_turns_cancel_out() -> None:
    assert is_against("Pas de fermeture") is False
    assert is_against("Aucune fermeture des guichets sans raison") is True
