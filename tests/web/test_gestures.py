from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest

from facilitator.engine import commands as c
from facilitator.web.bodies import Unusable, read_command
from facilitator.web.gestures import as_json, read_fields


def command(name: str, **fields: str) -> object:
    """The command that a browser's form becomes."""
    form = read_fields(urlencode({key.replace("__", "."): value for key, value in fields.items()}).encode())
    return read_command(name, json.dumps(as_json(name, form)).encode())


def test_a_form_becomes_the_same_command_as_json() -> None:
    assert command("submit-idea", id="a", text="Oui", channel="paper") == c.SubmitIdea("a", "Oui", "paper")


def test_figures_and_truths_are_told_from_words() -> None:
    assert command("add-time", seconds="-60") == c.AddTime(-60.0)
    assert command("blank-screen", blank="false") == c.BlankScreen(False)
    assert command("judge-sentence", id="s", verdict="agreed") == c.JudgeSentence("s", "agreed")


def test_a_ballot_holds_the_lines_that_were_given_something() -> None:
    assert command("cast-votes", voter="v", points__a="2", points__b="") == c.CastVotes("v", (("a", 2),))


def test_a_place_that_nobody_took_is_a_place_with_nobody() -> None:
    said = command("count-stances", counts__0="", counts__1="3", case="0", moment="before")

    assert said == c.CountStances((0, 3), 0, "before")


def test_a_card_keeps_its_lines_by_name() -> None:
    said = command("commit", id="c", share="true", fields__Quand="Lundi", fields__Quoi="")

    assert said == c.Commit("c", (("Quand", "Lundi"),), share=True)


def test_a_plan_names_what_it_drops() -> None:
    said = command("apply-replan", granted__vote="120", dropped__pause="true")

    assert said == c.ApplyReplan((("vote", 120.0),), ("pause",))


def test_a_rating_that_passes_over_an_axis_is_nothing_there() -> None:
    assert command("rate-item", voter="v", item="i", x="", y="3") == c.RateItem("v", "i", None, 3)


def test_what_a_command_does_not_know_is_left_out() -> None:
    assert command("pause", at="run", mood="calm") == c.Pause()


def test_words_where_figures_are_wanted_are_refused_with_the_rest() -> None:
    with pytest.raises(Unusable):
        command("count-heads", count="beaucoup")


def test_a_flood_of_fields_is_no_form() -> None:
    with pytest.raises(ValueError):
        read_fields(b"&".join(b"f%d=1" % number for number in range(600)))


def test_commands_that_are_not_the_engine_s_get_words_and_truths() -> None:
    assert as_json("choose-address", {"address": "10.0.0.2"}) == {"address": "10.0.0.2"}
    assert as_json("show-way-in", {"shown": "true"}) == {"shown": True}
