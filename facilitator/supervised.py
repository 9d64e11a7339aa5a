"""The host as a process of its own, at the end of its supervisor's leash: its order is the first line of its standard
input, whose end means to end; what it has to say goes out as lines of JSON.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

from facilitator.garbage import hold_off

if TYPE_CHECKING:
    from facilitator.bell import StopBell
    from facilitator.host import Addresses, Order


def main() -> int:
    """Hosts what is asked; returns the exit code."""
    hold_off()  # before the imports, which are most of a start
    from facilitator.bell import StopBell
    from facilitator.host import Order

    control = os.dup(0)
    _replace(0, os.devnull, os.O_RDONLY)
    with os.fdopen(control, "rb", buffering=0) as leash:
        told = json.loads(leash.readline())
        stop = StopBell()
        stop.on_signals()
        threading.Thread(target=_ring_when_let_go, args=(leash, stop), daemon=True).start()
        with socket.socket(fileno=told.pop("listener")) as listener:
            return _host(Order(**told), listener, stop)


def _host(order: Order, listener: socket.socket, stop: StopBell) -> int:
    from facilitator.host import CannotHost, HostedElsewhere, TooOpen, run

    try:
        run(order, listener, _say_ready, stop)
    except HostedElsewhere as elsewhere:
        _say({"attach": elsewhere.remote, "session": elsewhere.session})
    except TooOpen:
        _say({"too_open": True})
    except CannotHost as refusal:
        _say({"refused": str(refusal), "exit": refusal.exit_code})
        return refusal.exit_code
    return 0


def _say_ready(session: str, addresses: Addresses) -> None:
    _say({"session": session})
    for descriptor in (1, 2):
        _replace(descriptor, os.devnull, os.O_WRONLY)


def _say(what: dict[str, Any]) -> None:
    with suppress(OSError):
        os.write(1, json.dumps(what).encode() + b"\n")


def _replace(descriptor: int, path: str, flags: int) -> None:
    other = os.open(path, flags)
    os.dup2(other, descriptor)
    os.close(other)


def _ring_when_let_go(leash: IO[bytes], stop: StopBell) -> None:
    with suppress(OSError, ValueError):
        while leash.read(1):
            pass
    stop.ring()


if __name__ == "__main__":
    sys.exit(main())
