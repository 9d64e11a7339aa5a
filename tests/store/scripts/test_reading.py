from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import get_type_hints

import pytest

from facilitator.engine.script import KINDS, Case, Phase, Round, Script
from facilitator.store.scripts import read_script, script_hash, shipped_scripts
from facilitator.store.scripts.keys import BOUNDS, COMMON_KEYS, KIND_KEYS
from facilitator.store.scripts.reading import read_text
from tests.store.scripts.writing import HERE, SOUND, in_phase, in_workshop, instead_of, read, told_here, with_phase

NBSP = "\u00a0"


def test_the_least_script_is_read_with_the_defaults_of_the_format() -> None:
    reading = read(SOUND)
    assert reading.problems == ()
    assert reading.script is not None
    phase = reading.script.phase[0]
    assert (phase.minutes, phase.floor_minutes, phase.priority, phase.form) == (40, 40, "core", "plenary")
    assert reading.script.workshop.start == 14 * 60
    assert reading.script.workshop.minutes == 60


def test_a_workshop_without_a_code_takes_the_name_of_its_file() -> None:
    script = read(SOUND).script
    assert script is not None
    assert script.workshop.code == "essai"


def test_every_key_of_a_phase_belongs_somewhere() -> None:
    keys = COMMON_KEYS.union(*KIND_KEYS.values())
    assert keys == {field.name for field in dataclasses.fields(Phase)}
    assert set(KIND_KEYS) == set(KINDS)


def test_every_number_of_the_format_is_bounded() -> None:
    for shape in (Phase, Round, Case):
        for name, hint in get_type_hints(shape).items():
            if hint in (int, float, int | None, float | None):
                assert name in BOUNDS


def test_the_hash_follows_the_words_and_nothing_else() -> None:
    assert script_hash(read(SOUND).text) == script_hash(read_text(SOUND.replace("\n", "\r\n").encode(), "b").text)
    assert script_hash(SOUND) != script_hash(SOUND + "#")


def test_all_errors_are_told_at_once_in_the_order_of_the_file() -> None:
    text = (
        SOUND.replace('start = "14:00"', 'start = "14h00"')
        .replace("minutes = 40", "minutes = -1")
        .replace('"vote"', '"voter"')
    )
    lines = [problem.line for problem in read(text).problems]
    assert lines == [5, 12, 17]
    assert read(text).script is None


def test_a_problem_reads_as_one_sentence_with_file_line_and_phase() -> None:
    problem = told_here(in_phase("max_par_personne = 2"))
    assert str(problem).startswith(f"essai.toml:12 · étape «{NBSP}Les idées{NBSP}» · ")


