"""The socket on which a host answers: made by whoever outlives the host."""

from __future__ import annotations

import socket
import sys

LOOPBACK = "127.0.0.1"


def listen(port: int, usual: int) -> socket.socket:
    """A listening socket on the port asked for; without one (0), on the usual port or any free one. Raises OSError."""
    if port:
        return _listen(port)
    try:
        return _listen(usual)
    except OSError:
        return _listen(0)


def _listen(port: int) -> socket.socket:
    # With no protocol named, asyncio would not know that this is TCP, and every small answer would wait for the next.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":  # where it means taking an address from its owner
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, port))
        listener.listen(1024)
    except OSError:
        listener.close()
        raise
    return listener
