"""The short way for what a whole room sends in the same instant: a plain and whole POST needs no parser for all that
HTTP allows, and no task to wait for the disk. Whatever is less plain takes the ordinary way to the same place.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Final, Protocol

from starlette.types import Receive, Scope, Send

if TYPE_CHECKING:
    from starlette.responses import Response

LARGEST_HEAD: Final = 16_384
LARGEST_FORM: Final = 32_768

PUSH: Final = "facilitator.push"
"""Where a request's scope holds its `Push`, if it has one."""

_FIRST_LINE: Final = re.compile(rb"POST (/[a-z]{2,16}) HTTP/1\.1\r\n")
_HEADER: Final = re.compile(rb"([0-9A-Za-z-]+):[ \t]*((?:[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?)?)[ \t]*")
_LENGTH: Final = re.compile(rb"[0-9]{1,6}")
_UNUSUAL: Final = (b"transfer-encoding", b"expect", b"upgrade", b"te", b"trailer")
_PHRASES: Final = {status.value: status.phrase.encode() for status in HTTPStatus}

Headers = list[tuple[bytes, bytes]]
Tell = Callable[["Response"], None]
"""Is given the answer, at once or later."""
Push = Callable[[bytes], bool]
"""Sends a part of an answer that has begun, at once; False when the ordinary way must be taken, and waited on."""
Take = Callable[[Scope, bytes, Tell], None]
"""Takes a request with the whole of its body."""


class Straight(Protocol):
    """An application with a short way inside."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None: ...

    def straight_to(self, scope: Scope) -> Take | None:
        """What takes this request straight from the wire; None when it goes the ordinary way."""


class Whole:
    """An endpoint that takes requests whole, by either way."""

    def __init__(self, take: Take) -> None:
        self.take = take

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = await read_body(receive)
        if body is None:
            return
        told: asyncio.Future[Response] = asyncio.get_running_loop().create_future()
        self.take(scope, body, lambda answer: None if told.done() else told.set_result(answer))
        await (await told)(scope, receive, send)


@dataclass(frozen=True, slots=True)
class PlainPost:
    """A request whose head is read."""

    path: str
    headers: Headers
    body: bytes
    missing: int
    """Bytes of the body that are still to come."""


async def read_body(receive: Receive) -> bytes | None:
    """The body of a request, as far as it may be a form's; None from whoever hung up."""
    body, more = b"", True
    while more and len(body) <= LARGEST_FORM:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


def read_plain(data: bytes) -> PlainPost | None:
    """The request in these bytes; None when it is not as plain as can be, or its head is not all there."""
    first = _FIRST_LINE.match(data)
    end = data.find(b"\r\n\r\n", 0, LARGEST_HEAD) if first else -1
    if first is None or end < 0:
        return None
    headers: Headers = []
    length = None
    for line in data[first.end() : end].split(b"\r\n"):
        header = _HEADER.fullmatch(line)
        if header is None:
            return None
        name, value = header[1].lower(), header[2]
        if name in _UNUSUAL or name == b"connection" and value.lower() != b"keep-alive":
            return None
        if name == b"content-length":
            if length is not None or not _LENGTH.fullmatch(value):
                return None
            length = int(value)
        headers.append((name, value))
    body = data[end + 4 :]
    if length is None or not len(body) <= length <= LARGEST_FORM:
        return None
    return PlainPost(first[1].decode(), headers, body, length - len(body))


def scope_of(post: PlainPost, server: tuple[str, int | None] | None, client: tuple[str, int] | None) -> Scope:
    """The request as an application reads it."""
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "scheme": "http",
        "method": "POST",
        "path": post.path,
        "raw_path": post.path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": post.headers,
        "server": server,
        "client": client,
        "state": {},
    }


@lru_cache(maxsize=64)
def head_bytes(status: int, headers: tuple[tuple[bytes, bytes], ...]) -> bytes:
    """How an answer begins; a room that speaks at once is answered by the same few."""
    lines = [b"HTTP/1.1 %d %b" % (status, _PHRASES[status]), *(b"%b: %b" % header for header in headers)]
    return b"\r\n".join((*lines, b"", b""))
