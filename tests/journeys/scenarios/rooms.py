"""A workshop that runs, the window before its room, its phones, and what a test reads of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from facilitator.client import HostAddress
from facilitator.engine.state import SessionState
from facilitator.store.opening import load_state
from facilitator.store.paths import DataFolder, SessionFolder
from tests.harness.hosting import Hosted
from tests.harness.terminal import Terminal
from tests.harness.waiting import wait_until
from tests.web.guesthouse import Phone

FACILITATOR = (sys.executable, "-m", "facilitator")


def noon() -> dict[str, str]:
    """A place on Earth where it is about noon: no test meets midnight."""
    return {"TZ": f"NOON{datetime.now(UTC).hour - 12:+d}"}


def minutes_ago(minutes: int) -> str:
    """That time of day, where it is noon."""
    now = datetime.now(UTC)
    return f"{12 - (now.minute < minutes)}:{(now.minute - minutes) % 60:02}"


class Workshop:
    """A workshop that runs: its console in a terminal, its screens, its file, and what a remote may ask of it."""

    def __init__(self, folder: Path, console: Terminal) -> None:
        self.console = console
        self.data = DataFolder(folder)
        about = json.loads(wait_until(self._announced, "the host", timeout=40))
        self._remote = urlsplit(about["remote"])

    def _announced(self) -> str:
        try:
            return self.data.running.read_text(encoding="utf-8")
        except OSError:
            return ""

    @property
    def folder(self) -> SessionFolder:
        """Where the session is kept."""
        [kept] = self.data.find_sessions()
        return kept

    @property
    def state(self) -> SessionState:
        """What the journal says."""
        return load_state(self.folder.path)

    @cached_property
    def _hosted(self) -> Hosted:
        name, port, key = self._remote.hostname or "", self._remote.port or 0, self._remote.path.rpartition("/")[2]
        return Hosted(self.folder.id, HostAddress(name, port, key), self.folder.path)

    def phone(self, source: str = "") -> Phone:
        """A phone that scanned the code, from an address of its own where it matters."""
        return Phone(self._hosted, source=source).joins()

    def nap(self, phone: Phone) -> None:
        """A phone that follows the session falls asleep: its line drops without a word."""
        line = HTTPConnection(self._remote.netloc, timeout=20)
        line.request("GET", "/events", headers={"Cookie": phone.cookie})
        assert line.getresponse().readline()
        line.close()

    def granted(self, *phases: str) -> list[float]:
        """Seconds granted to these phases."""
        return [self.state.runs[phase].granted for phase in phases]

    def ask(self, command: str, **fields: Any) -> None:
        """A gesture of the other facilitator, who has the remote; it must be taken."""
        status, said = self._hosted.send(command, **fields)
        assert status == 201, said

    def page(self, path: str) -> str:
        """What a browser reads there, ordinary spaces in place of the others."""
        connection = HTTPConnection(self._remote.netloc, timeout=20)
        connection.request("GET", path)
        page = connection.getresponse().read().decode().replace("\u00a0", " ")
        connection.close()
        return page


@contextmanager
def workshop(
    folder: Path, *options: str, script: str = "au-secours-stats", columns: int = 100, rows: int = 30
) -> Iterator[Workshop]:
    """A workshop, that on figures when it does not matter, led from a terminal."""
    command = [*FACILITATOR, "--data", str(folder), "run", script, "--host", "127.0.0.1", *options]
    with Terminal(command, columns=columns, rows=rows, environment=noon()) as console:
        yield Workshop(folder, console)


@contextmanager
def public_screen(folder: Path, columns: int = 60, rows: int = 18) -> Iterator[Terminal]:
    """The window before the room."""
    command = [*FACILITATOR, "--data", str(folder), "screen"]
    with Terminal(command, columns=columns, rows=rows, environment=noon()) as screen:
        yield screen


def read(terminal: Terminal) -> str:
    """What a terminal shows, ordinary spaces in place of the others."""
    return terminal.text().replace("\u00a0", " ")


def wait_to_read(terminal: Terminal, *words: str, timeout: float = 20.0) -> str:
    """Waits until all these words are on a terminal."""
    wait_until(lambda: all(word in read(terminal) for word in words), lambda: f"{words} in\n{read(terminal)}", timeout)
    return read(terminal)
