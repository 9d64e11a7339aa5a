"""The little of HTTP/1.1 that a face speaks to its own host: small heads, lengths or chunks, nothing else.

The standard library's clients block, and any other costs more to import than a console has before its first paint.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from facilitator.client.address import HostAddress

_LARGEST_HEAD = 1 << 16
_LARGEST_BODY = 1 << 26


class BadAnswer(Exception):
    """What came back is not an answer of our host."""


CUT = (OSError, EOFError, TimeoutError, asyncio.LimitOverrunError, BadAnswer)
"""What a connection may raise when the other side is gone, silent, or somebody else."""


@dataclass(slots=True)
class Connection:
    """One connection to the host."""

    address: HostAddress
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    headers: dict[str, str] = field(default_factory=dict)
    """Of the last answer, in lower case."""

    @classmethod
    async def open(cls, address: HostAddress) -> Connection:
        return cls(address, *await asyncio.open_connection(address.name, address.port, limit=_LARGEST_HEAD))

    @property
    def usable(self) -> bool:
        """Whether a new request may go out: nothing says that the host has hung up."""
        return not (self.reader.at_eof() or self.writer.is_closing())

    async def ask(self, method: str, path: str, body: bytes = b"", accept: str = "application/json") -> int:
        """Sends a request and reads the head of its answer; returns the status."""
        head = [f"{method} {path} HTTP/1.1", f"Host: {self.address.authority}", f"Accept: {accept}"]
        if method == "POST":
            head += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
        self.writer.write("\r\n".join([*head, "", ""]).encode() + body)
        await self.writer.drain()
        return await self._read_head()

    async def body(self) -> bytes:
        """The whole body of a short answer."""
        if self.headers.get("transfer-encoding") == "chunked":
            return b"".join([chunk async for chunk in self._chunks()])
        length = int(self.headers.get("content-length", "0"))
        if length > _LARGEST_BODY:
            raise BadAnswer(length)
        return await self.reader.readexactly(length)

    async def next_chunk(self) -> bytes:
        """The next piece of an answer as it comes; empty at its end."""
        chunk = await self.reader.readexactly(await self._chunk_size() + 2)
        return chunk[:-2]

    def close(self) -> None:
        self.writer.close()

    async def _chunks(self) -> AsyncIterator[bytes]:
        while chunk := await self.next_chunk():
            yield chunk

    async def _chunk_size(self) -> int:
        line = await self.reader.readuntil(b"\r\n")
        try:
            size = int(line.split(b";")[0], 16)
        except ValueError as error:
            raise BadAnswer(line) from error
        if size > _LARGEST_BODY:
            raise BadAnswer(size)
        return size

    async def _read_head(self) -> int:
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.rstrip("\r\n").split("\r\n")
        try:
            status = int(first.split(" ")[1])
        except (IndexError, ValueError) as error:
            raise BadAnswer(first) from error
        pairs = (line.partition(":") for line in lines)
        self.headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
        return status
