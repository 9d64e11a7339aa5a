"""What every request passes before it reaches a route: whom it is for, where it comes from, how big it is."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from starlette.types import Message, Receive, Scope, Send

from facilitator.network.selfcheck import authority
from facilitator.web import bare
from facilitator.web.nearness import is_near
from facilitator.web.swift import LARGEST_HEAD, Headers, Straight, Take

_log = logging.getLogger(__name__)

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


_GOODBYE: Final = ((b"connection", b"close"),)
_ONCE: Final = (b"host", b"origin", b"sec-fetch-site", b"content-length")
_OWN_PAGES: Final = (b"same-origin", b"none")
"""What browsers say of a request that no other site made."""


class Gate:
    """Turns away what is not meant for this host: another name than its own or the address it was reached at (the way
    in for a page of another site), a page of another origin, a body without measure; another machine, where only this
    one is served.
    """

    def __init__(self, inside: Straight, own: Iterable[str], *, near_only: bool = False) -> None:
        self._inside = inside
        self._near_only = near_only
        self._own = frozenset(authority.encode() for authority in own)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        answer = _Answer(send)
        status = self._verdict(scope)
        if status:
            await bare.answer(answer.send, status, _GOODBYE)
            return
        try:
            await self._inside(scope, _measured(receive), answer.send)
        except Exception:
            _log.exception("a request could not be answered")
            if not answer.has_begun:
                await bare.answer(answer.send, 500, _GOODBYE)

    def straight_to(self, scope: Scope) -> Take | None:
        """What takes this POST whole, were it let in; the ordinary way turns away."""
        return None if self._verdict(scope) else self._inside.straight_to(scope)

    def _verdict(self, scope: Scope) -> int:
        """The status of a refusal; 0 to let in."""
        if self._near_only and not is_near(scope):
            return 403
        if len(scope["path"]) + len(scope["query_string"]) > LARGEST_ADDRESS:
            return 414
        size = 0
        asked: dict[bytes, bytes] = {}
        for name, value in scope["headers"]:
            size += len(name) + len(value)
            if name in asked and name in _ONCE:
                return 403
            asked[name] = value
        if size > LARGEST_HEAD:
            return 431
        if not self._is_for_us(scope, asked):
            return 403
        if b"content-length" not in asked:
            return 0
        if b"transfer-encoding" in asked:
            return 400
        return 413 if int(asked[b"content-length"]) > LARGEST_BODY else 0

    def _is_for_us(self, scope: Scope, asked: dict[bytes, bytes]) -> bool:
        host = asked.get(b"host", b"").lower()
        if host not in self._own and host != _reached(scope):
            return False
        if b"origin" in asked and asked[b"origin"].lower() != b"http://" + host:
            return False
        return scope["method"] != "POST" or asked.get(b"sec-fetch-site", b"none") in _OWN_PAGES


class _Answer:
    """An answer on its way."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.has_begun = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.has_begun = True
            message = {**message, "headers": dressed(message.get("headers", ()))}
        await self._send(message)


def dressed(given: Iterable[tuple[bytes, bytes]]) -> Headers:
    """An answer's headers, and those which tell browsers what not to do with it."""
    given = list(given)
    return [*given, *_lacking(tuple([name for name, _ in given]))]


@lru_cache
def _lacking(given: tuple[bytes, ...]) -> Headers:
    """The headers for browsers that are not among these."""
    names = {name.lower() for name in given}
    return [pair for pair in _HEADERS if pair[0] not in names]


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
