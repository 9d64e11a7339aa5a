"""What every request passes before it reaches a route: whom it is for, where it comes from, how big it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_HEAD: Final = 16_384
LARGEST_ADDRESS: Final = 2_048
LARGEST_BODY: Final = 262_144
"""A facilitator's merge may name thousands of ideas."""

_HEADERS: Final = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
]


class Gate:
    """Turns away what is not meant for this host: another name than its own (the way in for a page of another site), a
    page of another origin, a body without measure.
    """

    def __init__(self, inside: ASGIApp, own: Iterable[str]) -> None:
        self._inside = inside
        self._own = frozenset(authority.encode() for authority in own)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        status = self._verdict(scope["headers"])
        if len(scope["path"]) + len(scope["query_string"]) > LARGEST_ADDRESS:
            status = 414
        if status:
            refusal = Response(status_code=status, headers={"Connection": "close"})
            await refusal(scope, receive, _dressed(send))
        else:
            await self._inside(scope, _measured(receive), _dressed(send))

    def _verdict(self, headers: list[tuple[bytes, bytes]]) -> int:
        """The status of a refusal; 0 to let in."""
        if sum(len(name) + len(value) for name, value in headers) > LARGEST_HEAD:
            return 431
        hosts = [value.lower() for name, value in headers if name == b"host"]
        if len(hosts) != 1 or hosts[0] not in self._own:
            return 403
        if any(value.lower() != b"http://" + hosts[0] for name, value in headers if name == b"origin"):
            return 403
        lengths = [value for name, value in headers if name == b"content-length"]
        if lengths and any(name == b"transfer-encoding" for name, _ in headers):
            return 400
        return 413 if any(int(length) > LARGEST_BODY for length in lengths) else 0


def _measured(receive: Receive) -> Receive:
    """Hangs up on a body without declared length that never ends."""
    seen = 0

    async def measured() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return message if seen <= LARGEST_BODY else {"type": "http.disconnect"}

    return measured


def _dressed(send: Send) -> Send:
    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), *_HEADERS]}
        await send(message)

    return dressed
