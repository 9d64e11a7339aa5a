from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest

from facilitator.network.selfcheck import Rehearsal, answers, authority


@asynccontextmanager
async def answering(reply: bytes) -> AsyncGenerator[int]:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(reply)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1]


async def test_a_host_that_answers_is_heard() -> None:
    visits: list[str] = []
    async with await asyncio.start_server(Rehearsal("essai", visits.append).answer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]

        assert await answers("127.0.0.1", port, "essai")
        assert not await answers("127.0.0.1", port, "another session")
    assert visits == []


async def test_a_phone_that_comes_by_during_a_check_is_noticed() -> None:
    visits: list[str] = []
    async with await asyncio.start_server(Rehearsal("essai", visits.append).answer, "127.0.0.1", 0) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.sockets[0].getsockname()[1])
        writer.write(b"GET / HTTP/1.1\r\n\r\n")
        page = (await reader.read()).decode()
        writer.close()

    assert visits == ["127.0.0.1"]
    assert "Ce téléphone atteint l’ordinateur" in page


@pytest.mark.parametrize(
    "reply",
    [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 403 Forbidden\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\nnot JSON"],
)
async def test_whatever_else_is_there_is_no_host(reply: bytes) -> None:
    async with answering(reply) as port:
        assert not await answers("127.0.0.1", port, "essai")


async def test_where_nobody_listens_nobody_answers() -> None:
    async with answering(b"") as port:
        pass
    assert not await answers("127.0.0.1", port, "essai")


def test_the_usual_port_goes_without_saying() -> None:
    assert (authority("10.0.0.7", 80), authority("10.0.0.7", 8017)) == ("10.0.0.7", "10.0.0.7:8017")
