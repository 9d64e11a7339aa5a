"""What turns when a round begins."""

from __future__ import annotations

from facilitator.engine import commands as c
from facilitator.engine.rotation import announcement, gesture
from facilitator.engine.script import Phase, Round
from facilitator.engine.views import Room, public_view
from tests.engine.play import Play


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
