from __future__ import annotations

import pytest

from tests.store.scripts.writing import HERE, SOUND, in_phase, in_workshop, instead_of, read, told_here, with_phase

DEBATE = """\
id = "debat"
title = "Débat"
kind = "position"
minutes = 10
[[phase.case]]
title = "Un"
statement = "Oui."
minutes = 5
"""


def test_phases_longer_than_the_slot_are_an_error() -> None:
    problem = told_here(instead_of('end = "15:00"', 'end = "14:50"'))
    assert problem.level == "error"
    assert "10 min de trop" in problem.what
    assert "raccourcir « Les idées » (ligne 12) à 30 min" in problem.remedy.replace("\u00a0", " ")
    assert "supprimer « Le choix » (ligne 14, 20 min)" in problem.remedy.replace("\u00a0", " ")
    assert 'écrire : end = "15:00"' in problem.remedy.replace("\u00a0", " ")


def test_what_is_only_too_long_can_be_rehearsed_and_what_is_wrong_cannot() -> None:
    long = read(instead_of('end = "15:00"', 'end = "14:50"'))
    assert (long.sound, long.draft is not None) == (False, True)
    assert read(SOUND).draft == read(SOUND).script
    assert read(instead_of('kind = "vote"', 'kind = "voter"')).draft is None


def test_phases_shorter_than_the_slot_are_only_a_warning() -> None:
    problem = told_here(instead_of('end = "15:00"', 'end = "15:10"'))
    assert problem.level == "warning"
    assert "10 min" in problem.what


def test_a_workshop_that_ends_when_it_starts_is_an_error() -> None:
    assert told_here(instead_of('end = "15:00"', 'end = "14:00"')).level == "error"


def test_a_workshop_may_cross_midnight() -> None:
    text = SOUND.replace("14:00", "23:30").replace("15:00", "00:30")
    assert read(text).problems == ()


def test_an_end_before_the_start_is_probably_a_slip() -> None:
    warnings = [problem.what for problem in read(SOUND.replace("15:00", "13:00")).problems]
    assert any("lendemain" in what for what in warnings)


def test_an_identifier_used_twice_names_its_first_line() -> None:
    problem = told_here(instead_of('id = "choix"', 'id = "idees"'))
    assert "ligne 9" in problem.what


def test_a_source_that_does_not_exist_is_told_with_the_nearest() -> None:
    problem = told_here(instead_of('source = "idees"', 'source = "idee"'))
    assert "Aucune étape" in problem.what
    assert "idees" in problem.remedy


def test_a_source_that_comes_later_is_told_apart() -> None:
    assert "après" in told_here(in_phase('source = "choix"')).what


def test_a_phase_cannot_feed_itself() -> None:
    assert "elle-même" in told_here(in_phase('source = "idees"')).what


@pytest.mark.parametrize("kind", ["break", "commit", "validate"])
def test_a_phase_without_items_cannot_feed_another(kind: str) -> None:
    text = instead_of('source = "idees"', 'source = "idees"').replace('"collect"', f'"{kind}"')
    assert "ne laisse rien" in told_here(text).what


def test_a_droppable_phase_feeds_no_other_that_has_no_fallback() -> None:
    text = instead_of('source = "idees"', 'source = "idees"').replace(
        'kind = "collect"', 'kind = "collect"\npriority = "droppable"'
    )
    problem = told_here(text)
    assert problem.level == "error"
    assert "options" in problem.remedy


def test_a_fallback_lets_a_droppable_phase_feed_another() -> None:
    text = SOUND.replace('kind = "collect"', 'kind = "collect"\npriority = "droppable"')
    assert read(text.replace('kind = "vote"', 'kind = "vote"\noptions = ["a", "b"]')).problems == ()


def test_a_matrix_fed_by_a_droppable_phase_has_no_fallback_to_offer() -> None:
    text = SOUND.replace('kind = "collect"', 'kind = "collect"\npriority = "droppable"')
    text = text.replace('kind = "vote"', 'kind = "matrix"\nx_axis = ["a", "b", "c"]')
    [problem] = read(text).problems
    assert "autre priorité" in problem.remedy


def test_the_least_duration_may_not_pass_the_duration() -> None:
    assert "dépasse" in told_here(in_phase("min_minutes = 41")).what


def test_a_reserve_that_can_give_nothing_is_a_warning() -> None:
    [problem] = read(in_phase('priority = "reserve"')).problems
    assert problem.level == "warning"
    assert "min_minutes = 0" in problem.remedy


def test_rounds_longer_than_their_phase_are_an_error() -> None:
    problem = told_here(SOUND + f'[[phase.round]] {HERE}\ntitle = "Un"\nminutes = 21\n')
    assert "dépassent" in problem.what
    assert "21 min" in problem.remedy


