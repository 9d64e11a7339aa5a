"""What every request passes before it reaches a route: whom it is for, where it comes from, how big it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from facilitator.network.selfcheck import authority

LARGEST_HEAD: Final = 16_384
LARGEST_ADDRESS: Final = 2_048
LARGEST_BODY: Final = 262_144
"""A facilitator's merge may name thousands of ideas."""

# Without a referrer for our own pages, browsers would call the origin of their forms « null ».
_HEADERS: Final = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
]


_OWN_PAGES: Final = (b"same-origin", b"none")
"""What browsers say of a request that no other site made."""


class Gate:
    """Turns away what is not meant for this host: another name than its own or the address it was reached at (the way
    in for a page of another site), a page of another origin, a body without measure.
    """

    def __init__(self, inside: ASGIApp, own: Iterable[str]) -> None:
        self._inside = inside
        self._own = frozenset(authority.encode() for authority in own)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        status = self._verdict(scope)
        if len(scope["path"]) + len(scope["query_string"]) > LARGEST_ADDRESS:
            status = 414
        if status:
            refusal = Response(status_code=status, headers={"Connection": "close"})
            await refusal(scope, receive, _dressed(send))
        else:
            await self._inside(scope, _measured(receive), _dressed(send))

    def _verdict(self, scope: Scope) -> int:
        """The status of a refusal; 0 to let in."""
        headers: list[tuple[bytes, bytes]] = scope["headers"]
        if sum(len(name) + len(value) for name, value in headers) > LARGEST_HEAD:
            return 431
        hosts = [value.lower() for name, value in headers if name == b"host"]
        if len(hosts) != 1 or not (hosts[0] in self._own or hosts[0] == _reached(scope)):
            return 403
        if any(value.lower() != b"http://" + hosts[0] for name, value in headers if name == b"origin"):
            return 403
        if scope["method"] == "POST" and any(
            value not in _OWN_PAGES for name, value in headers if name == b"sec-fetch-site"
        ):
            return 403
        lengths = [value for name, value in headers if name == b"content-length"]
        if lengths and any(name == b"transfer-encoding" for name, _ in headers):
            return 400
        return 413 if any(int(length) > LARGEST_BODY for length in lengths) else 0


def _reached(scope: Scope) -> bytes:
    """The address at which this request came in: ours by nature, however the network changes."""
    name, port = scope["server"]
    return authority(f"[{name}]" if ":" in name else name, port).encode()


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
            given = [*message.get("headers", ())]
            names = {name.lower() for name, _ in given}
            message = {**message, "headers": [*given, *(pair for pair in _HEADERS if pair[0] not in names)]}
        await send(message)

    return dressed
