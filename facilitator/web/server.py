"""uvicorn on a socket that already listens, without its habits: no signal taken, no line logged, no endless wait."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

import uvicorn
from starlette.types import ASGIApp

from facilitator.web.gate import LARGEST_HEAD

if TYPE_CHECKING or not find_spec("httptools"):
    from uvicorn.protocols.http.h11_impl import H11Protocol as HTTPProtocol
else:
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol as HTTPProtocol

REQUEST_SECONDS: Final = 10.0
"""Time to send a whole request, from the connection or from its first byte."""
KEEP_SECONDS: Final = 120
"""How long a connection that asks for nothing more is kept."""
MOST_CONNECTIONS: Final = 1_000


class PatientProtocol(HTTPProtocol):
    """HTTP for people, not for whoever holds connections without using them: uvicorn itself waits for ever."""

    _deadline: asyncio.TimerHandle | None = None
    _between_requests = False
    _head_bytes = 0

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        if len(self.connections) > MOST_CONNECTIONS:
            transport.abort()
        else:
            self._await_request()

    def data_received(self, data: bytes) -> None:
        if self._between_requests:
            self._await_request()
        super().data_received(data)
        if not self._is_incomplete():
            self._stop_waiting()
        elif self._has_no_head():
            self._head_bytes += len(data)
            if self._head_bytes > LARGEST_HEAD:
                self.transport.abort()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._between_requests = True

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _has_no_head(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _is_incomplete(self) -> bool:
        return self._has_no_head() or self.cycle.more_body

    def _await_request(self) -> None:
        self._stop_waiting()
        self._deadline = self.loop.call_later(REQUEST_SECONDS, self.transport.abort)

    def _stop_waiting(self) -> None:
        self._between_requests, self._head_bytes = False, 0
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


class WebServer(uvicorn.Server):
    """A server that leaves signals to the host."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=PatientProtocol,
                ws="none",
                lifespan="off",
                loop="none",
                log_config=None,
                log_level="warning",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                h11_max_incomplete_event_size=LARGEST_HEAD,
                timeout_keep_alive=KEEP_SECONDS,
                timeout_graceful_shutdown=1,
                backlog=1024,
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
