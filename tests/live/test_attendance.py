from __future__ import annotations

import asyncio

import pytest

from facilitator.live import attendance
from facilitator.live.attendance import Attendance


@pytest.fixture
def told() -> list[tuple[int, int]]:
    return []


@pytest.fixture
def room(told: list[tuple[int, int]]) -> Attendance:
    attended = Attendance(lambda: told.append((attended.connected, attended.typing)))
    return attended


async def test_a_phone_counts_once_however_many_streams_it_holds(room: Attendance) -> None:
    with room.following("a"), room.following("a"), room.following("b"):
        assert room.connected == 2
    assert room.connected == 0


async def test_a_phone_without_scripts_counts_for_a_while(
    room: Attendance, told: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room._seen, "_seconds", 0.02)
    room.saw("a")
    room.saw("a")
    assert room.connected == 1
    await asyncio.sleep(0.05)
    assert told == [(1, 0), (0, 0)]


async def test_a_phone_that_leaves_its_page_is_gone_at_once(room: Attendance) -> None:
    room.saw("a")
    with room.following("a"):
        pass
    assert room.connected == 0


async def test_who_types_is_counted_until_they_send_leave_or_stop(
    room: Attendance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room._typing, "_seconds", 0.02)
    room.types("a")
    room.sent("a")
    assert room.typing == 0
    room.types("a")
    assert room.typing == 1
    await asyncio.sleep(0.05)
    assert room.typing == 0
    with room.following("a"):
        room.types("a")
    assert room.typing == 0
    assert attendance.TYPING_SECONDS > 4, "phones say it again every four seconds"
