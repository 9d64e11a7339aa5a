"""The socket on which a host answers: made by whoever outlives the host."""

from __future__ import annotations

import _socket
import sys

TYPE_CHECKING = False  # as mypy takes it: `typing` alone costs two milliseconds of the first paint
if TYPE_CHECKING:
    from socket import socket

LOOPBACK = "127.0.0.1"
EVERYWHERE = "0.0.0.0"
"""All the networks of this machine, those to come too, and the loopback."""
_NEARBY = 10
"""Ports tried from the usual one on, always in the same order: a session that is resumed is found where it was."""


def place_for(host: str, no_web: bool) -> str:
    """Where to listen, for the address that phones are to use: a network may come or go, so it is all or none."""
    return LOOPBACK if no_web or host == LOOPBACK else EVERYWHERE


def named(host: str) -> str:
    """An address as people give it on the command line; empty for whichever is best."""
    return {"localhost": LOOPBACK, EVERYWHERE: ""}.get(host, host)


def listen(port: int, usual: int, place: str = LOOPBACK) -> socket:
    """A listening socket on the port asked for; for none (0), on the usual one or the next free. Raises OSError."""
    from socket import socket

    return socket(fileno=listener(port, usual, place).detach())


def listener(port: int, usual: int, place: str) -> _socket.socket:
    """The same for who only hands it on: what Python builds on the system's sockets takes five milliseconds to load."""
    if port:
        return _listen(port, place)
    for nearby in range(usual, usual + _NEARBY):
        try:
            return _listen(nearby, place)
        except OSError:
            continue
    return _listen(0, place)


def _listen(port: int, place: str) -> _socket.socket:
    # With no protocol named, asyncio would not know that this is TCP, and every small answer would wait for the next.
    made = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM, _socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":  # where it means taking an address from its owner
            made.setsockopt(_socket.SOL_SOCKET, _socket.SO_REUSEADDR, 1)
        made.bind((place, port))
        made.listen(1024)
    except OSError:
        made.close()
        raise
    return made
