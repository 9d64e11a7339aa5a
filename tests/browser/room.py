"""A host as `facilitator serve` starts it, driven by its remote's address, as a facilitator elsewhere would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from facilitator.engine.state import SessionState
from facilitator.store.opening import load_state
from tests.browser.scenes import WORKSHOP


@dataclass(frozen=True)
class Room:
    """Where to join, where to command, and what is on the disk."""

    join: str
    remote: str
    sessions: Path

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
        return [idea.text for idea in self.state.ideas.values() if not idea.withdrawn]

    def files(self) -> bytes:
        """Every byte the host wrote."""
        return b"".join(path.read_bytes() for path in self.sessions.parent.rglob("*") if path.is_file())


@contextmanager
def room(folder: Path, script: Path = WORKSHOP) -> Iterator[Room]:
    """A host on a free port, with its session started."""
    serve = [sys.executable, "-m", "facilitator", "--data", str(folder / "data"), "serve", str(script), "--port", "0"]
    process = subprocess.Popen(serve, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    assert process.stdout is not None
    try:
        addresses = dict(process.stdout.readline().strip().split(": ", 1) for _ in range(3))
        hosted = Room(addresses["join"], addresses["remote"], folder / "data" / "sessions")
        hosted.do("start-phase")
        yield hosted
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()
