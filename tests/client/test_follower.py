from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path
from typing import Any, TypeVar

from facilitator.client import ConsoleFollower, ConsoleNews, HostAddress, Lost, ScreenFollower
from facilitator.web.stream import GAP
from tests.harness.hosting import Hosted, host_process, hosted

News = TypeVar("News")


async def next_of(news: AsyncGenerator[News | Lost], seconds: float = 5.0) -> News:
    """The next view; fails on a cut."""
    async with asyncio.timeout(seconds):
        told = await anext(news)
    assert not isinstance(told, Lost)
    return told


async def console_where(news: AsyncGenerator[ConsoleNews | Lost], seq: int, seconds: float = 10.0) -> ConsoleNews:
    """The first view at or after an entry, whatever comes before."""
    async with asyncio.timeout(seconds):
        async for told in news:
            if not isinstance(told, Lost) and told.view["seq"] >= seq:
                return told
    raise AssertionError("the news ended")


async def send(host: Hosted, command: str, **fields: object) -> int:
    status, answer = await asyncio.to_thread(host.send, command, **fields)
    assert status == 201, answer
    seq: int = answer["seq"]
    return seq


async def test_the_first_view_comes_at_once_and_whole(tmp_path: Path) -> None:
    with hosted(tmp_path) as host:
        async with aclosing(ConsoleFollower(host.address).news()) as news:
            first = await next_of(news, seconds=2)

        assert first.reset
        assert first.view["title"] == "Petit atelier"


async def test_then_come_differences_put_together_for_the_face(tmp_path: Path) -> None:
    with hosted(tmp_path) as host:
        async with aclosing(ConsoleFollower(host.address).news()) as news:
            await next_of(news)
            await send(host, "start-phase")
            await send(host, "submit-idea", id="a", text="Une", column="Ailleurs")
            await console_where(news, 2)
            told = await console_where(news, await send(host, "submit-idea", id="b", text="Deux", column="Ailleurs"))
            assert (told.reset, told.changed, list(told.ideas)) == (False, ("b",), ["a", "b"])

            told = await console_where(news, await send(host, "edit-idea", id="a", text="Une autre"))
            assert (told.changed, told.ideas["a"]["text"]) == (("a",), "Une autre")

            await console_where(news, await send(host, "undo"))
            told = await console_where(news, await send(host, "undo"))
            assert (told.gone, list(told.ideas)) == (("b",), ["a"])


async def test_what_is_suggested_stands_until_it_is_told_otherwise(tmp_path: Path) -> None:
    with hosted(tmp_path) as host:
        async with aclosing(ConsoleFollower(host.address).news()) as news:
            await send(host, "start-phase")
            for identity in ("a", "b"):
                await send(host, "submit-idea", id=identity, text="Publier le budget", column="Ailleurs")
            async with asyncio.timeout(20):
                while not (await next_of(news)).view["twins"]:
                    pass

            told = await console_where(news, await send(host, "pause"))
            assert [(pair["one"], pair["other"]) for pair in told.view["twins"]] == [("a", "b")]
            assert told.view["sorting"] is None
            told = await console_where(news, await send(host, "tell-apart", one="a", other="b"))
            assert told.view["twins"] == []


async def test_a_burst_is_told_in_a_few_views_and_in_order(tmp_path: Path) -> None:
    with hosted(tmp_path) as host:
        await send(host, "start-phase")
        async with aclosing(ConsoleFollower(host.address).news()) as news:
            await next_of(news)
            loop = asyncio.get_running_loop()
            began = loop.time()
            sending = asyncio.gather(
                *(send(host, "submit-idea", id=f"i{n}", text=f"n° {n}", column="Ailleurs") for n in range(60))
            )
            views = 1
            while len((told := await next_of(news)).ideas) < 60:
                views += 1
            took = loop.time() - began
            seqs = await sending

        assert views <= took / GAP + 2
        in_journal = [f"i{n}" for _, n in sorted(zip(seqs, range(60), strict=True))]
        assert list(told.ideas) == in_journal


