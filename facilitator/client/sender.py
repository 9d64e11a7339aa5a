"""Send commands to the host, over one connection that is kept and quietly made again."""

from __future__ import annotations

import asyncio
import json
import os
import time
from dataclasses import dataclass
from typing import Any, Final

from facilitator.client.address import HostAddress
from facilitator.client.http import CUT, BadAnswer, Connection

_IDLE: Final = 60.0
"""Seconds after which a connection is not trusted any more; the host itself hangs up after two minutes."""
_PAUSE: Final = 0.1


@dataclass(frozen=True, slots=True)
class Accepted:
    """It is on the disk."""

    seq: int


@dataclass(frozen=True, slots=True)
class RefusedAnswer:
    """The session says no, and why."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Nothing was promised: the host does not answer, or its disk refuses. What bears an id may be sent again."""

    sentence: str = ""
    """What the host said, if it said anything."""


Answer = Accepted | RefusedAnswer | Unreachable


def new_id() -> str:
    """An id for something that a face makes, so that sending it twice changes nothing."""
    return os.urandom(8).hex()


class Sender:
    """The facilitators' hand on the session.

    Commands go one after the other. One that bears an `id` is sent again until it is answered or `patience` runs out;
    any other might count twice, so it is sent again only when it surely never left.
    """

    def __init__(self, address: HostAddress, patience: float = 10.0) -> None:
        self._address = address
        self._patience = patience
        self._turn = asyncio.Lock()
        self._connection: Connection | None = None
        self._used = 0.0

    async def send(self, command: str, /, **fields: Any) -> Answer:
        """Sends a command by its name in kebab-case, such as `start-phase`."""
        body = json.dumps(fields, ensure_ascii=True).encode()
        path = f"{self._address.remote}/{command}"
        async with self._turn:
            try:
                async with asyncio.timeout(self._patience):
                    return await self._insist(path, body, repeatable="id" in fields)
            except TimeoutError:
                self._hang_up()
                return Unreachable()
            except BaseException:
                self._hang_up()  # an answer not read would be taken for the next one's
                raise

    async def close(self) -> None:
        async with self._turn:
            self._hang_up()

    async def _insist(self, path: str, body: bytes, repeatable: bool) -> Answer:
        while True:
            try:
                connection = await self._connect()
            except CUT:
                await asyncio.sleep(_PAUSE)
                continue
            try:
                return await self._ask(connection, path, body)
            except CUT:
                self._hang_up()
                if not repeatable:
                    return Unreachable()
            await asyncio.sleep(_PAUSE)

    async def _ask(self, connection: Connection, path: str, body: bytes) -> Answer:
        status = await connection.ask("POST", path, body)
        answer = await connection.body()
        self._used = time.monotonic()
        if connection.headers.get("connection") == "close":
            self._hang_up()
        return _answer(status, answer)

    async def _connect(self) -> Connection:
        kept = self._connection
        if kept is not None and kept.usable and time.monotonic() - self._used < _IDLE:
            return kept
        self._hang_up()
        self._connection = await Connection.open(self._address)
        return self._connection

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _answer(status: int, body: bytes) -> Answer:
    try:
        said = json.loads(body or b"{}")
        if status == 201:
            return Accepted(int(said["seq"]))
        sentence = str(said.get("error", ""))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadAnswer(status) from error
    return Unreachable(sentence) if status >= 500 else RefusedAnswer(sentence)
