from __future__ import annotations

from typing import Any

import pytest

from facilitator.engine.feasibility import PEOPLE, concerns, group_size
from facilitator.engine.script import Case, Kind, Phase, Round, Script, Workshop


def phase(kind: Kind, minutes: float, name: str = "p", **more: Any) -> Phase:
    return Phase(name, name, kind, minutes, **more)


def rules(*phases: Phase, seats: int | None = None) -> list[str]:
    return [concern.rule for concern in concerns(Script(Workshop("Essai", 0, 60, seats=seats), phases))]


FITS = [
    phase("talk", 10),
    phase("talk", 1, form="solo"),
    phase("talk", 1, form="pairs"),
    phase("talk", 4, prompts=("a",) * 5),
    phase("talk", 3, form="groups of 8", roles=("a", "b")),
    phase("talk", 1, round=(Round("r", 1),)),
    phase("collect", 5, fields=("a",)),
    phase("collect", 5, max_per_person=3, silent_minutes=2),
    phase("respond", 10, rows=("a",) * 5),
    phase("respond", 18, form="tables", rows=("a",) * 3, moving_minutes=1, round=(Round("r", 5),) * 3),
    phase("group", 5, cards=("a",) * 30),
    phase("vote", 2, options=("a",) * 15),
    phase("position", 8, case=(Case("a"), Case("b"))),
    phase("position", 4, case=(Case("a"), Case("b")), max_cases=1),
    phase("matrix", 4, x_axis=("a", "b", "c"), y_axis=("a", "b", "c")),
    phase("commit", 3),
    phase("validate", 5.5, max_sentences=5),
    phase("break", 1),
]

TOO_MUCH = [
    ("turns", phase("talk", 5)),
    ("turns", phase("talk", 3, form="groups of 8")),
    ("hands", phase("talk", 1, prompts=("a",) * 5)),
    ("reading", phase("collect", 5, max_per_person=3, silent_minutes=3)),
    ("reading", phase("collect", 5, max_per_person=3, reading_minutes=1)),
    ("reading", phase("collect", 3, form="pairs", max_per_group=4)),
    ("rows", phase("respond", 9, rows=("a",) * 5)),
    ("tables", phase("respond", 10, form="tables", rows=("a",) * 4, round=(Round("r", 5),))),
    ("table_round", phase("respond", 10, form="tables", rows=("a",), round=(Round("r", 4),))),
    ("moves", phase("respond", 10, form="tables", rows=("a",), round=(Round("r", 5, rotation="next_table"),))),
    ("sorting", phase("group", 4, cards=("a",) * 30)),
    ("sorting", phase("group", 10, cards=("a",) * 30, round=(Round("r", 4),))),
    ("voting", phase("vote", 2, options=("a",) * 16)),
    ("case", phase("position", 3, case=(Case("a"),))),
    ("case", phase("position", 9, case=(Case("a", minutes=3),))),
    ("rating", phase("matrix", 2, max_items=5, x_axis=("a", "b", "c"), y_axis=("a", "b", "c"))),
    ("many", phase("matrix", 20, max_items=11)),
    ("rating", phase("matrix", 1, max_items=40, round=(Round("r", 0.1),) * 5)),
    ("sentences", phase("validate", 5, max_sentences=5)),
    ("alone", phase("commit", 2)),
]


@pytest.mark.parametrize("one", FITS, ids=lambda one: f"{one.kind}-{FITS.index(one)}")
def test_what_fits_is_not_worried_about(one: Phase) -> None:
    assert rules(one) == []


@pytest.mark.parametrize(("rule", "one"), TOO_MUCH, ids=map(str, range(len(TOO_MUCH))))
def test_what_does_not_fit_is_told(rule: str, one: Phase) -> None:
    assert rules(one) == [rule]


def test_the_seats_decide_and_the_people_expected_decide_more() -> None:
    one = phase("talk", 10)
    assert rules(one, seats=PEOPLE) == []
    assert rules(one, seats=PEOPLE + 1) == ["turns"]
    assert concerns(Script(Workshop("Essai", 0, 60, seats=100), (one,)), people=5) == ()


def test_a_vote_counts_the_cards_that_its_source_will_have() -> None:
    cards = phase("collect", 30, name="cards")
    assert rules(cards, phase("vote", 2, source="cards")) == ["voting"]
    assert rules(cards, phase("vote", 3, source="cards")) == []


def test_what_a_vote_keeps_is_what_goes_on() -> None:
    cards, choice = phase("collect", 30, name="cards"), phase("vote", 3, name="choice", source="cards", keep=4)
    assert rules(cards, choice, phase("respond", 4, source="choice")) == []
    assert rules(cards, choice, phase("respond", 3, source="choice")) == ["rows"]


def test_groups_pass_on_what_they_received() -> None:
    cards = phase("collect", 30, name="cards")
    groups = phase("group", 30, name="groups", source="cards")
    assert rules(cards, groups, phase("vote", 2, source="groups")) == ["voting"]


@pytest.mark.parametrize(
    ("form", "size"), [("plenary", None), ("solo", 1), ("trios", 3), ("groups of 12", 12), ("tables", 5)]
)
def test_a_form_says_the_size_of_its_groups(form: str, size: int | None) -> None:
    assert group_size(form) == size
