"""The socket on which a host answers: made by whoever outlives the host."""

from __future__ import annotations

import socket
import sys

LOOPBACK = "127.0.0.1"
EVERYWHERE = "0.0.0.0"
"""All the networks of this machine, those to come too, and the loopback."""


def place_for(host: str, no_web: bool) -> str:
    """Where to listen, for the address that phones are to use: a network may come or go, so it is all or none."""
    return LOOPBACK if no_web or host == LOOPBACK else EVERYWHERE


def named(host: str) -> str:
    """An address as people give it on the command line; empty for whichever is best."""
    return {"localhost": LOOPBACK, EVERYWHERE: ""}.get(host, host)


def listen(port: int, usual: int, place: str = LOOPBACK) -> socket.socket:
    """A listening socket on the port asked for; without one (0), on the usual port or any free one. Raises OSError."""
    if port:
        return _listen(port, place)
    try:
        return _listen(usual, place)
    except OSError:
        return _listen(0, place)


def _listen(port: int, place: str) -> socket.socket:
    # With no protocol named, asyncio would not know that this is TCP, and every small answer would wait for the next.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":  # where it means taking an address from its owner
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((place, port))
        listener.listen(1024)
    except OSError:
        listener.close()
        raise
    return listener
