"""A network that cuts, delays and breaks up what it carries, between phones and a host."""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress
from types import TracebackType
from typing import Self

from facilitator.client import HostAddress


class BadNetwork:
    """Carries connections to a host, badly: the same way for the same seed."""

    def __init__(self, host: HostAddress, *, seed: int, cuts: float, delay: float) -> None:
        self._host = host
        self._chance = random.Random(seed)
        self._cuts = cuts
        self._delay = delay
        self._server: asyncio.Server | None = None
        self.cut = 0
        """How many connections it broke."""

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._carry, self._host.name, 0)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()

    @property
    def port(self) -> int:
        """Where phones find it."""
        assert self._server is not None
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def _carry(self, phone: asyncio.StreamReader, to_phone: asyncio.StreamWriter) -> None:
        host, to_host = await asyncio.open_connection(self._host.name, self._host.port)
        with suppress(OSError):
            async with asyncio.TaskGroup() as ways:
                ways.create_task(self._pour(phone, to_host, to_phone))
                ways.create_task(self._pour(host, to_phone, to_host))
        for writer in (to_host, to_phone):
            writer.close()

    async def _pour(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, other: asyncio.StreamWriter
    ) -> None:
        while piece := await source.read(self._chance.choice((7, 100, 4_096))):
            await asyncio.sleep(self._chance.random() * self._delay)
            if self._chance.random() < self._cuts:
                self.cut += 1
                for writer in (sink, other):
                    writer.transport.abort()
                return
            sink.write(piece)
            with suppress(OSError):
                await sink.drain()
        sink.close()
