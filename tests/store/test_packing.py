from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from facilitator.engine import commands as c
from facilitator.engine.draft import ABSENT
from facilitator.engine.state import Hand, Idea, Message
from facilitator.store.packing import pack, unpack
from tests.engine.test_properties import many, played, sessions
from tests.sample import play


def kept(value: Any) -> Any:
    return unpack(json.loads(json.dumps(pack(value), allow_nan=False)))


def fields_of(state: Any) -> dict[str, Any]:
    return {
        name: getattr(state, name) for name in type(state).__dataclass_fields__ if name not in ("script", "written")
    }


@pytest.mark.parametrize(
    "value",
    [
        None, True, 0, 1.5, "", "l’été\u2028\ud800", (), ("a",), ("a", "a"), (1, "a", None), ((), ("a", 1)), {},
        {3: "trois", 4: "quatre"}, {("a", 1): (("x", 2),)}, Message("Bonjour", 12.5), (Hand("a", 1.0),),
        (Hand("a", 1.0), Hand("b", 2.0)), (Hand("a", 1.0), Message("b", 2.0)),
        {"i1": Idea("i1", "p", "Une", 1.0, fields=(("Quoi", "Ceci"),)), "i2": Idea("i2", "p", "Deux", 1.0)},
    ],
)  # fmt: skip
def test_a_value_comes_back_as_it_was(value: Any) -> None:
    assert kept(value) == value
    assert repr(kept(value)) == repr(value)


def test_what_was_not_there_is_still_nothing() -> None:
    assert kept((ABSENT, 1))[0] is ABSENT


def test_a_table_that_says_the_same_thing_says_it_once() -> None:
    ideas = {f"i{n}": Idea(f"i{n}", "phase", "Une idée", 5.0) for n in range(1000)}

    assert len(json.dumps(pack(ideas))) < 20_000
    assert kept(ideas) == ideas


@many
@given(sessions)
def test_any_state_comes_back_with_all_that_can_be_undone(session: list[tuple[c.Command, int]]) -> None:
    state = played(session).state

    assert kept(fields_of(state)) == fields_of(state)


def test_a_whole_workshop_comes_back() -> None:
    state = play().state

    assert state.syntheses
    assert kept(fields_of(state)) == fields_of(state)


@pytest.mark.parametrize(
    "foreign", [[], [[]], ["Path", "/"], ["Idea"], ["same", 2], ["table", ["plain", 1], ["plain"]]]
)
def test_what_nobody_packed_makes_nothing(foreign: Any) -> None:
    with pytest.raises((LookupError, TypeError, ValueError)):
        unpack(foreign)
