from __future__ import annotations

import json
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.engine import events
from facilitator.engine.events import Entry, IdeaSubmitted, PhaseStarted, SynthesisFrozen
from facilitator.engine.state import Sentence, Synthesis
from facilitator.store.codec import UnreadableEntry, decode_entry, encode_entry

KINDS = get_args(events.Event)
FINITE = st.floats(allow_nan=False, allow_infinity=False)
st.register_type_strategy(float, FINITE)

EVENTS = st.sampled_from(KINDS).flatmap(st.from_type)
ENTRIES = st.builds(Entry, st.integers(1), FINITE, st.lists(EVENTS, max_size=3).map(tuple), st.text())


@given(ENTRIES)
def test_whatever_happened_comes_back_from_its_line(entry: Entry) -> None:
    assert decode_entry(json.loads(json.dumps(encode_entry(entry)))) == entry


@settings(max_examples=10)
@given(st.data())
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_event_is_kept_under_its_name(kind: type[events.Event], data: st.DataObject) -> None:
    entry = Entry(1, 2.0, (data.draw(st.from_type(kind)),))

    assert encode_entry(entry)["events"][0]["event"] == kind.__name__
    assert decode_entry(encode_entry(entry)) == entry


def test_what_is_usual_is_left_out() -> None:
    entry = Entry(1, 2.0, (IdeaSubmitted(id="a", phase="p", text="Oui", at=2.0, channel="paper"),))

    assert encode_entry(entry) == {
        "seq": 1,
        "at": 2.0,
        "events": [{"event": "IdeaSubmitted", "id": "a", "phase": "p", "text": "Oui", "at": 2.0, "channel": "paper"}],
    }


def test_a_signed_sentence_keeps_every_field() -> None:
    signed = Sentence("s1", "fin", "Nous publions les chiffres.")
    frozen = SynthesisFrozen(Synthesis(1, 2.0, 12, (signed,), (("ideas", 3),), (0, 0, 1, 0, 0), "abc"))

    kept = encode_entry(Entry(1, 2.0, (frozen,)))["events"][0]["synthesis"]["sentences"][0]

    assert kept["verdict"] == "draft"
    assert kept["dropped"] is False


def test_an_event_of_another_version_is_refused_with_a_sentence_that_names_it() -> None:
    with pytest.raises(UnreadableEntry) as refusal:
        decode_entry({"seq": 7, "at": 1.0, "events": [{"event": "RoomPainted", "colour": "blue"}]})

    assert "7" in refusal.value.sentence()
    assert "RoomPainted" in refusal.value.sentence()


@pytest.mark.parametrize(
    "event",
    [
        {"event": "PhaseStarted", "at": 1.0},
        {"event": "PhaseStarted", "phase": "p", "at": "soon"},
        {"phase": "p"},
        "PhaseStarted",
        None,
    ],
)
def test_an_event_with_other_fields_is_refused_too(event: object) -> None:
    with pytest.raises(UnreadableEntry):
        decode_entry({"seq": 7, "at": 1.0, "events": [event]})


def test_a_field_added_by_a_later_version_is_ignored() -> None:
    kept = {"seq": 1, "at": 1.0, "events": [{"event": "PhaseStarted", "phase": "p", "at": 1.0, "mood": "calm"}]}

    assert decode_entry(kept).events == (PhaseStarted("p", 1.0),)


@pytest.mark.parametrize("kept", [{"seq": 7}, {"seq": 7, "at": 1.0, "events": 3}, {"at": 1.0, "events": []}])
def test_a_line_that_is_no_entry_is_refused(kept: dict[str, object]) -> None:
    with pytest.raises(UnreadableEntry):
        decode_entry(kept)
