"""The five workshops rehearsed at once, ten minutes late, each on its three faces: console, room's screen, phone."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from facilitator.engine.script import Script
from facilitator.engine.state import SessionState
from facilitator.store.opening import load_state
from facilitator.store.paths import DataFolder
from facilitator.store.scripts import read_script, shipped_scripts
from tests.harness.terminal import Terminal
from tests.harness.waiting import wait_until

SLOWEST, QUICKEST = 15, 120
LATE_MINUTES = 10
PEOPLE = 14
FROM_A_PHONE = "Une idée d’un vrai téléphone"
WORKSHOPS = [file.name.removesuffix(".toml") for file in shipped_scripts() if file.name.startswith("au-secours")]


class Phone:
    """A real phone among the simulated ones: it joined by the code, and asks for its page."""

    def __init__(self, join: str) -> None:
        self._host = urlsplit(join).netloc
        self._cookie = ""
        self._cookie = self._ask("GET", urlsplit(join).path)[1].split(";")[0]

    def view(self) -> Any:
        return json.loads(self._ask("GET", "/view")[0])

    def write(self, number: int, text: str) -> None:
        self._ask("POST", "/ideas", json.dumps({"id": f"real-{number}", "text": text}).encode())

    def _ask(self, method: str, path: str, body: bytes | None = None) -> tuple[bytes, str]:
        connection = HTTPConnection(self._host, timeout=60)
        connection.request(method, path, body, {"Cookie": self._cookie, "Content-Type": "application/json"})
        answer = connection.getresponse()
        read = answer.read()
        connection.close()
        return read, answer.getheader("Set-Cookie", "")


@dataclass
class Rehearsal:
    """One workshop and its faces."""

    script: Script
    data: DataFolder
    console: Terminal
    screen: Terminal
    phone: Phone
    on_console: set[str] = field(default_factory=set)
    on_screen: set[str] = field(default_factory=set)
    on_phone: set[str] = field(default_factory=set)

    def look(self) -> bool:
        """Looks at every face once; whether the workshop is over on the phone."""
        view = self.phone.view()
        if view["phase"]:
            self.on_phone.add(view["phase"]["id"])
            if view["phase"]["kind"] in ("collect", "respond"):
                self.phone.write(len(self.on_phone), FROM_A_PHONE)
        console, screen = self.console.text(), self.screen.text()
        for number, phase in enumerate(self.script.phase, 1):
            if f" {number}/{len(self.script.phase)} " in console:
                self.on_console.add(phase.id)
            if phase.title[:12].casefold() in screen.casefold():
                self.on_screen.add(phase.id)
        return bool(view["status"] == "ended")

    def state(self) -> SessionState:
        """What the journal says."""
        [kept] = self.data.find_sessions()
        return load_state(kept.path)


def bearable_speed() -> int:
    """As quick as this machine bears: ten programs start, and all must be there well before the hour is over."""
    began = time.monotonic()
    subprocess.run([sys.executable, "-m", "facilitator", "check", "au-secours-stats"], check=True, capture_output=True)
    return min(QUICKEST, max(SLOWEST, round(60 / (time.monotonic() - began))))


@contextmanager
def rehearsal(name: str, folder: Path, speed: int) -> Iterator[Rehearsal]:
    """A rehearsal that leads itself, planned ten minutes ago, whatever the hour here."""
    script = read_script({file.name: file for file in shipped_scripts()}[f"{name}.toml"]).script
    assert script is not None
    now = datetime.now(UTC)
    noon = {"TZ": f"NOON{now.hour - 12:+d}"}
    start = f"{12 - (now.minute < LATE_MINUTES)}:{(now.minute - LATE_MINUTES) % 60:02}"
    facilitator = [sys.executable, "-m", "facilitator", "--data", str(folder)]
    how = ["--alone", "--speed", str(speed), "--people", str(PEOPLE), "--start", start, "--host", "127.0.0.1"]
    data = DataFolder(folder).rehearsals
    with ExitStack() as faces:
        console = Terminal([*facilitator, "rehearse", name, *how], environment=noon)
        faces.enter_context(console)
        about = json.loads(wait_until(lambda: _read(data.running), f"the host of {name}", timeout=60))
        screen = Terminal([*facilitator, "screen"], environment=noon)
        faces.enter_context(screen)
        yield Rehearsal(script, data, console, screen, Phone(about["join"]))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


@pytest.mark.slow
def test_the_five_workshops_end_on_their_minute_on_three_faces_after_a_late_start(tmp_path: Path) -> None:
    speed = bearable_speed()
    with ExitStack() as stack:
        rehearsals = [stack.enter_context(rehearsal(name, tmp_path / name, speed)) for name in WORKSHOPS]
        going = list(rehearsals)

        def over() -> bool:
            going[:] = [one for one in going if not one.look()]
            return not going

        wait_until(over, lambda: "\n".join(one.console.text() for one in going), timeout=60 + 3600 / speed)
        for one in rehearsals:
            one.console.wait_for("Terminé à", timeout=60)
            one.screen.wait_for("Merci à toutes et à tous", timeout=60)
            check(one)
        # How much of an hour each face shows before it is over depends on the machine; that all follow does not.
        for face in ("on_console", "on_screen", "on_phone"):
            assert sum(len(getattr(one, face)) for one in rehearsals) >= 2 * len(WORKSHOPS), face


def check(one: Rehearsal) -> None:
    """It was seen everywhere, it kept its hour, and everybody had a part in it."""
    state = one.state()
    code = one.script.workshop.code
    assert state.ended_at is not None and state.planned_end is not None and state.planned_start is not None
    assert state.planned_end - state.planned_start == 3600, code
    assert state.started_at is not None and state.started_at - state.planned_start >= LATE_MINUTES * 60
    assert abs(state.ended_at - state.planned_end) < 60, code
    kept = {phase.id for phase in state.script.phase if not state.runs[phase.id].dropped}
    last = state.script.phase[-1].id
    for seen in (one.on_console, one.on_screen, one.on_phone):
        assert seen <= kept, (code, seen)
    assert last in one.on_phone, code
    assert len(state.participants) == PEOPLE + 1
    written = {idea.phase for idea in state.ideas.values() if idea.text == FROM_A_PHONE}
    could_write = {phase.id for phase in state.script.phase if phase.kind in ("collect", "respond")}
    assert written or not one.on_phone & could_write, code
    assert len(state.ideas) > 30, code
    assert len(state.syntheses) == 1 and state.roti, code
    _export(one)


def _export(one: Rehearsal) -> None:
    """The end of the console writes the synthesis, whole."""
    one.console.press("s")
    one.console.wait_for("La synthèse est écrite", timeout=60)
    [kept] = one.data.find_sessions()
    written = {path.suffix: path for path in (kept.path / "exports").iterdir()}
    for suffix in (".md", ".html"):
        assert "Conclusions partagées" in written[suffix].read_text(encoding="utf-8")