def test_moving_before_every_round_counts_the_first_included() -> None:
    rounds = '[[phase.round]]\ntitle = "Un"\nminutes = 9\n[[phase.round]]\ntitle = "Deux"\nminutes = 9\n'
    head = 'id = "tour"\ntitle = "Tour"\nkind = "respond"\nminutes = 20\nrows = ["a"]\nform = "tables"\n'
    fits = with_phase(head + "moving_minutes = 1\n" + rounds).replace("minutes = 10\n", "minutes = 20\n")
    assert read(fits).problems == ()
    [problem] = read(fits.replace("moving_minutes = 1", "moving_minutes = 1.5")).problems
    assert "déplacements (3 min)" in problem.what


def test_cases_longer_than_their_phase_are_an_error() -> None:
    assert read(with_phase(DEBATE).replace("minutes = 10\n[[phase.c", "minutes = 40\n[[phase.c")).problems == ()
    [problem] = [
        p for p in read(with_phase(DEBATE.replace("minutes = 5", "minutes = 11"))).problems if p.level == "error"
    ]
    assert "11 min" in problem.what


def test_only_the_cases_that_will_be_played_count() -> None:
    second = '[[phase.case]]\ntitle = "Deux"\nstatement = "Non."\nminutes = 9\n'
    text = with_phase(DEBATE.replace("minutes = 10\n", "minutes = 10\nmax_cases = 1\n") + second)
    assert not [problem for problem in read(text).problems if problem.level == "error"]


def test_a_case_needs_a_statement() -> None:
    text = with_phase(DEBATE.replace('statement = "Oui."\n', ""))
    assert any("affirmation" in problem.what for problem in read(text).problems)


def test_silence_and_reading_fit_in_the_phase() -> None:
    assert (
        "dépassent"
        in told_here(
            in_phase("silent_minutes = 30\nreading_minutes = 11")
            .replace(f"reading_minutes = 11 {HERE}", "reading_minutes = 11")
            .replace("silent_minutes = 30", f"silent_minutes = 30 {HERE}")
        ).what
    )


def test_one_item_of_a_conversation_fits_in_it() -> None:
    text = SOUND.replace('kind = "vote"', f'kind = "talk"\nper_item_minutes = 25 {HERE}')
    assert "Un seul sujet" in told_here(text).what


def test_more_points_on_an_item_than_a_voter_has_is_an_error() -> None:
    text = SOUND.replace('kind = "vote"', f'kind = "vote"\npoints = 2\nmax_per_item = 3 {HERE}')
    assert "max_per_item = 2" in told_here(text).remedy


@pytest.mark.parametrize("kind", ["respond", "group", "vote", "position", "matrix"])
def test_a_phase_with_nothing_to_work_on_is_a_warning(kind: str) -> None:
    text = SOUND.replace('source = "idees"\n', "").replace('"vote"', f'"{kind}"')
    reading = read(text)
    assert reading.script is not None
    assert {problem.level for problem in reading.problems} == {"warning"}


def test_counting_by_group_without_groups_is_a_warning() -> None:
    assert told_here(in_phase("max_per_group = 2")).level == "warning"
    assert read(in_phase('max_per_group = 2\nform = "trios"')).problems == ()


def test_moving_without_rounds_is_a_warning() -> None:
    text = SOUND.replace('kind = "vote"', f'kind = "respond"\nmoving_minutes = 1 {HERE}')
    assert "Personne ne se déplace" in told_here(text).what


def test_a_poll_without_choices_is_a_warning() -> None:
    assert read(SOUND + '[lobby]\nquestion = "Ça va ?"\n').problems[0].level == "warning"


def test_a_host_still_to_be_named_is_only_a_notice() -> None:
    [problem] = read(SOUND + '[[workshop.hosts]]\nname = "Nadia"\n[[workshop.hosts]]\nname = "À compléter"\n').problems
    assert problem.level == "notice"


def test_a_value_already_told_about_is_not_told_twice() -> None:
    problems = read(SOUND.replace("minutes = 40", 'minutes = "beaucoup"')).problems
    assert len(problems) == 1


def test_a_workshop_of_no_phase_is_an_error() -> None:
    assert read(SOUND[: SOUND.index("[[phase]]")] + "phase = []\n").script is None
    assert read("phase = []\n" + SOUND[: SOUND.index("[[phase]]")]).script is None


def test_the_number_of_an_edition_may_be_told() -> None:
    script = read(in_workshop("number = 3")).script
    assert script is not None
    assert script.workshop.number == 3
