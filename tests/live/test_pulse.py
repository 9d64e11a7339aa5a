from __future__ import annotations

import asyncio

from facilitator.live.feed import Feed
from facilitator.live.pulse import Pulse

GAP = 0.05


async def test_the_first_news_goes_at_once_and_a_flood_in_one_beat() -> None:
    source = Feed()
    pulse = Pulse(source, GAP)
    with pulse.feed.subscribe() as phone:
        phone.catch_up()
        source.publish()
        assert await phone.news(patience=0.02)
        phone.catch_up()
        for _ in range(100):
            source.publish()
        assert not await phone.news(patience=GAP / 3)
        assert await phone.news(patience=GAP * 2)
        phone.catch_up()
        assert not await phone.news(patience=GAP * 2)
    assert pulse.beats == 2


async def test_a_pulse_that_nobody_follows_does_not_beat() -> None:
    source = Feed()
    pulse = Pulse(source, GAP)
    source.publish()
    await asyncio.sleep(0.01)
    assert pulse.beats == 0 and not pulse.is_due


async def test_the_end_is_passed_on_at_once() -> None:
    source = Feed()
    pulse = Pulse(source, GAP)
    with pulse.feed.subscribe() as phone:
        source.publish()
        source.close()
        assert phone.closed
    with pulse.feed.subscribe() as late:
        assert late.closed


async def test_a_beat_waits_for_those_who_are_being_answered_but_not_for_ever() -> None:
    source = Feed()
    busy = [True, True, False]
    pulse = Pulse(source, GAP, lambda: busy.pop(0) if busy else True)
    with pulse.feed.subscribe() as phone:
        for beats in (1, 2):
            phone.catch_up()
            source.publish()
            assert not await phone.news(patience=0.002)
            assert await phone.news(patience=1.0)
            assert pulse.beats == beats


async def test_what_followers_cannot_see_is_no_news() -> None:
    source, shown = Feed(), ["a"]
    pulse = Pulse(source, GAP, seen=lambda: shown[0])
    with pulse.feed.subscribe() as phone:
        for content, is_news in (("a", True), ("a", False), ("b", True), ("b", False)):
            phone.catch_up()
            shown[0] = content
            source.publish()
            assert await phone.news(patience=GAP * 3) is is_news
    assert pulse.beats == 2
