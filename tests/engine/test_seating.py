"""Groups made from the people in the room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.engine import commands as c
from facilitator.engine.script import Phase, Round
from facilitator.engine.seating import Seating, group_numbers, in_words, seating, seating_now
from facilitator.engine.views import Room, public_view
from facilitator.engine.wording import Language
from tests.engine.play import Play, script


@pytest.mark.parametrize(
    ("people", "form", "size", "lang", "words"),
    [
        (19, "trios", 3, "fr", "19 personnes : 5 groupes de 3 et 1 de 4. Comptez de 1 à 6."),
        (18, "trios", 3, "fr", "18 personnes : 6 groupes de 3. Comptez de 1 à 6."),
        (19, "pairs", 2, "fr", "19 personnes : 8 binômes et 1 trio."),
        (18, "pairs", 2, "fr", "18 personnes : 9 binômes."),
        (7, "groups of 4", 4, "fr", "7 personnes : 1 groupe de 3 et 1 de 4. Comptez de 1 à 2."),
        (22, "tables", 5, "fr", "22 personnes : 2 tables de 5 et 2 de 6. Comptez de 1 à 4."),
        (19, "trios", 3, "en", "19 people: 5 groups of 3 and 1 of 4. Count off from 1 to 6."),
        (5, "pairs", 2, "en", "5 people: 1 pair and 1 trio."),
    ],
)
def test_the_room_hears_how_to_make_groups(people: int, form: str, size: int, lang: Language, words: str) -> None:
    assert in_words(seating(people, size), form, lang).replace("\u00a0", " ") == words


@given(st.integers(2, 300), st.integers(2, 12))
def test_everybody_is_in_a_group_and_groups_differ_by_one_person_at_most(people: int, size: int) -> None:
    made = seating(people, size)

    assert made.groups * made.size + made.larger == people
    assert made.larger < made.groups
    if people >= size * size:
        assert {made.size, made.size + bool(made.larger)} <= {size - 1, size, size + 1}


def test_there_is_a_table_for_each_row_that_tables_answer() -> None:
    play = Play(script(Phase("t", "T", "respond", 9, form="tables", rows=("A", "B", "C")))).do(c.StartPhase())
    play.do(c.CountHeads(20))

    assert seating_now(play.state, play.script.phase[0]) == Seating(20, 3, 6, 2)
    assert group_numbers(play.state, play.script.phase[0]) == 3


def test_groups_wait_for_people_to_be_counted_and_are_of_no_use_together() -> None:
    play = Play().at("fiches")
    assert seating_now(play.state, play.script.find("fiches")) is None

    play.phone("p1", "p2", "p3", "p4")
    assert seating_now(play.state, play.script.find("fiches")) == Seating(4, 1, 4, 0)
    assert seating_now(play.do(c.CountHeads(19)).state, play.script.find("fiches")) == Seating(19, 6, 3, 1)
    assert seating_now(play.state, play.script.find("tour")) is None
    assert seating_now(play.state, play.script.find("cartes")) is None


def test_a_round_may_seat_the_room_otherwise() -> None:
    rounds = (Round("Seul", 1, form="solo"), Round("À quatre", 3, form="groups of 4"))
    play = Play(script(Phase("t", "T", "collect", 5, round=rounds))).do(c.StartPhase(), c.CountHeads(12))

    def said() -> str:
        phase = public_view(play.state, play.now, Room())["phase"]
        assert phase is not None
        return phase["seating"].replace("\u00a0", " ")

    assert said() == ""
    play.do(c.NextRound())
    assert said() == "12 personnes : 3 groupes de 4. Comptez de 1 à 3."


def test_people_away_in_groups_know_when_they_are_wanted_back() -> None:
    rounds = (Round("Raconter", 3), Round("Écrire", 2))
    play = Play(script(Phase("t", "T", "collect", 8, form="trios", round=rounds))).do(c.StartPhase())

    def until() -> float | None:
        phase = public_view(play.state, play.now, Room())["phase"]
        assert phase is not None
        return phase["until"]

    assert until() is None
    begun = play.do(c.CountHeads(12)).now
    assert until() == begun + 180
    assert play.wait(60).do(c.NextRound()) and until() == begun + 480
    assert play.do(c.Pause()) and until() is None


def test_phones_choose_their_group_only_where_groups_write() -> None:
    play = Play().at("tour")

    assert [group_numbers(play.state, play.script.find(name)) for name in ("tour", "fiches", "bacs", "cartes")] == [
        0, 6, 4, 0,
    ]  # fmt: skip
