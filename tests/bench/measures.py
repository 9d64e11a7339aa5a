"""Figures with their floor, taken in the same run: a shared machine moves both."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import socket
import struct
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
HELLO = (sys.executable, "-m", "tests.bench.hello")
FIGURES: list[str] = []
"""What `report` was told, in order."""


def report(what: str, figure: float, unit: str, goal: float | None = None) -> None:
    """Keeps a figure to say, and beside its goal whether it is reached: a busy machine makes no failure."""
    aimed = "" if goal is None else f"   goal ≤ {goal:.2f}   {'reached' if figure <= goal else 'MISSED'}"
    FIGURES.append(f"{what:<52} {figure:8.2f} {unit}{aimed}")


def milliseconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def busy_milliseconds(work: Callable[[], object]) -> float:
    """How long the processor is taken by a piece of work that waits for nothing: a busy machine does not move it."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def disk_floor(folder: Path, times: int = 200) -> float:
    """F: the median of an append of 200 bytes and its fdatasync, in milliseconds."""
    descriptor = os.open(folder / "floor", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def append() -> None:
        os.write(descriptor, b"x" * 200)
        os.fdatasync(descriptor)

    try:
        return median(milliseconds(append) for _ in range(times))
    finally:
        os.close(descriptor)


class Started:
    """A program in a terminal, timed from the moment it is started."""

    def __init__(self, command: Sequence[str], port: int = 0, told: Mapping[str, str] | None = None) -> None:
        self._began = time.perf_counter()
        self.accepted = 0.0
        """Milliseconds until `/health` was answered on `port`; 0 without."""
        share = _share_of_the_processor()
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            _take_a_share_of_the_processor(share)
            ours = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": str(ROOT)}
            environ = {**os.environ, **ours, **(told or {})}
            os.execvpe(command[0], list(command), environ)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self._knocking = threading.Thread(target=self._knock, args=(port,))
        if port:
            self._knocking.start()

    def painted(self, marks: Iterable[bytes], patience: float = 15.0) -> list[float]:
        """Milliseconds until each of these byte strings was sent to the terminal."""
        waiting, found, sent = set(marks), {}, b""
        while waiting:
            left = self._began + patience - time.perf_counter()
            if left < 0 or not select.select([self.master], [], [], left)[0]:
                raise AssertionError(f"never painted: {waiting}, but {sent[-2000:]!r}")
            sent += os.read(self.master, 65536)
            now = (time.perf_counter() - self._began) * 1000
            for mark in [mark for mark in waiting if mark in sent]:
                found[mark] = now
                waiting.discard(mark)
        return [found[mark] for mark in marks]

    def end(self) -> None:
        """Ends the program, reading what it still has to say."""
        if self._knocking.is_alive():
            self._knocking.join()
        os.kill(self.pid, signal.SIGTERM)
        while select.select([self.master], [], [], 5)[0]:
            try:
                if not os.read(self.master, 65536):
                    break
            except OSError:
                break
        os.waitpid(self.pid, 0)
        os.close(self.master)

    def _knock(self, port: int) -> None:
        question = f"GET /health HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode()
        while time.perf_counter() - self._began < 15:
            try:
                with socket.create_connection(("127.0.0.1", port), 15) as connection:
                    connection.sendall(question)
                    if b" 200 " in connection.recv(100):
                        self.accepted = (time.perf_counter() - self._began) * 1000
                        return
            except OSError:
                time.sleep(0.001)


_SHARE = Path("/proc/self/autogroup")
"""Linux shares the processor between sessions first: in a terminal of its own, a program would lose its priority."""


def _share_of_the_processor() -> str:
    with suppress(OSError):
        return _SHARE.read_text().rpartition(" ")[2]
    return ""


def _take_a_share_of_the_processor(share: str) -> None:
    with suppress(OSError):
        _SHARE.write_text(share)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
