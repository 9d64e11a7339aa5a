from __future__ import annotations

from facilitator.engine import commands as c
from facilitator.engine.script import Case, Phase, Script, Workshop
from facilitator.engine.synthesis import report
from tests.engine.test_stances import debate, stand
from tests.sample import begin, play


def test_both_sides_have_as_many_arguments() -> None:
    for told in report(play().state).debates:
        assert len(told.for_) == len(told.against) == 2
    assert report(play().state).debates[0].unquoted == 1


def test_a_side_alone_is_left_to_the_annex() -> None:
    playing = debate()
    playing.do(c.SubmitIdea("a", "seul", column="for", row="case:0"))
    [told] = report(playing.state).debates
    assert (told.for_, told.against, told.unquoted) == ((), (), 1)


def test_positions_before_and_after_and_how_many_moved() -> None:
    playing = debate()
    stand(playing, 0, "0123", "0023")
    [told] = report(playing.state).debates
    assert (told.before, told.after, told.moved, told.moved_of) == ((1, 1, 1, 1), (2, 0, 1, 1), 1, 4)


def test_two_people_make_no_distribution() -> None:
    playing = debate()
    stand(playing, 0, "03", "00")
    [told] = report(playing.state).debates
    assert (told.before, told.after, told.moved, told.moved_of) == (None, None, None, None)


def test_a_single_placement_has_no_after() -> None:
    playing = debate()
    stand(playing, 0, "0123", "")
    [told] = report(playing.state).debates
    assert (told.before, told.after, told.moved) == ((1, 1, 1, 1), None, None)


def test_a_case_that_was_not_debated_is_left_out() -> None:
    assert report(debate().state).debates == ()


def test_a_case_without_a_statement_is_told_by_its_title() -> None:
    phase = Phase("d", "Débat", "position", 10, scale=("Non", "Oui"), case=(Case("La piscine"),))
    playing = begin(Script(Workshop("Test", 960, 1020), (phase,)))
    playing.do(c.StartPhase(), c.SubmitIdea("a", "oui", column="for", row="case:0"))
    [told] = report(playing.state).debates
    assert (told.title, told.statement) == ("", "La piscine")