def test_news_that_were_not_shown_are_told_with_those_after_them() -> None:
    view: Any = {}
    first = ConsoleNews(view, {}, ("a", "b", "c"), (), True)
    then = ConsoleNews(view, {}, ("d", "a"), ("b",), False)
    told = ConsoleNews(view, {"a": view, "b": view, "d": view}, ("b",), ("c",), False).after(then.after(first))

    assert (sorted(told.changed), told.gone, told.reset) == (["a", "b", "d"], ("c",), True)
    assert not then.after(then).reset


async def test_a_cut_is_told_once_and_everything_comes_again(tmp_path: Path) -> None:
    with host_process(tmp_path) as host:
        host.start()
        await send(host.hosted, "start-phase")
        seq = await send(host.hosted, "submit-idea", id="a", text="Une", column="Ailleurs")
        async with aclosing(ConsoleFollower(host.address).news()) as news:
            await next_of(news)
            host.kill()
            async with asyncio.timeout(5):
                assert isinstance(await anext(news), Lost)
            starting = asyncio.create_task(asyncio.to_thread(host.start))  # noqa: TID251 - held until it is awaited
            told = await next_of(news, seconds=20)
            await starting

        assert told.reset and told.view["seq"] == seq
        assert list(told.ideas) == ["a"]


async def test_an_idea_that_left_while_the_line_was_cut_is_gone(tmp_path: Path) -> None:
    with host_process(tmp_path) as host:
        host.start()
        await send(host.hosted, "start-phase")
        await send(host.hosted, "submit-idea", id="a", text="Une", column="Ailleurs")
        seq = await send(host.hosted, "submit-idea", id="b", text="Deux", column="Ailleurs")
        follower = ConsoleFollower(host.address).news()
        async with aclosing(follower) as news:
            await console_where(news, seq)
            host.kill()
            await asyncio.to_thread(host.start)
            await send(host.hosted, "undo")
            told = await console_where(news, seq + 1)

        assert list(told.ideas) == ["a"]
        assert told.gone in (("b",), ())


async def test_a_screenful_comes_first_to_who_asks_for_it_and_everything_in_order_right_after(tmp_path: Path) -> None:
    with hosted(tmp_path) as host:
        await send(host, "start-phase")
        for name in "abcde":
            await send(host, "submit-idea", id=name, text=f"Idée {name}", column="Ailleurs")
        async with aclosing(ConsoleFollower(host.address, newest=2).news()) as news:
            told = await next_of(news)
            assert (list(told.ideas), told.changed, told.reset) == (["d", "e"], ("d", "e"), False)
            told = await next_of(news)
            assert (list(told.ideas), told.reset) == ([*"abcde"], True)

            told = await console_where(news, await send(host, "submit-idea", id="f", text="Idée", column="Ailleurs"))
            assert (told.changed, told.reset) == (("f",), False)
        async with aclosing(ConsoleFollower(host.address, newest=6).news()) as news:
            told = await next_of(news)
            assert (list(told.ideas), told.reset) == ([*"abcdef"], True)


async def test_the_room_s_screen_follows_too(tmp_path: Path) -> None:
    with hosted(tmp_path) as host:
        async with aclosing(ScreenFollower(host.address).news()) as news:
            assert (await next_of(news))["status"] == "lobby"
            await send(host, "start-phase")
            while (await next_of(news))["status"] != "running":
                """The room may have news of the network first."""


async def test_without_a_host_the_follower_says_so_and_goes_on_trying(tmp_path: Path) -> None:
    with hosted(tmp_path) as host:
        address = host.address
    async with aclosing(ScreenFollower(address).news()) as news:
        async with asyncio.timeout(5):
            assert isinstance(await anext(news), Lost)
        waiting = asyncio.create_task(anext(news))  # noqa: TID251 - held, and cancelled below
        await asyncio.sleep(0.3)
        assert not waiting.done()
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)


async def test_a_wrong_key_is_a_host_that_does_not_answer(tmp_path: Path) -> None:
    with hosted(tmp_path) as host:
        stranger = HostAddress(host.address.name, host.address.port, "0" * 32)
        async with aclosing(ConsoleFollower(stranger).news()) as news, asyncio.timeout(5):
            assert isinstance(await anext(news), Lost)
