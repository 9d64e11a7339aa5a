from __future__ import annotations

import asyncio

from facilitator.live.feed import Feed


async def test_whoever_arrives_is_told_at_once() -> None:
    with Feed().subscribe() as subscriber:
        assert await subscriber.news(patience=0)


async def test_a_hundred_changes_are_one_piece_of_news() -> None:
    feed = Feed()
    with feed.subscribe() as subscriber:
        subscriber.catch_up()
        for _ in range(100):
            feed.publish()
        assert await subscriber.news(patience=0)
        subscriber.catch_up()

        assert not await subscriber.news(patience=0.01)


async def test_silence_lasts_as_long_as_patience() -> None:
    loop = asyncio.get_running_loop()
    with Feed().subscribe() as subscriber:
        subscriber.catch_up()
        asked = loop.time()
        assert not await subscriber.news(patience=0.05)

        assert loop.time() - asked >= 0.045


async def test_news_that_comes_first_prolongs_the_silence_after_it() -> None:
    loop = asyncio.get_running_loop()
    feed = Feed()
    with feed.subscribe() as subscriber:
        subscriber.catch_up()
        loop.call_soon(feed.publish)
        assert await subscriber.news(patience=0.1)
        subscriber.catch_up()
        asked = loop.time()
        async with asyncio.timeout(10):
            assert not await subscriber.news(patience=0.15)

        assert 0.145 <= loop.time() - asked


async def test_who_is_less_patient_than_before_waits_less() -> None:
    loop = asyncio.get_running_loop()
    feed = Feed()
    with feed.subscribe() as subscriber:
        subscriber.catch_up()
        loop.call_soon(feed.publish)
        assert await subscriber.news(patience=60)
        subscriber.catch_up()

        async with asyncio.timeout(10):
            assert not await subscriber.news(patience=0.01)


async def test_a_closed_feed_ends_those_who_follow_and_those_who_come() -> None:
    feed = Feed()
    with feed.subscribe() as before:
        before.catch_up()
        feed.close()
        assert await before.news(patience=1) and before.closed
    with feed.subscribe() as after:
        assert after.closed


async def test_who_has_left_is_forgotten() -> None:
    feed = Feed()
    with feed.subscribe() as subscriber:
        subscriber.catch_up()
    feed.publish()

    assert not await subscriber.news(patience=0)
