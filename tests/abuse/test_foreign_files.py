"""Naughty strings in files that others may have written: records brought from elsewhere, the door, the network."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from facilitator.engine.synthesis import report
from facilitator.engine.text import clean_line
from facilitator.exporters import export
from facilitator.live.door import RoomDoor
from facilitator.live.opening import begin, resume
from facilitator.live.reach import Reach, read_wishes
from facilitator.store.opening import load_state
from facilitator.store.paths import DataFolder
from facilitator.store.restoring import UnusableResults, read_results
from facilitator.store.searching import search
from tests.abuse.grammar import not_ours
from tests.abuse.naughty import naughty, sample
from tests.harness.hosting import SESSION, new_session
from tests.sample import keep, play

QUARTERS = [pytest.param(naughty()[n::4], marks=pytest.mark.campaign, id=f"quarter {n + 1}") for n in range(4)]
ALL = pytest.param(naughty(), marks=pytest.mark.campaign, id="all")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The record of a whole workshop."""
    return keep(play(), DataFolder(tmp_path_factory.mktemp("record"))).results.read_bytes()


def places(value: Any, here: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Where texts stand; of many alike, the first."""
    if isinstance(value, str):
        yield here
    elif isinstance(value, list) and value:
        yield from places(value[0], (*here, "0"))
    elif isinstance(value, dict):
        alike = all(name.isdigit() for name in value)
        for name in list(value)[: 1 if alike else None]:
            yield from places(value[name], (*here, name))


def with_text(record: bytes, place: Sequence[str], text: str) -> bytes:
    """The record with that text in that place."""
    *way, last = place
    made = inside = json.loads(record)
    for name in way:
        inside = inside[int(name)] if isinstance(inside, list) else inside[name]
    inside[int(last) if isinstance(inside, list) else last] = text
    return json.dumps(made).encode()


@pytest.mark.parametrize("texts", [pytest.param(None, id="few"), *QUARTERS])
def test_a_record_with_a_naughty_string_anywhere_is_told_or_refused(
    record: bytes, tmp_path: Path, texts: Sequence[str] | None
) -> None:
    file, told = tmp_path / "session.json", 0
    every = list(places(json.loads(record)))
    for number, place in enumerate(every[::4] if texts is None else every):
        for text in [sample()[number]] if texts is None else texts:
            file.write_bytes(with_text(record, place, text))
            with suppress(UnusableResults):
                assert not_ours(export(report(read_results(file)), "md")) == {}, (place, text)
                told += 1
    assert told > 10


@pytest.mark.parametrize("texts", [sample(60)[::4], ALL], ids=["few", "all"])
def test_what_the_records_of_past_sessions_say_is_searched_and_told_clean(
    record: bytes, tmp_path: Path, texts: Sequence[str]
) -> None:
    data = DataFolder(tmp_path)
    kept = keep(play(), data)
    spots = [place for place in places(json.loads(record)) if place[0] in ("ideas", "sentences", "commitments")]
    for number, text in enumerate(texts):
        kept.results.write_bytes(with_text(record, spots[number % len(spots)], f"aiguille {text}"))
        for words in ("aiguille", text, f"aiguille {text}"):
            for hit in search(data, words):
                assert not_ours("".join(hit.excerpts).encode("utf-8", "surrogateescape")) == {}, text


@pytest.mark.parametrize("texts", [sample(60)[::4], ALL], ids=["few", "all"])
async def test_whatever_the_door_and_the_network_were_made_to_say_a_session_goes_on(
    tmp_path: Path, texts: Sequence[str]
) -> None:
    folder = DataFolder(tmp_path).create().session(SESSION)
    deliver = asyncio.get_running_loop().call_soon_threadsafe
    begin(folder, new_session(tmp_path), deliver).journal.close()
    sound = json.loads(folder.door.read_bytes())
    for text in texts:
        for name in sound:
            folder.door.write_text(json.dumps(sound | {name: text}), encoding="utf-8")
            kept = RoomDoor.open(folder.door)
            assert kept.code.isalpha() and kept.key.isascii()
        wifi = {"wifi_name": text, "wifi_password": text, "address": text}
        folder.network.write_text(json.dumps(wifi), encoding="utf-8")
        session = resume(folder, deliver)
        try:
            Reach(session, 8017, lambda: (), read_wishes(folder.network))
            shown = session.presence.room.network["wifi"]
        finally:
            session.live.feed.close()
            session.journal.close()
        assert shown is None or not_ours("".join(map(str, shown.values())).encode("utf-8", "surrogateescape")) == {}
        assert (shown["name"] if shown else "") == clean_line(text, limit=32)


@pytest.mark.parametrize("texts", [sample(60)[::4], ALL], ids=["few", "all"])
async def test_a_room_may_be_called_anything(tmp_path: Path, texts: Sequence[str]) -> None:
    deliver = asyncio.get_running_loop().call_soon_threadsafe
    for number, text in enumerate(texts):
        folder = DataFolder(tmp_path).create().session(f"20261124-160000-petit-{number:04x}")
        session = begin(folder, replace(new_session(tmp_path), room=text), deliver)
        session.live.feed.close()
        session.journal.close()
        assert load_state(folder.path).status == "lobby"
