"""Answers made by hand: the first ones cannot wait for the framework, which takes longer to import than to replace."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.types import Send

Header = tuple[bytes, bytes]


async def answer(send: Send, status: int, headers: Iterable[Header] = (), body: bytes = b"") -> None:
    """A whole answer."""
    named = [*headers, (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": named})
    await send({"type": "http.response.body", "body": body, "more_body": False})
