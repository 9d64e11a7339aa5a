"""Prashna, the nearest peer, driven as its own page does: a question is posted, a notice comes to everybody on a
WebSocket, and everybody fetches the list again. Kinder than its page: notices that come meanwhile make one fetch.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.measures import free_port
from tests.bench.phones import Line, cookie_in, head
from tests.harness.waiting import wait_until

_TOKEN = re.compile(r"#setup=(\S+)")


class Page(asyncio.Protocol):
    """One participant's WebSocket, of which only the fact that something is new is read."""

    def __init__(self) -> None:
        self.news = asyncio.Event()
        self.known = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        if b"query_new" in data:
            self.news.set()


class Prashna:
    """A room of participants at a Prashna on this machine."""

    def __init__(self, port: int, token: str) -> None:
        self._port = port
        self._token = token
        self._list = ""
        self._cookies: list[bytes] = []
        self._pages: list[Page] = []
        self._keeping_up: list[asyncio.Task[None]] = []

    async def join(self, phones: int) -> None:
        """A session is opened, and so many participants come in."""
        line = await self._line()
        account = {"setup_token": self._token, "username": "bench", "password": "Longpassw0rd!"}
        answer, _ = await line.ask(self._request("POST", "/api/admin/setup", body=account))
        admin = cookie_in(answer)
        answer, _ = await line.ask(self._request("POST", "/api/sessions", admin, {"title": "bench"}))
        session = f"/api/sessions/{json.loads(answer.partition(_END)[2])['code']}"
        await line.ask(self._request("POST", f"{session}/start", admin, {}))
        self._list = f"{session}/queries"
        for _ in range(phones):
            line = await self._line()
            answer, _ = await line.ask(self._request("GET", f"{session}/participant-bootstrap"))
            line.transport.close()
            self._cookies.append(cookie_in(answer))
            await self._follow(session.replace("/api/", "/ws/"), self._cookies[-1])
        await asyncio.sleep(1.0)

    async def burst(self, name: str) -> list[float]:
        """Everybody posts in the same instant; the milliseconds until each was answered."""
        requests = [
            self._request("POST", self._list, cookie, {"text": f"Question {name}-{n} " + "x" * 140})
            for n, cookie in enumerate(self._cookies)
        ]
        lines = [await self._line() for _ in requests]  # it hangs up on who has nothing to say for five seconds
        began = time.perf_counter()
        answers = await asyncio.gather(*(line.ask(request) for line, request in zip(lines, requests, strict=True)))
        for line in lines:
            line.transport.close()
        assert all(answer.startswith(b"HTTP/1.1 200") for answer, _ in answers), answers[0][0][:300]
        return [(when - began) * 1000 for _, when in answers]

    async def everybody_knows(self, count: int) -> None:
        """Until every page has listed so many questions."""
        while not all(page.known >= count for page in self._pages):
            await asyncio.sleep(0.01)

    async def close(self) -> None:
        """Everybody leaves."""
        for task in self._keeping_up:
            task.cancel()
        for page in self._pages:
            page.transport.close()
        await asyncio.sleep(0.01)

    async def _follow(self, path: str, cookie: bytes) -> None:
        loop = asyncio.get_running_loop()
        _, page = await loop.create_connection(Page, "127.0.0.1", self._port)
        upgrade = b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        key = b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        page.transport.write(head("GET", path, f"127.0.0.1:{self._port}", cookie) + upgrade + key)
        self._pages.append(page)
        self._keeping_up.append(asyncio.create_task(self._keep_up(page, cookie)))  # noqa: TID251 - held until cancelled

    async def _keep_up(self, page: Page, cookie: bytes) -> None:
        while True:
            await page.news.wait()
            page.news.clear()
            line = await self._line()
            answer, _ = await line.ask(self._request("GET", self._list, cookie))
            line.transport.close()
            page.known = answer.count(b'"text"')

    async def _line(self) -> Line:
        return (await asyncio.get_running_loop().create_connection(Line, "127.0.0.1", self._port))[1]

    def _request(self, method: str, path: str, cookie: bytes = b"", body: object = None) -> bytes:
        begun = head(method, path, f"127.0.0.1:{self._port}", cookie)
        sent = b"" if body is None else json.dumps(body).encode()
        length = b"Content-Type: application/json\r\nContent-Length: %d\r\n" % len(sent) if sent else b""
        return begun + length + b"\r\n" + sent


_END = b"\r\n\r\n"


def _listens(port: int) -> bool:
    with socket.socket() as connection:
        return connection.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def prashna(command: str, folder: Path) -> Iterator[Prashna]:
    """A Prashna of its own, on an empty folder, without its limits of pace."""
    port, told = free_port(), folder / "prashna.log"
    with told.open("wb") as log:
        process = subprocess.Popen(
            [
                command,
                "--host",
                "127.0.0.1",
                "--port",
                str(port),
                "--no-browser",
                "--data-dir",
                str(folder / "prashna"),
            ],
            stdout=log,
            stderr=log,
            env={**os.environ, "PRASHNA_RATELIMIT": "off", "PYTHONUNBUFFERED": "1", "PYTHONPATH": ""},
        )
    try:
        tokens = wait_until(lambda: _TOKEN.findall(told.read_text()), "Prashna’s token", timeout=60)
        wait_until(lambda: _listens(port), "Prashna to listen", timeout=60)
        yield Prashna(port, tokens[0])
    finally:
        process.terminate()
        process.wait(20)
