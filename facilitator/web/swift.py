"""The short way for what a whole room sends in the same instant: a plain and whole POST needs no parser for all that
HTTP allows. Whatever is less plain takes the ordinary way; both lead to the same application.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from starlette.types import ASGIApp, Message

from facilitator.web.gate import LARGEST_HEAD

_FIRST_LINE: Final = re.compile(rb"POST (/[a-z]{2,16}) HTTP/1\.1\r\n")
_HEADER: Final = re.compile(rb"([0-9A-Za-z-]+):[ \t]*((?:[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?)?)[ \t]*")
_LENGTH: Final = re.compile(rb"[0-9]{1,6}")
_UNUSUAL: Final = (b"transfer-encoding", b"expect", b"upgrade", b"te", b"trailer")
_LONGEST_BODY: Final = 65_536
_BODILESS: Final = (204, 304)

Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class PlainPost:
    """A request whose head is read."""

    path: str
    headers: Headers
    body: bytes
    missing: int
    """Bytes of the body that are still to come."""


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
    if length is None or not len(body) <= length <= _LONGEST_BODY:
        return None
    return PlainPost(first[1].decode(), headers, body, length - len(body))


async def answer_to(
    post: PlainPost,
    app: ASGIApp,
    server: tuple[str, int | None] | None,
    client: tuple[str, int] | None,
    usual: Headers,
) -> tuple[bytes, bool]:
    """The bytes of the application's answer, `usual` headers included, and whether to hang up after them."""
    scope = {
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
    messages: list[Message] = [{"type": "http.request", "body": post.body, "more_body": False}]
    head, body = b"", b""
    hang_up = False

    async def receive() -> Message:
        return messages.pop() if messages else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        nonlocal head, body, hang_up
        if message["type"] == "http.response.start":
            headers: Headers = [*usual, *message["headers"]]
            hang_up = (b"connection", b"close") in headers
            head = _head(message["status"], headers)
        else:
            body += message.get("body", b"")

    await app(scope, receive, send)
    return head + body, hang_up


def _head(status: int, headers: Headers) -> bytes:
    if status not in _BODILESS and not any(name.lower() == b"content-length" for name, _ in headers):
        raise ValueError(f"an answer {status} without a length")
    lines = [b"HTTP/1.1 %d %b" % (status, HTTPStatus(status).phrase.encode())]
    lines += [b"%b: %b" % header for header in headers]
    return b"\r\n".join((*lines, b"", b""))
