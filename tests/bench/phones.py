"""A room of phones on real connections, as light as Python can make them: what is timed must be the host."""

from __future__ import annotations

import asyncio
import gc
import json
import re
import socket
import time
from collections.abc import Sequence
from contextlib import ExitStack
from select import EPOLLIN, epoll

from facilitator.client import HostAddress

_LENGTH = re.compile(rb"(?i)content-length: (\d+)")
_COOKIE = re.compile(rb"(?i)set-cookie: ([^;\r]+)")
_SEQ = re.compile(rb"id: (\d+)\n")


def head(method: str, path: str, authority: str, cookie: bytes = b"") -> bytes:
    """How a request begins."""
    begun = f"{method} {path} HTTP/1.1\r\nHost: {authority}\r\nAccept: application/json\r\n".encode()
    return begun + (b"Cookie: %b\r\n" % cookie if cookie else b"")


def cookie_in(answer: bytes) -> bytes:
    """The cookies that an answer sets, as they are sent back."""
    found = _COOKIE.findall(answer)
    assert found, answer[:200]
    return b"; ".join(found)


class Line(asyncio.Protocol):
    """One kept connection, one request at a time."""

    def __init__(self) -> None:
        self._got = b""
        self._asked: asyncio.Future[tuple[bytes, float]] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def ask(self, request: bytes) -> asyncio.Future[tuple[bytes, float]]:
        """The whole answer, and when it was there."""
        self._asked = asyncio.get_running_loop().create_future()
        if self.transport.is_closing():
            self._asked.set_exception(ConnectionResetError("the host let go of a line that was idle for long"))
        self.transport.write(request)
        return self._asked

    def borrowed(self) -> socket.socket:
        """The same connection, for who speaks and listens on it meanwhile."""
        return socket.fromfd(self.transport.get_extra_info("socket").fileno(), socket.AF_INET, socket.SOCK_STREAM)

    def data_received(self, data: bytes) -> None:
        self._got += data
        end = self._got.find(b"\r\n\r\n")
        length = _LENGTH.search(self._got) if end >= 0 else None
        if end < 0 or (length and len(self._got) < end + 4 + int(length[1])):
            return
        answer, self._got = self._got, b""
        if self._asked is not None and not self._asked.done():
            self._asked.set_result((answer, time.perf_counter()))

    def connection_lost(self, exc: Exception | None) -> None:
        if self._asked is not None and not self._asked.done():
            self._asked.set_exception(exc or ConnectionResetError())


class Listener(asyncio.Protocol):
    """One stream, of which only the numbers of its messages are read."""

    def __init__(self) -> None:
        self.seq = 0
        self.heard = 0.0
        """When the last message came."""
        self.messages = 0
        self.bytes = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.bytes += len(data)
        if found := _SEQ.findall(data):
            self.seq, self.heard, self.messages = int(found[-1]), time.perf_counter(), self.messages + len(found)


def _volley(
    lines: Sequence[socket.socket], requests: Sequence[bytes], knock: HostAddress | None
) -> list[tuple[bytes, float]]:
    """One request on each line, each on its way as soon as the one before is; the answers, and the seconds from a
    phone's first gesture to the last byte that it got.

    One program plays all the phones, on a processor that the host could do with: nothing stands between them and the
    system's own sockets. Those that `knock` are not connected yet.
    """
    answers: list[tuple[bytes, float]] = []
    phones: dict[int, tuple[socket.socket, float]] = {}
    gc.disable()
    try:
        with epoll() as heard:
            for line, request in zip(lines, requests, strict=True):
                began = time.perf_counter()
                if knock:
                    line.connect((knock.name, knock.port))
                line.send(request)
                phones[line.fileno()] = line, began
                heard.register(line, EPOLLIN)
            while len(answers) < len(lines):
                for number, _events in heard.poll():
                    line, began = phones[number]
                    answers.append((line.recv(65536), time.perf_counter() - began))
    finally:
        gc.enable()
    return answers


