"""Whether a host answers at an address of this machine: it asks itself, the way a phone would."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Final

from facilitator.locale import gettext as _
from facilitator.locale import language

_PATIENCE: Final = 2.0
_LARGEST_ANSWER: Final = 4_096


def authority(ip: str, port: int) -> str:
    """How browsers name a host: the usual port goes without saying."""
    return ip if port == 80 else f"{ip}:{port}"


async def answers(ip: str, port: int, session: str) -> bool:
    """Whether the host of that session says at this address that all is well."""
    with suppress(OSError, TimeoutError, ValueError):
        async with asyncio.timeout(_PATIENCE):
            status, body = await _ask(ip, port)
        return status == HTTPStatus.OK and json.loads(body).get("session") == session
    return False


async def _ask(ip: str, port: int) -> tuple[int, bytes]:
    reader, writer = await asyncio.open_connection(ip, port)
    try:
        writer.write(f"GET /health HTTP/1.1\r\nHost: {authority(ip, port)}\r\nConnection: close\r\n\r\n".encode())
        head, _, body = (await reader.read(_LARGEST_ANSWER)).partition(b"\r\n\r\n")
        while len(body) < _LARGEST_ANSWER and (more := await reader.read(_LARGEST_ANSWER)):
            body += more
        return int(head.split(maxsplit=2)[1]), body
    except IndexError as error:
        raise ValueError("no answer in HTTP") from error
    finally:
        writer.close()


class Rehearsal:
    """A host that only says that all is well, for the time of a check; it hears of whoever else comes."""

    def __init__(self, session: str, visited: Callable[[str], object]) -> None:
        self._session = session
        self._visited = visited

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request of anybody, one answer."""
        with suppress(OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            async with asyncio.timeout(_PATIENCE):
                head = await reader.readuntil(b"\r\n\r\n")
            if head.startswith(b"GET /health "):
                writer.write(_reply("application/json", json.dumps({"session": self._session}).encode()))
            else:
                self._visited(writer.get_extra_info("peername")[0])
                writer.write(_reply("text/html; charset=utf-8", _welcome()))
            await writer.drain()
        writer.close()


def _welcome() -> bytes:
    said = _("Ce téléphone atteint l’ordinateur. ✓")
    return (
        f"<!doctype html><html lang={language()}><meta name=viewport content='width=device-width'>"
        f"<title>facilitator</title><p style='font:1.6em sans-serif;margin:2em'>{said}</p>"
    ).encode()


def _reply(kind: str, body: bytes) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode() + body
