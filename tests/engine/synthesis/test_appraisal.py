from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.engine.synthesis import Report, report
from facilitator.engine.synthesis.appraisal import ENOUGH, Criterion, appraise, total
from facilitator.engine.synthesis.shapes import Card, Conclusion, Promises
from tests.sample import play


@pytest.fixture(scope="module")
def good() -> Report:
    return report(play().state)


def mark(made: Report, criterion: Criterion) -> int:
    return next(mark.score for mark in appraise(made) if mark.criterion == criterion)


def sentence(text: str, *cards: Card, **changes: object) -> Conclusion:
    made = Conclusion(text, "", "agreed", "", "", None, cards)
    return replace(made, **changes)  # type: ignore[arg-type]


def pretty_and_empty(good: Report) -> Report:
    """A beautiful page of word clouds and percentages from seven phones: no failure, no disagreement, no Monday."""
    texts = (
        "83 % des participant·es plébiscitent une communication plus agile et plus proche.",
        "Confiance, proximité, agilité et innovation ressortent très largement comme les maîtres mots de cette matinée "
        "extrêmement riche en échanges, en partages, en enseignements et en belles rencontres entre des pairs engagés.",
        "Mme Durand de la DGS et le CNFPT portent une ambition de 100 % d’audience.",
    )
    return replace(
        good,
        problem="",
        present=7,
        signature=None,
        conclusions=(),
        disagreements=(),
        debates=(),
        promises=(),
        questions=(),
        proposals=tuple(sentence(text, verdict="draft") for text in texts),
        speaking_rule="",
    )


def test_a_good_workshop_is_worth_publishing(good: Report) -> None:
    assert total(appraise(good)) >= ENOUGH


def test_a_pretty_and_empty_page_is_worth_less_than_eight(good: Report) -> None:
    assert total(appraise(pretty_and_empty(good))) < 8


def test_there_are_ten_criteria_out_of_twenty(good: Report) -> None:
    marks = appraise(good)
    assert len({mark.criterion for mark in marks}) == 10
    assert 0 <= total(marks) <= 20


def test_a_conclusion_stands_on_two_contributions(good: Report) -> None:
    two, one = Card("a", "x", behind=(Card("b", "y"),)), Card("c", "z")
    assert mark(replace(good, conclusions=(sentence("s", two), sentence("t", one, one))), "faithful") == 2
    assert mark(replace(good, conclusions=(sentence("s", two), sentence("t", one))), "faithful") == 1
    assert mark(replace(good, conclusions=(sentence("s"), sentence("t"), sentence("u", two))), "faithful") == 0
    assert mark(replace(good, conclusions=()), "faithful") == 0


def test_the_room_has_read_it_all(good: Report) -> None:
    assert good.signature
    assert mark(good, "validated") == 2
    assert mark(replace(good, proposals=(sentence("s"),)), "validated") == 1
    assert mark(replace(good, signature=replace(good.signature, amended=True)), "validated") == 1
    assert mark(replace(good, signature=None), "validated") == 0
    assert mark(replace(good, conclusions=(), disagreements=()), "validated") == 0


@pytest.mark.parametrize(("actions", "score"), [(0, 0), (1, 1), (3, 2)])
def test_three_gestures_for_monday(good: Report, actions: int, score: int) -> None:
    promises = (Promises("", (), (("Appeler",),) * actions, actions),)
    assert mark(replace(good, promises=promises), "actionable") == score


def test_a_disagreement_or_both_sides_of_a_debate(good: Report) -> None:
    nuanced = sentence("s", verdict="nuanced")
    assert mark(replace(good, disagreements=()), "contradictory") == 2
    assert mark(replace(good, debates=()), "contradictory") == 2
    assert mark(replace(good, debates=(), disagreements=(), conclusions=(nuanced,)), "contradictory") == 1
    assert mark(replace(good, debates=(), disagreements=(), conclusions=()), "contradictory") == 0


def test_a_problem_and_no_acronym_left_unexplained(good: Report) -> None:
    assert mark(replace(good, conclusions=(sentence("Le RGPD protège."),)), "self-contained") == 1
    explained = sentence("Le règlement (RGPD) protège ; le RGPD encore.")
    assert mark(replace(good, conclusions=(explained,)), "self-contained") == 2
    assert mark(replace(good, problem="", conclusions=(sentence("Le RGPD"),)), "self-contained") == 0


@pytest.mark.parametrize(
    "text", ["Écrire à jean.dupont@ville.fr", "voir @mairie_x", "au 06 12 34 56 78", "Mme Durand l’a dit"]
)
def test_nobody_can_be_recognised(good: Report, text: str) -> None:
    assert mark(good, "protective") == 2
    assert mark(replace(good, conclusions=(sentence(text),)), "protective") == 0
    open_to_all = replace(good, method=replace(good.method, min_group_size=1))
    assert mark(open_to_all, "protective") == 1


def test_sentences_of_fewer_than_twenty_five_words(good: Report) -> None:
    long = sentence("mot " * 25)
    assert mark(replace(good, conclusions=(sentence("mot " * 24),)), "sober") == 2
    assert mark(replace(good, conclusions=(long, sentence("Court."))), "sober") == 1
    assert mark(replace(good, conclusions=(long,)), "sober") == 0


def test_no_percentage_of_a_handful(good: Report) -> None:
    percent = (sentence("80 % des présents"),)
    assert mark(replace(good, present=19, conclusions=percent), "honest") == 0
    assert mark(replace(good, present=20, conclusions=percent), "honest") == 2
    assert mark(replace(good, present=None, conclusions=percent), "honest") == 0
    assert mark(replace(good, present=None), "honest") == 1


def test_no_middle_dots_for_screen_readers(good: Report) -> None:
    assert mark(replace(good, conclusions=(sentence("Les agent·es"),)), "accessible") == 0


def test_a_date_and_a_rule_for_those_who_reuse_it(good: Report) -> None:
    assert mark(replace(good, started_at=None), "reusable") == 1
    assert mark(replace(good, started_at=None, speaking_rule=""), "reusable") == 0
