"""A host as `facilitator serve` starts it, driven by its remote's address, as a facilitator elsewhere would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from importlib.resources.abc import Traversable
from pathlib import Path
from random import randrange
from socket import socket
from typing import Any
from urllib.parse import urlsplit

from facilitator.engine.sources import idea_text
from facilitator.engine.state import SessionState
from facilitator.store.opening import load_state
from tests.browser.scenes import WORKSHOP
from tests.harness.hours import in_the_morning


class Room:
    """Where to join, where to command, what is on the disk; the host may be killed and come back."""

    def __init__(self, folder: Path, script: Traversable) -> None:
        self.sessions = folder / "data" / "sessions"
        self._command = [sys.executable, "-m", "facilitator", "--data", str(folder / "data"), "serve"]
        self._port = str(_quiet_port())
        self._start(str(script))

    def _start(self, *arguments: str) -> None:
        environment = {**os.environ, **in_the_morning(), "PYTHONUNBUFFERED": "1"}
        command = [*self._command, *arguments, "--port", self._port]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        assert self._process.stdout is not None
        addresses = dict(self._process.stdout.readline().strip().split(": ", 1) for _ in range(3))
        self.join, self.remote = addresses["join"], addresses["remote"]

    def kill(self) -> None:
        """Takes the host away at once."""
        self._process.kill()
        self._end()

    def come_back(self) -> None:
        """The same session, at the same address."""
        self._start("--resume")

    def close(self) -> None:
        """Ends the host."""
        self._process.terminate()
        self._end()

    def _end(self) -> None:
        self._process.wait(10)
        assert self._process.stdout is not None
        self._process.stdout.close()

    def do(self, command: str, **fields: Any) -> None:
        """A gesture of the facilitator, which must be taken."""
        place = urlsplit(self.remote)
        connection = HTTPConnection(place.netloc, timeout=10)
        connection.request("POST", f"{place.path}/{command}", json.dumps(fields), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        said = answer.read().decode()
        connection.close()
        assert answer.status == 201, said

    def go(self, phase: str) -> None:
        """To a phase."""
        self.do("go-to-phase", phase=phase)

    @property
    def folder(self) -> Path:
        return next(self.sessions.iterdir())

    @property
    def state(self) -> SessionState:
        """What the disk knows."""
        return load_state(self.folder)

    @property
    def texts(self) -> list[str]:
        """The words of every idea that stands."""
        return [idea_text(idea) for idea in self.state.ideas.values() if not idea.withdrawn]

    def files(self) -> bytes:
        """Every byte the host wrote."""
        return b"".join(path.read_bytes() for path in self.sessions.parent.rglob("*") if path.is_file())


def _quiet_port() -> int:
    """A port that nobody takes while its host is away: systems give theirs from 32768 on."""
    while True:
        port = randrange(20_000, 32_000)
        with socket() as attempt, suppress(OSError):
            attempt.bind(("", port))
            return port


@contextmanager
def room(folder: Path, script: Traversable = WORKSHOP) -> Iterator[Room]:
    """A host on a free port, in its lobby."""
    hosted = Room(folder, script)
    try:
        yield hosted
    finally:
        hosted.close()
