"""What turns when a round begins."""

from __future__ import annotations

from facilitator.engine import commands as c
from facilitator.engine.rotation import Sitting, announcement, gesture, sittings
from facilitator.engine.script import Phase, Round
from facilitator.engine.views import Room, public_view
from tests.engine.play import Play, script


def phase(*rounds: Round, roles: tuple[str, ...] = (), fixed_role: str = "") -> Phase:
    return Phase("t", "T", "talk", 9, round=rounds, roles=roles, fixed_role=fixed_role)


def test_tables_turn_and_the_host_stays() -> None:
    tables = phase(Round("Un", 3), Round("Deux", 3, rotation="next_table"), fixed_role="hôte")

    assert gesture(tables, 0, "fr") == ""
    assert gesture(tables, 1, "fr").endswith("de la dernière à la 1. Reste en place : hôte.")
    assert (announcement(tables, 0, "fr"), announcement(tables, 1, "fr")) == ("", "on change de table")


def test_roles_turn_by_their_names_where_they_have_some() -> None:
    troika = phase(Round("Un", 3, rotation="next_role"), roles=("Client", "Oreille", "Conseil"))

    assert gesture(troika, 0, "fr") == (
        "Changez de rôle : « Client » devient « Oreille », « Oreille » devient « Conseil », "
        "« Conseil » devient « Client »."
    )
    assert "everyone takes the next one" in gesture(phase(Round("Un", 3, rotation="next_role")), 0, "en")


def test_sheets_go_to_the_right() -> None:
    sheets = phase(Round("Un", 3, rotation="sheet_to_neighbour"))

    assert "à votre droite" in gesture(sheets, 0, "fr")
    assert "to the right" in announcement(sheets, 0, "en")


def test_the_room_is_told_what_to_do_and_ten_seconds_before_what_comes() -> None:
    play = Play().at("reponses")
    current = public_view(play.state, play.now, Room())["phase"]
    assert current is not None and current["round"] is not None
    assert (current["round"]["gesture"], current["round"]["announced"]) == ("", "on change de table")

    current = public_view(play.do(c.NextRound()).state, play.now, Room())["phase"]
    assert current is not None and current["round"] is not None
    assert current["round"]["gesture"].startswith("Changez de table")
    assert current["round"]["announced"] == ""


def test_people_who_change_tables_leave_the_rows_where_they_are() -> None:
    turning = phase(Round("Un", 3), Round("Deux", 3, rotation="next_table"), Round("Trois", 3, rotation="next_table"))

    assert sittings(turning, 0, 3, 3) == (Sitting(0, 0, 0), Sitting(1, 1, 1), Sitting(2, 2, 2))
    assert sittings(turning, 1, 3, 3) == (Sitting(0, 0, 2), Sitting(1, 1, 0), Sitting(2, 2, 1))
    assert [one.came_from for one in sittings(turning, 2, 3, 3)] == [1, 2, 0]


def test_sheets_that_turn_bring_the_rows_to_people_who_stay() -> None:
    sheets = phase(Round("Un", 3), Round("Deux", 3, rotation="sheet_to_neighbour"))

    assert sittings(sheets, 1, 3, 3) == (Sitting(0, 2, 0), Sitting(1, 0, 1), Sitting(2, 1, 2))


def test_more_sheets_than_tables_wait_for_their_turn() -> None:
    sheets = phase(*(Round(str(n), 3, rotation="sheet_to_neighbour") for n in range(3)))

    assert [[one.row for one in sittings(sheets, turn, 2, 3)] for turn in range(3)] == [[0, 1], [2, 0], [1, 2]]


def test_more_tables_than_rows_share_them_and_no_row_seats_nobody() -> None:
    still = Phase("t", "T", "respond", 9)

    assert [one.row for one in sittings(still, 0, 5, 3)] == [0, 1, 2, 0, 1]
    assert sittings(still, 0, 5, 0) == ()


def test_the_console_and_the_room_know_which_table_has_which_row() -> None:
    tables = Phase(
        "t", "Tables", "respond", 9, form="tables", rows=("Ligne A", "Ligne B", "Ligne C"),
        round=(Round("Un", 3), Round("Deux", 3, rotation="next_table")),
    )  # fmt: skip
    play = Play(script(tables)).do(c.CountHeads(15), c.StartPhase(), c.NextRound())
    view = public_view(play.state, play.now, Room())["phase"]

    assert view is not None
    assert view["respond"]["tables"] == [
        {"table": 1, "row": "row:0", "came_from": 3},
        {"table": 2, "row": "row:1", "came_from": 1},
        {"table": 3, "row": "row:2", "came_from": 2},
    ]
    together = public_view(Play().at("reponses").state, play.now, Room())["phase"]
    assert together is not None and together["respond"]["tables"] == []
