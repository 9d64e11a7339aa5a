from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from facilitator.client import Accepted, HostAddress, RefusedAnswer, Sender, Unreachable, new_id
from tests.harness.hosting import host_process, hosted, ideas_on_disk

Conversation = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def impostor(talk: Conversation) -> AsyncGenerator[HostAddress]:
    """Something that listens and is no host of ours."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await talk(reader, writer)
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield HostAddress("127.0.0.1", server.sockets[0].getsockname()[1], "k")


async def test_what_is_accepted_is_on_the_disk(tmp_path: Path) -> None:
    with hosted(tmp_path) as host:
        sender = Sender(host.address)
        assert await sender.send("start-phase") == Accepted(1)
        assert await sender.send("submit-idea", id="a", text="Été, « oui » !", column="Ailleurs") == Accepted(2)
        await sender.close()

        assert ideas_on_disk(host.folder) == {"a": "Été, « oui » !"}


async def test_what_is_refused_comes_with_its_sentence(tmp_path: Path) -> None:
    with hosted(tmp_path) as host:
        sender = Sender(host.address)
        assert await sender.send("next-phase") == RefusedAnswer("L’atelier n’a pas encore commencé.")
        assert isinstance(await sender.send("submit-idea", text=3), RefusedAnswer)
        await sender.close()


async def test_a_field_may_be_called_name(tmp_path: Path) -> None:
    with hosted(tmp_path) as host:
        sender = Sender(host.address)
        await sender.send("start-phase")
        answer = await sender.send("create-theme", id="t", name="Les outils")
        await sender.close()

        assert isinstance(answer, RefusedAnswer)
        assert "create-theme" not in answer.sentence


async def test_many_at_once_go_one_after_the_other(tmp_path: Path) -> None:
    with hosted(tmp_path) as host:
        sender = Sender(host.address)
        await sender.send("start-phase")
        answers = await asyncio.gather(
            *(sender.send("submit-idea", id=f"i{n}", text="Oui", column="Ailleurs") for n in range(50))
        )
        await sender.close()

        assert answers == [Accepted(n) for n in range(2, 52)]


async def test_an_idea_is_sent_until_a_host_is_back_and_stands_once(tmp_path: Path) -> None:
    with host_process(tmp_path) as host:
        host.start()
        sender = Sender(host.address, patience=20)
        await sender.send("start-phase")
        host.kill()
        async with asyncio.TaskGroup() as tasks:
            asked = tasks.create_task(sender.send("submit-idea", id="a", text="Tenace", column="Ailleurs"))
            await asyncio.sleep(0.2)
            await asyncio.to_thread(host.start)
        await sender.close()

        assert isinstance(asked.result(), Accepted)
        assert ideas_on_disk(host.hosted.folder) == {"a": "Tenace"}


async def test_without_a_host_patience_has_an_end(tmp_path: Path) -> None:
    with hosted(tmp_path) as host:
        address = host.address

    assert await Sender(address, patience=0.3).send("submit-idea", id="a", text="Oui") == Unreachable()


async def test_a_gesture_whose_answer_was_lost_is_not_made_twice() -> None:
    heard = []

    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))

    async with impostor(hang_up) as address:
        assert await Sender(address, patience=1).send("next-phase") == Unreachable()
    assert len(heard) == 1


@pytest.mark.parametrize(
    "words",
    [b"", b"SSH-2.0-OpenSSH\r\n\r\n", b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nno", b"\xff" * 100_000],
    ids=["nothing", "another service", "no JSON", "noise"],
)
async def test_what_is_no_host_of_ours_is_no_host(words: bytes) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(words)

    async with impostor(talk) as address:
        assert await Sender(address, patience=0.5).send("pause") == Unreachable()


async def test_an_answer_nobody_waited_for_is_not_taken_for_the_next_one(tmp_path: Path) -> None:
    with hosted(tmp_path) as host:
        sender = Sender(host.address)
        await sender.send("start-phase")
        for n in range(20):
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.0005 * (n % 4)):
                    await sender.send("submit-idea", id=new_id(), text="Oui", column="Ailleurs")
                    await asyncio.sleep(1)
        before = len(ideas_on_disk(host.folder))
        answer = await sender.send("submit-idea", id="z", text="La dernière", column="Ailleurs")
        await sender.close()

        assert answer == Accepted(before + 2) or len(ideas_on_disk(host.folder)) > before + 1
        assert ideas_on_disk(host.folder)["z"] == "La dernière"
