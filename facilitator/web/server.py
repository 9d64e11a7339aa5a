"""uvicorn on a socket that already listens, without its habits: no signal taken, no line logged, no endless wait."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from importlib.util import find_spec
from math import inf
from typing import TYPE_CHECKING, Any, Final
from weakref import ref

import uvicorn

from facilitator.web.gate import dressed
from facilitator.web.swift import LARGEST_HEAD, PUSH, PlainPost, Straight, head_bytes, read_plain, scope_of

try:
    import resource
except ImportError:  # Windows, which has no such limit
    resource = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from starlette.responses import Response

if TYPE_CHECKING or not find_spec("httptools"):
    from uvicorn.protocols.http.h11_impl import H11Protocol as HTTPProtocol
else:
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol as HTTPProtocol

_log = logging.getLogger(__name__)

REQUEST_SECONDS: Final = 10.0
"""Time to send a whole request, from the connection or from its first byte."""
KEEP_SECONDS: Final = 120
"""How long a connection that asks for nothing more is kept."""
MOST_CONNECTIONS: Final = 1_000
_HERE: Final = ("127.0.0.1", "::1")
BACKLOG: Final = 1_024
"""A room that scans the code at once waits in this queue; each one accepted takes a descriptor."""
_MOST_DESCRIPTORS: Final = 8_192
_KEPT_DESCRIPTORS: Final = 96
"""For the journal, its next segment, the record, and what the interpreter opens."""


def raise_descriptor_limit() -> None:
    """Takes as many descriptors as the system gives without asking an administrator."""
    if resource is not None:
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = _MOST_DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, _MOST_DESCRIPTORS)
        if soft != resource.RLIM_INFINITY and soft < most:
            with suppress(ValueError, OSError):
                resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


@cache
def _room_for_sockets() -> int:
    """Descriptors that connections may take, those waiting to be accepted included."""
    soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0] if resource is not None else _MOST_DESCRIPTORS
    return max(8, min(_MOST_DESCRIPTORS, soft if soft > 0 else _MOST_DESCRIPTORS) - _KEPT_DESCRIPTORS)


def _most_connections() -> int:
    return min(MOST_CONNECTIONS, _room_for_sockets() - _backlog())


def _backlog() -> int:
    return min(BACKLOG, _room_for_sockets() // 2)


class PatientProtocol(HTTPProtocol):
    """HTTP for people, not for whoever holds connections without using them: uvicorn itself waits for ever."""

    _due = inf
    """When to hang up, unless something happens."""
    _alarm: asyncio.TimerHandle | None = None
    """Rings at the latest when it is due; a room that speaks at once moves no timers."""
    _is_answering = False
    _since = 0.0
    """When it began to do what it is doing."""
    _between_requests = False
    _head_bytes = 0
    _may_be_swift = True
    """Whether the next byte begins a request: the parser of the ordinary way holds nothing back."""
    _is_swift = False
    """Whether a plain request waits for its answer."""
    _held = b""
    """What came of a plain request so far, or while one was being answered."""
    _is_leaving = False

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._since = self.loop.time()
        self._await_request()
        if len(self.connections) > _most_connections():
            self._make_room()

    def _make_room(self) -> None:
        """Hangs up on whoever can be spared; nobody who is being answered, but for strangers' public streams."""
        least = min((other for other in self.connections if other is not self), key=_worth, default=self)
        leaving = least if _worth(least) < _WORTHY else self
        self.connections.discard(leaving)
        leaving.transport.abort()

    def data_received(self, data: bytes) -> None:
        data, self._held = self._held + data, b""
        if self._is_swift:
            self._held = data
            self.transport.pause_reading()
            return
        post = read_plain(data) if self._may_be_swift and self._has_no_head() else None
        if post is not None and self._takes_swiftly(post, data):
            return
        if self._between_requests:
            self._await_request()
        # A whole request and nothing after it leaves the parser empty.
        self._may_be_swift = post is not None or data.startswith(b"GET ") and data.find(b"\r\n\r\n") == len(data) - 4
        before = self.cycle
        super().data_received(data)
        if self.cycle is not before and self.scope["http_version"] == "1.1":
            scope: Any = self.scope
            scope[PUSH] = partial(_push, ref(self.cycle))
        if not self._is_incomplete():
            self._stop_waiting()
            if not self._is_answering:
                self._is_answering, self._since = True, self.loop.time()
        elif self._has_no_head():
            self._head_bytes += len(data)
            if self._head_bytes > LARGEST_HEAD:
                self.transport.abort()

    def _takes_swiftly(self, post: PlainPost, data: bytes) -> bool:
        """Whether this plain request is on its way to its answer, or its body on its way to us."""
        if post.missing:
            self._held = data
            if self._between_requests:
                self._await_request()
            return True
        scope = scope_of(post, self.server, self.client)
        take = self.app.straight_to(scope)
        if take is None:
            return False
        self._unset_keepalive_if_required()
        self._stop_waiting()
        self._is_swift, self._is_answering, self._since = True, True, self.loop.time()
        try:
            take(scope, post.body, self._answer_swiftly)
        except Exception:
            _log.exception("a request could not be answered")
            self.transport.abort()
        return True

    def _answer_swiftly(self, answer: Response) -> None:
        self._is_swift = False
        if self.transport.is_closing():
            return
        headers = (*self.server_state.default_headers, *dressed(answer.raw_headers))
        self.transport.write(head_bytes(answer.status_code, headers) + answer.body)
        self._between_requests, self._is_answering, self._since = True, False, self.loop.time()
        if self._is_leaving:
            self.transport.close()
            return
        self._hang_up_in(KEEP_SECONDS)
        if self._held:
            self.transport.resume_reading()
            self.data_received(b"")

    def shutdown(self) -> None:
        """Says goodbye, once whoever is being answered is answered."""
        self._is_leaving = True
        if not self._is_swift:
            super().shutdown()

    def send_400_response(self, msg: str) -> None:
        """Says that what came is no request, or hangs up where one was being answered: whose is the next answer?"""
        cycle: Any = self.cycle
        if cycle is None:
            super().send_400_response(msg)
            return
        cycle.disconnected = True
        cycle.message_event.set()
        self.transport.abort()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._between_requests, self._is_answering, self._since = True, False, self.loop.time()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        super().connection_lost(exc)

    def _has_no_head(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _is_incomplete(self) -> bool:
        return self._has_no_head() or self.cycle.more_body

    def _await_request(self) -> None:
        self._stop_waiting()
        self._hang_up_in(REQUEST_SECONDS)

    def _stop_waiting(self) -> None:
        self._between_requests, self._head_bytes, self._due = False, 0, inf

    def _hang_up_in(self, seconds: float) -> None:
        self._due = self.loop.time() + seconds
        if self._alarm is not None and self._alarm.when() > self._due:
            self._alarm.cancel()
            self._alarm = None
        if self._alarm is None:
            self._alarm = self.loop.call_at(self._due, self._ring)

    def _ring(self) -> None:
        self._alarm = None
        if self._due <= self.loop.time():
            self.transport.abort()
        elif self._due < inf:
            self._alarm = self.loop.call_at(self._due, self._ring)


def _push(answering: ref[Any], part: bytes) -> bool:
    """Sends a part of an answer that lasts, which has no length and so goes in chunks.

    The answer has this in its scope: holding it would keep each one until garbage is looked for, which is seldom.
    """
    cycle = answering()
    if cycle is None or not cycle.response_started or cycle.response_complete:
        return False
    if cycle.disconnected or cycle.flow.write_paused:
        return False
    cycle.transport.write(b"%x\r\n%b\r\n" % (len(part), part))
    return True


_WORTHY: Final = (2, 0.0)


def _worth(connection: Any) -> tuple[int, float]:
    """What is lost by hanging up: least for the longest idle, then for the newest public stream of a stranger."""
    if not connection._is_answering:
        return 0, connection._since
    is_stranger = not connection.client or connection.client[0] not in _HERE
    if is_stranger and connection.scope["path"].startswith("/screen/"):
        return 1, -connection._since
    return _WORTHY


class WebServer(uvicorn.Server):
    """A server that leaves signals to the host."""

    def __init__(self, app: Straight) -> None:
        raise_descriptor_limit()
        super().__init__(
            uvicorn.Config(
                app,
                http=PatientProtocol,
                ws="none",
                lifespan="off",
                loop="none",
                log_config=None,
                log_level="error",  # a line for each bad request would be a way to fill the disk
                access_log=False,
                server_header=False,
                proxy_headers=False,
                h11_max_incomplete_event_size=LARGEST_HEAD,
                timeout_keep_alive=KEEP_SECONDS,
                timeout_graceful_shutdown=1,
                backlog=_backlog(),
            )
        )

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def serve_on(self, listener: socket.socket) -> None:
        """Serves until `stop`; the socket stays open for whoever gave it."""
        await self.serve(sockets=[listener])

    def stop(self) -> None:
        """Ends `serve_on`. Streams must have been told to end first, or it waits a second for them."""
        self.should_exit = True