class Room:
    """Phones that have joined, each with its cookie, its line, and maybe its stream."""

    def __init__(self, address: HostAddress, code: str) -> None:
        self.address = address
        self._code = code
        self.cookies: list[bytes] = []
        self.lines: list[Line] = []
        self.streams: list[Listener] = []
        self.seq = 0
        """The last entry of the last burst."""
        self._open: list[asyncio.Transport] = []

    async def join(self, phones: int, *, streams: bool = True) -> None:
        """So many phones come in."""
        for _ in range(phones):
            line = await self._line()
            answer, _when = await line.ask(self.request("GET", f"/j/{self._code}"))
            self.cookies.append(cookie_in(answer))
            self.lines.append(line)
        if streams:
            for cookie in self.cookies:
                self.streams.append(await self.listen("/events", cookie))
            async with asyncio.timeout(30):
                while not all(stream.messages for stream in self.streams):
                    await asyncio.sleep(0.02)

    async def listen(self, path: str, cookie: bytes = b"") -> Listener:
        """One more stream."""
        name, port = self.address.name, self.address.port
        _, stream = await asyncio.get_running_loop().create_connection(Listener, name, port)
        self._open.append(stream.transport)
        stream.transport.write(self.request("GET", path, cookie))
        return stream

    async def _line(self) -> Line:
        name, port = self.address.name, self.address.port
        return (await asyncio.get_running_loop().create_connection(Line, name, port))[1]

    def request(self, method: str, path: str, cookie: bytes = b"", body: bytes = b"") -> bytes:
        begun = head(method, path, self.address.authority, cookie)
        if method == "POST":
            begun += b"Content-Type: application/json\r\nContent-Length: %d\r\n" % len(body)
        return begun + b"\r\n" + body

    def idea(self, phone: int, id_: str) -> bytes:
        """What a phone sends to give an idea of ordinary length."""
        text = f"Idée {id_}. " + "Personne ne lit nos tableaux de chiffres, " * 3 + "ni nos courbes."
        return self.request("POST", "/ideas", self.cookies[phone], json.dumps({"id": id_, "text": text}).encode())

    async def burst(self, name: str, *, fresh: bool = False) -> list[float]:
        """Every phone sends one idea in the same instant; the milliseconds until each was answered 201."""
        requests = [self.idea(phone, f"{name}-{phone}") for phone in range(len(self.cookies))]
        lines = [socket.socket() for _ in requests] if fresh else [line.borrowed() for line in self.lines]
        with ExitStack() as given_back:
            for line in lines:
                given_back.enter_context(line)
            for kept in self.lines:
                kept.transport.pause_reading()
                given_back.callback(kept.transport.resume_reading)
            answers = await asyncio.to_thread(_volley, lines, requests, self.address if fresh else None)
        assert all(answer.startswith(b"HTTP/1.1 201") for answer, _ in answers), answers[0][0][:300]
        self.seq = max(json.loads(answer.partition(b"\r\n\r\n")[2])["seq"] for answer, _ in answers)
        return [seconds * 1000 for _, seconds in answers]

    async def fresh(self, request: bytes) -> bytes:
        """The answer on a connection of its own, as for a phone that slept."""
        line = await self._line()
        answer, _when = await line.ask(request)
        line.transport.close()
        return answer

    async def told(self, seq: int, streams: Sequence[Listener] | None = None, patience: float = 10.0) -> float:
        """When the last stream had heard of that entry."""
        listeners = self.streams if streams is None else streams
        async with asyncio.timeout(patience):
            while not all(stream.seq >= seq for stream in listeners):
                await asyncio.sleep(0.001)
        return max(stream.heard for stream in listeners)

    async def close(self) -> None:
        """Everybody leaves; a transport needs the loop once more to be gone."""
        for transport in (*self._open, *(line.transport for line in self.lines)):
            transport.close()
        await asyncio.sleep(0.01)