@pytest.mark.parametrize(
    ("text", "what", "remedy"),
    [
        (in_workshop('sub_title = "x"'), "inconnue", "subtitle"),
        (in_workshop('titre_long = "x"'), "inconnue", ""),
        (in_phase('duree = 5'), "inconnue", "minutes"),
        (in_phase('statement = "Oui."'), "[[phase.case]]", "Déplacez"),
        (in_phase("seats = 20"), "[workshop]", "Déplacez"),
        (in_phase("format = 1"), "inconnue", "tout en haut"),
        (in_phase("round = 3"), "plusieurs", "[[phase.round]]"),
        (SOUND + f"lobby = 3 {HERE}\n", "inconnue", "Clés possibles"),
        (f"lobby = 3 {HERE}\n" + SOUND, "tableau", "[lobby]"),
        (in_phase('question = "Où"').replace('"Où"', "1979-05-27"), "attend un texte", '"1979-05-27"'),
        (in_phase('form = "gruppen"'), "forme connue", "Au choix"),
        (in_phase('timer = "sablier"'), "ne convient pas", "digits, bar"),
        (in_phase('x_axis = ["a"]').replace('"collect"', '"matrix"'), "trois textes", "x_axis = ["),
        (in_phase('scale = ["a"]').replace('"collect"', '"position"'), "degrés", "Quatre"),
        (in_phase("points = 3"), "ne va pas avec", "vote"),
        (in_workshop('seats = "20 places"'), "attend un nombre", "seats = 20"),
        (in_workshop("seats = 20.5"), "nombre entier", "seats = 20"),
        (in_workshop("seats = true"), "attend un nombre", "seats = 5"),
        (in_workshop("seats = 0"), "hors des limites", "10000"),
        (in_workshop("hard_stop = 1"), "true", "hard_stop = true"),
        (in_workshop('hard_stop = "non"'), "true", "hard_stop = false"),
        (in_workshop("hashtag = 12"), "attend un texte", 'hashtag = "12"'),
        (in_workshop('language = "de"'), "ne convient pas", "fr, en"),
        (instead_of('start = "14:00"', 'start = "14h00"'), "14h00", 'start = "14:00"'),
        (instead_of('start = "14:00"', 'start = "14 h"'), "14 h", 'start = "14:00"'),
        (instead_of('start = "14:00"', 'start = "25:00"'), "heure du jour", "16:00"),
        (instead_of('start = "14:00"', 'start = "14:60"'), "heure du jour", "16:00"),
        (instead_of('start = "14:00"', "start = 14:00:00"), "entre guillemets", 'start = "14:00"'),
        (instead_of('start = "14:00"', "start = 1400"), "1400", "16:00"),
        (instead_of("minutes = 40", "minutes = nan"), "vrai nombre", "minutes = 5"),
        (instead_of("minutes = 40", "minutes = inf"), "vrai nombre", "minutes = 5"),
        (instead_of("minutes = 40", "minutes = -4"), "plus grand que zéro", "minutes"),
        (instead_of("minutes = 40", "minutes = 0"), "plus grand que zéro", "minutes"),
        (instead_of("minutes = 40", 'minutes = "40"'), "attend un nombre", "minutes = 40"),
        (instead_of("minutes = 40", "minutes = 9999"), "hors des limites", "1440"),
        (in_phase('columns = "Une"'), "attend une liste", 'columns = ["Une"]'),
        (in_phase('columns = ["Une", "Une"]'), "plusieurs fois", "une seule fois"),
        (in_phase('columns = ["Une", ""]'), "vide", "retirez"),
        (in_phase('columns = ["Une", 2]'), "attend un texte", '"2"'),
        (in_phase('form = "groupes de 4"'), "forme connue", "groups of 4"),
        (in_phase('form = "groups of 1"'), "forme connue", "Au choix"),
        (in_phase('priority = "protégé"'), "ne convient pas", f"«{NBSP}protected{NBSP}»"),
        (in_phase('title = ""').replace('title = "Les idées"\n', ""), "titre est vide", "title"),
        (instead_of('id = "idees"', 'id = "les idées"'), "identifiant", "les-idées"),
        (in_phase('notes = "' + "a" * 5000 + '"'), "5000 caractères", "4000"),
        (in_phase("minutes_max = 3"), "inconnue", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_on_its_line_with_what_to_write_instead(text: str, what: str, remedy: str) -> None:
    problem = told_here(text)
    assert problem.level == "error"
    assert what in problem.what
    assert remedy in problem.remedy


def test_missing_keys_are_told_where_their_table_opens() -> None:
    text = SOUND.replace("format = 1\n", "").replace('title = "Le choix"\n', "").replace('end = "15:00"\n', "")
    told = {(problem.line, problem.what) for problem in read(text).problems}
    assert told == {
        (None, f"La clé «{NBSP}format{NBSP}» manque en tête de fichier."),
        (2, f"La clé «{NBSP}end{NBSP}» manque dans [workshop]."),
        (12, f"La clé «{NBSP}title{NBSP}» manque."),
    }


def test_an_empty_file_is_told_what_a_workshop_needs() -> None:
    reading = read("")
    assert reading.script is None
    assert {problem.remedy.split(NBSP)[-1].strip(": ") for problem in reading.problems} >= {"format = 1", "[workshop]"}


def test_a_key_after_a_round_that_belongs_to_the_phase_is_told_so() -> None:
    problem = told_here(SOUND + f'[[phase.round]]\ntitle = "Un"\nminutes = 5\noutcome = "x" {HERE}\n')
    assert "[[phase.round]]" in problem.what
    assert "au-dessus" in problem.remedy


def test_single_brackets_where_several_may_come_are_told_to_double() -> None:
    problem = told_here(SOUND[: SOUND.index("[[phase]]")] + f'[phase] {HERE}\nid = "a"\ntitle = "A"\n')
    assert "[[phase]]" in problem.remedy


def test_double_brackets_where_one_table_is_wanted_are_told_to_single() -> None:
    problem = told_here(SOUND.replace("[workshop]", f"[[workshop]] {HERE}"))
    assert "[workshop]" in problem.remedy


def test_a_round_that_forgot_its_phase_is_told_its_whole_name() -> None:
    problem = told_here(SOUND + f'[[round]] {HERE}\ntitle = "Un"\nminutes = 5\n')
    assert "[[phase.round]]" in problem.remedy


def test_hostile_text_is_cleaned_and_told() -> None:
    reading = read(in_phase('question = "Quoi\\u001b]0;titre\\u0007 donc \\u202e?"'))
    assert reading.script is not None
    assert reading.script.phase[0].question == "Quoi]0;titre donc ?"
    assert [problem.level for problem in reading.problems] == ["warning"]


def test_a_title_that_is_markup_stays_words() -> None:
    reading = read(SOUND.replace("Les idées", "[/b] [@click=app.quit]x[/]"))
    assert reading.script is not None
    assert reading.script.phase[0].title == "[/b] [@click=app.quit]x[/]"


def test_a_huge_number_is_quoted_without_its_digits() -> None:
    assert "…" in told_here(instead_of("minutes = 40", "minutes = 0x" + "f" * 9000)).what


def test_a_script_of_another_format_is_refused_clearly() -> None:
    problem = told_here(instead_of("format = 1", "format = 2"))
    assert "format 2" in problem.what


def test_a_sound_kind_accepts_every_key_of_its_own() -> None:
    text = with_phase(
        'id = "tour"\ntitle = "Tour"\nkind = "respond"\nminutes = 40\nform = "tables"\nrows = ["a", "b"]\n'
        'columns = ["+", "-"]\nmoving_minutes = 1\nfixed_role = "hôte"\nprompts_per_table = true\n'
        '[[phase.round]]\ntitle = "Un"\nminutes = 15\nrotation = "next_table"\nveil = "closed"\nform = "pairs"\n'
    )
    reading = read(text)
    assert reading.problems == ()
    assert reading.script is not None
    assert reading.script.phase[2].round == (Round("Un", 15, form="pairs", veil="closed", rotation="next_table"),)


@pytest.mark.parametrize("file", shipped_scripts(), ids=lambda file: str(file.name))
def test_the_shipped_scripts_are_sound_and_fill_their_time(file: Path) -> None:
    reading = read_script(file)
    script = reading.script
    assert isinstance(script, Script)
    assert {problem.level for problem in reading.problems} <= {"notice"}
    assert sum(phase.minutes for phase in script.phase) == script.workshop.minutes
    assert script.phase[-1].kind == "validate"
    assert script.phase[-1].priority == "protected"
