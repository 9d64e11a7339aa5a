from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.engine.commands import AddTime, CastVotes, RateItem, SetFull, StartPhase, SubmitIdea
from facilitator.engine.decide import COMMANDS
from facilitator.web.bodies import Unusable, read_command

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def read(command: str, **fields: Any) -> Any:
    return read_command(command, json.dumps(fields).encode())


def test_a_body_becomes_a_command() -> None:
    said = read("submit-idea", id="a", text="Oui", fields=[["Chiffre", "12"]])

    assert said == SubmitIdea("a", "Oui", fields=(("Chiffre", "12"),))


def test_an_empty_body_is_a_command_without_fields() -> None:
    assert read_command("start-phase", b"") == StartPhase()


def test_a_whole_number_will_do_for_seconds_but_not_the_reverse() -> None:
    assert read("add-time", seconds=60) == AddTime(60.0)
    with pytest.raises(Unusable):
        read("cast-votes", voter="v", points=[["a", 1.5]])


def test_nothing_is_a_value_where_a_person_may_pass() -> None:
    assert read("rate-item", voter="v", item="i", x=None, y=3) == RateItem("v", "i", None, 3)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("\x1b]0;owned\x07Bonjour", "]0;ownedBonjour"),
        ("a\u202eb", "ab"),
        ("  deux   mots ", "deux mots"),
        ("[/b] [@click=app.quit]x", "[/b] [@click=app.quit]x"),
    ],
)
def test_every_string_is_cleaned_at_the_door(sent: str, kept: str) -> None:
    assert read("submit-idea", id="a", text=sent, fields=[[sent, sent]]) == SubmitIdea(
        "a", kept, fields=((kept, kept),)
    )


def test_a_flood_of_text_is_cut() -> None:
    assert len(read("submit-idea", id="a", text="x" * 10_000).text) <= 2000


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no JSON",
        b"[]",
        b"null",
        b'"submit-idea"',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"id": 3}',
        b'{"id": "a", "text": null}',
        b'{"id": "a", "text": ["a"]}',
        b'{"id": "a", "channel": "telepathy"}',
        b'{"id": "a", "on_behalf": 1}',
        b'{"id": "a", "fields": "ab"}',
        b'{"id": "a", "fields": [["a"]]}',
        b'{"id": "a", "fields": [["a", "b", "c"]]}',
        b'{"id": "a", "mood": "calm"}',
    ],
)
def test_what_no_session_understands_is_told_with_what_it_expects(body: bytes) -> None:
    with pytest.raises(Unusable, match=r"submit-idea.*id, text, channel"):
        read_command("submit-idea", body)


@pytest.mark.parametrize("seconds", ["NaN", "Infinity", "1e999", "true", '"60"', "null"])
def test_what_is_no_number_is_no_time(seconds: str) -> None:
    with pytest.raises(Unusable):
        read_command("add-time", b'{"seconds": %b}' % seconds.encode())


@pytest.mark.parametrize("count", [2**60, "9" * 5000, True, 1.0])
def test_what_is_no_whole_number_is_no_count(count: object) -> None:
    with pytest.raises(Unusable):
        read_command("count-heads", json.dumps({"count": count}).replace('"', "").encode())


def test_a_command_nobody_knows_is_no_command() -> None:
    with pytest.raises(KeyError):
        read_command("paint-room", b"{}")


@given(st.sampled_from(sorted(COMMANDS)), st.dictionaries(st.text(max_size=8), ANYTHING, max_size=4))
def test_a_body_is_a_command_or_unusable_and_nothing_else(command: str, fields: dict[str, Any]) -> None:
    try:
        said = read_command(command, json.dumps(fields).encode())
    except Unusable:
        return
    assert type(said) is COMMANDS[command]


def test_a_ballot_and_a_truth_are_read_as_they_are() -> None:
    assert read("cast-votes", voter="v", points=[["a", 2], ["b", 1]]) == CastVotes("v", (("a", 2), ("b", 1)))
    assert read("set-full", full=True) == SetFull(True)
