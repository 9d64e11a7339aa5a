from __future__ import annotations

import pytest

from facilitator.engine.grouping.words import NEGATIONS, grammar, language_of, subject_words


def _said(text: str, language: str = "fr") -> list[str]:
    return [text[word.start : word.end] for word in subject_words(text, "en" if language == "en" else "fr")]


def test_what_remains_of_a_sentence_is_what_it_is_about() -> None:
    assert _said("Il faudrait créer des tableaux de bord pour les élus !") == ["tableaux", "bord", "élus"]
    assert _said("We should create dashboards for the councillors", "en") == ["dashboards", "councillors"]


def test_forms_of_one_word_have_one_stem() -> None:
    (one,), (other,) = subject_words("Végétaliser", "fr"), subject_words("végétalisation", "fr")

    assert one.stem == other.stem


def test_numbers_count_and_stray_letters_do_not() -> None:
    assert _said("Le 5 b du budget 2026") == ["5", "budget", "2026"]


@pytest.mark.parametrize("word", ["pas", "non", "jamais", "sans", "aucun", "not", "never"])
def test_a_negation_is_never_thrown_away(word: str) -> None:
    assert word in NEGATIONS
    assert word in _said(f"budget {word}", "en" if word in ("not", "never") else "fr")
    assert word not in grammar("fr") | grammar("en")


def test_the_language_is_the_one_most_of_the_texts_are_written_in() -> None:
    assert language_of(["Des cartes pour les élus", "Une idée de plus"]) == "fr"
    assert language_of(["Cards for the councillors", "Some more of these", "Une idée"]) == "en"
    assert language_of(["Budget", ""]) == "fr"
