"""The doors of the room keep what they are told, and open to nothing that was not made here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from facilitator.live.door import CODE_LENGTH, CODE_LETTERS, RoomDoor


def test_a_door_that_comes_back_opens_with_the_same_code_and_knows_the_same_people(tmp_path: Path) -> None:
    before, after = (RoomDoor.open(tmp_path / "door.json") for _ in range(2))

    assert after.opens_with(" ".join(before.code.lower()))
    assert (after.key, after.identity_of("token")) == (before.key, before.identity_of("token"))


@pytest.mark.parametrize("change", [{"code": ""}, {"code": "AEIOUY"}, {"salt": ""}, {"key": "court"}, {"key": 7}])
def test_a_secret_that_was_not_made_here_opens_nothing(tmp_path: Path, change: dict[str, object]) -> None:
    path = tmp_path / "door.json"
    before = RoomDoor.open(path)
    path.write_text(json.dumps(json.loads(path.read_text(encoding="ascii")) | change), encoding="ascii")

    after = RoomDoor.open(path)

    assert len(after.code) == CODE_LENGTH and set(after.code) <= set(CODE_LETTERS)
    assert after.key not in (before.key, change.get("key")) and len(after.key) >= 22
    assert RoomDoor.open(path).key == after.key
