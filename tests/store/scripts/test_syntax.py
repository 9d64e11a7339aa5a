from __future__ import annotations

import pytest

from tests.store.scripts.writing import HERE, SOUND, in_phase, in_workshop, instead_of, read, told_here


@pytest.mark.parametrize(
    ("text", "what", "remedy"),
    [
        (instead_of('start = "14:00"', "start = 14:00"), "entre guillemets", 'start = "14:00"'),
        (instead_of('start = "14:00"', "start = 14h00"), "entre guillemets", 'start = "14:00"'),
        (instead_of('title = "Essai"', "title = “Essai”"), "typographiques", '"…"'),
        (instead_of('title = "Essai"', "title = « Essai »"), "typographiques", '"…"'),
        (instead_of('title = "Essai"', "title = Essai"), "pas entre guillemets", 'title = "Essai"'),
        (instead_of('title = "Essai"', 'title = "Le "vrai" sujet"'), "coupent en deux", "« … »"),
        (instead_of('title = "Essai"', "title ="), "manque une valeur", "Complétez"),
        (instead_of('title = "Essai"', 'title : "Essai"'), "signe =", "title ="),
        (instead_of('title = "Essai"', 'title = "a\\q"'), "barre oblique", "Doublez"),
        (instead_of("minutes = 40", "minutes = 40 min"), "sans unité", "minutes = 40"),
        (instead_of("minutes = 40", "minutes = 1,5"), "point", "minutes = 1.5"),
        (in_workshop("hard_stop = oui"), "true", "hard_stop = true"),
        (in_workshop("hard_stop = False"), "false", "hard_stop = false"),
        (in_phase("durée = 5"), "pas d’accent", "minutes"),
        (in_phase("max per person = 5"), "pas d’accent", "max_per_person"),
        (in_phase("Une remarque pour plus tard"), "ni une clé", "#"),
        (in_phase('columns = ["Une" "Deux"]'), "pas", "virgule"),
        (instead_of("[workshop]", "[[workshop]"), "crochets", "[nom]"),
        (instead_of('title = "Essai"', 'title = "Essai";'), "après la valeur", "Retirez"),
        (instead_of('title = "Essai"', 'title == "Essai"'), "Un seul signe", "second"),
        (instead_of('title = "Essai"', 'title = "\\ud800"'), "moitié", "Tapez"),
        (instead_of('title = "Essai"', "title = 'Essai"), "pas fermé", "guillemet droit"),
        (in_phase("= 3"), "manque une clé", "Complétez"),
        (in_phase("notes = +"), "ne se lit pas", "guillemets droits"),
    ],
)  # fmt: skip
def test_a_syntax_mistake_is_a_sentence_on_its_line(text: str, what: str, remedy: str) -> None:
    problem = told_here(text)
    assert problem.level == "error"
    assert what in problem.what.replace("\u00a0", " ")
    assert remedy in problem.remedy.replace("\u00a0", " ")


def test_a_text_left_open_over_several_lines_is_told_where_it_opens() -> None:
    text = SOUND.replace('kind = "collect"', f'kind = "collect"\nnotes = """ {HERE}\nIl était une fois')
    assert "n’est pas terminé" in told_here(text).what


def test_a_comma_missing_in_a_long_list_is_told_on_its_line() -> None:
    assert (
        "columns"
        in told_here(
            in_phase('columns = [\n  "Une"\n  "Deux",\n]').replace(HERE, "").replace('  "Deux",', f'  "Deux", {HERE}')
        ).what
    )


def test_a_list_left_open_on_one_line_is_told_there_and_not_below() -> None:
    assert "n’est pas terminé" in told_here(in_phase('columns = ["Une", "Deux"')).what


def test_a_quote_left_open_is_told_where_it_opens() -> None:
    text = SOUND.replace('title = "Essai"', 'title = "Essai')
    [problem] = read(text).problems
    assert (problem.line, "pas fermé" in problem.what) == (4, True)


def test_a_list_left_open_is_told_with_the_line_where_it_opens() -> None:
    text = SOUND.replace('kind = "collect"', 'kind = "collect"\ncolumns = [\n  "Une",\n  "Deux",')
    [problem] = read(text).problems
    assert "ligne 12" in problem.what


def test_a_key_written_twice_names_both_lines() -> None:
    problem = told_here(in_workshop('title = "Encore"'))
    assert "ligne 4" in problem.what


def test_a_key_written_twice_at_the_very_end_still_has_its_line() -> None:
    problem = told_here(SOUND + f"minutes = 20 {HERE}")
    assert "ligne 19" in problem.what


def test_a_table_opened_twice_is_told() -> None:
    assert "deux fois" in told_here(SOUND + f"[workshop] {HERE}\n").what


def test_a_mistake_of_syntax_hides_no_other_mistake() -> None:
    text = SOUND.replace('start = "14:00"', "start = 14:00").replace("minutes = 40", "minutes = 40 min")
    text = text.replace('source = "idees"', 'source = "idee"').replace('end = "15:00"', 'end = "15h"')
    assert [problem.line for problem in read(text).problems] == [5, 6, 12, 18]


def test_a_value_set_aside_is_not_told_as_missing() -> None:
    assert len(read(SOUND.replace("minutes = 40", "minutes = quarante")).problems) == 1


def test_a_file_of_nothing_but_mistakes_stops_telling_after_a_while() -> None:
    assert len(read("ceci n'est pas un atelier\n" * 500).problems) <= 20


@pytest.mark.parametrize(
    "text",
    ["a" + ".a" * 31_000 + " = 1", "a = " + "[" * 5_000, "a = " + "{a=" * 5_000, "[" + "a." * 20_000 + "a]"],
)
def test_a_text_made_to_hurt_is_refused_before_it_is_parsed(text: str) -> None:
    [problem] = read(text).problems
    assert problem.line == 1
    assert "Trop de points" in problem.what


def test_a_number_of_five_thousand_digits_is_a_mistake_like_another() -> None:
    assert read(SOUND.replace("minutes = 40", "minutes = " + "4" * 5_000)).script is None
