"""What a theme is called: words that its ideas share, as people wrote them."""

from __future__ import annotations

from facilitator.engine.grouping.labels import Background, Term, Wording, label_of, shared_terms
from facilitator.engine.grouping.words import subject_words


def _wordings(*texts: str) -> list[Wording]:
    return [Wording(text, subject_words(text, "fr")) for text in texts]


THEME = _wordings("La taxe d’habitation des agents", "Une taxe d’habitation, CSG ou non", "La CSG et les agents")
OTHERS = _wordings("Des arbres pour les agents", "Les agents du parc", "Nos agents")


def test_an_expression_says_more_than_its_words() -> None:
    terms = shared_terms(THEME, Background([*THEME, *OTHERS]))

    assert terms[:2] == [Term("taxe d’habitation", 2), Term("CSG", 2)]


def test_what_is_said_everywhere_comes_last() -> None:
    assert [term.text for term in shared_terms(THEME, Background([*THEME, *OTHERS]))][-1] == "agents"


def test_a_negation_alone_is_no_theme() -> None:
    theme = _wordings("Jamais de réunion", "Jamais de papier")

    assert shared_terms(theme, Background(theme)) == []


def test_no_expression_goes_over_a_full_stop() -> None:
    theme = _wordings("Le budget. Les élus", "Le budget. Les élus")

    assert [term.text for term in shared_terms(theme, Background(theme))] == ["budget", "élus"]


def test_a_name_begins_with_a_capital_letter() -> None:
    assert label_of([Term("taxe d’habitation", 2), Term("CSG", 2)], "") == "Taxe d’habitation · CSG"


def test_without_shared_words_the_central_idea_speaks() -> None:
    assert label_of([], "Un mot court") == "Un mot court"
    assert label_of([], "Une phrase bien trop longue pour servir de nom, même en se serrant") == (
        "Une phrase bien trop longue pour servir de nom…"
    )
