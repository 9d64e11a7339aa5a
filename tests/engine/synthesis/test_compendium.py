from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from facilitator.engine.synthesis import Report, report
from facilitator.engine.synthesis.compendium import Compendium, Remark, compendium
from facilitator.engine.synthesis.shapes import AnnexPart, Card, Pile
from tests.sample import play


@pytest.fixture(scope="module")
def signed() -> Report:
    return report(play().state)


@pytest.fixture(scope="module")
def unsigned() -> Report:
    return report(play(until="tri").state)


def atelier(made: Report, number: int | None, session: str = "", **changes: object) -> Report:
    return replace(made, number=number, session=session or f"s{number}", title=f"Titre {number}", **changes)  # type: ignore[arg-type]


def of(*reports: Report, expected: int = 0) -> Compendium:
    return compendium(reports, "Actes", expected)


def test_workshops_stand_in_the_order_of_the_programme_whatever_that_of_their_files(signed: Report) -> None:
    five = [atelier(signed, n) for n in (3, 1, None, 2)]
    sets = {of(*order) for order in permutations(five)}
    assert len(sets) == 1
    assert [one.number for one in sets.pop().reports] == [1, 2, 3, None]


def test_the_same_export_twice_counts_once_and_is_told_once(signed: Report) -> None:
    one = atelier(signed, 1)
    made = of(one, one, one)
    assert made.reports == (one,)
    assert made.remarks == (Remark("duplicate", 1, "Titre 1"),)


def test_of_two_versions_the_latest_signed_is_kept_and_the_other_told(signed: Report) -> None:
    assert signed.signature
    first = atelier(signed, 1)
    second = replace(first, signature=replace(signed.signature, version=2))
    for order in permutations((first, second, first)):
        made = of(*order)
        assert made.reports == (second,)
        assert made.remarks == (Remark("other-version", 1, "Titre 1", "2 > 1"),)


def test_a_version_there_twice_beside_an_older_one_is_told_both_ways(signed: Report) -> None:
    assert signed.signature
    first = atelier(signed, 1)
    second = replace(first, signature=replace(signed.signature, version=2))
    assert {remark.kind for remark in of(second, first, second).remarks} == {"duplicate", "other-version"}


def test_a_missing_workshop_is_told_up_to_the_last_number_or_the_expected_one(signed: Report) -> None:
    one, three = atelier(signed, 1), atelier(signed, 3)
    assert of(one, three).remarks == (Remark("missing", 2),)
    assert [remark.number for remark in of(one, three, expected=5).remarks] == [2, 4, 5]


def test_a_synthesis_that_no_room_read_is_told(signed: Report, unsigned: Report) -> None:
    made = of(atelier(signed, 1), atelier(unsigned, 2), atelier(unsigned, None))
    assert made.remarks == (Remark("unvalidated", 2, "Titre 2"), Remark("unvalidated", None, "Titre None"))


def test_two_workshops_of_one_number_are_both_kept_and_told(signed: Report) -> None:
    made = of(atelier(signed, 1, "a"), replace(atelier(signed, 1, "b"), title="Autre"))
    assert len(made.reports) == 2
    assert made.remarks == (Remark("same-number", 1, "Titre 1", "Autre"),)


def test_nothing_makes_no_proceedings() -> None:
    with pytest.raises(ValueError, match="no report"):
        of()


def with_piles(made: Report, number: int, *piles: Pile) -> Report:
    return atelier(made, number, annex=(AnnexPart("Étape", "", piles),), links=(f"http://a.fr/{number}", "http://b.fr"))


def test_what_several_workshops_share_is_gathered_with_where_it_was_met(signed: Report) -> None:
    card = Card("i1", "Un mot")
    made = of(
        with_piles(signed, 1, Pile("Les Élus", (card,), 1, theme=True), Pile("Ce qui a raté", (card,), 1)),
        with_piles(signed, 2, Pile("les elus", (card,), 1, theme=True), Pile("Le temps", (card,), 1, theme=True)),
    )
    assert [(theme.name, theme.reports) for theme in made.themes()] == [("Les Élus", (0, 1)), ("Le temps", (1,))]
    assert [(link.name, link.reports) for link in made.links()][0] == ("http://b.fr", (0, 1))
    assert made.failures() == ((0, card),)
    assert {i for i, _debate in made.debates()} == {0, 1}
    assert {i for i, _card in made.questions()} == {0, 1}
    assert made.language == "fr"


def test_a_speaking_rule_is_told_once_with_the_workshops_that_kept_it(signed: Report) -> None:
    rules = ("Ce qui est dit ici reste ici.", "", "On ne cite personne.", "Ce qui est dit ici reste ici.")
    made = of(*(atelier(signed, number, speaking_rule=rule) for number, rule in enumerate(rules, 1)))

    assert [(one.name, one.reports) for one in made.rules()] == [
        ("Ce qui est dit ici reste ici.", (0, 3)),
        ("On ne cite personne.", (2,)),
    ]
