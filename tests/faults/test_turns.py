"""The console, the room's screen and the host, each killed or frozen in turn: the others go on, and it comes back."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.cli.test_screen import screen
from tests.harness.hosting import Hosted, hosted_for, script_file
from tests.harness.processes import children, command_line, kill, resume, stop
from tests.harness.terminal import Terminal
from tests.harness.waiting import wait_until
from tests.web.guesthouse import Phone

ROOT = Path(__file__).parents[2]
MODULES = {
    "console": "facilitator.tui.console",
    "screen": "facilitator.tui.screen",
    "host": "facilitator.supervised",
}
FACES = ("console", "screen")


class Workshop:
    """A session on this machine: `run` on one terminal, `screen` on another, and a phone."""

    def __init__(self, folder: Path, console: Terminal, room: Terminal) -> None:
        self._data = folder / "data"
        self.faces = {"console": console, "screen": room}
        self._numbers = count(1)
        self._phone = Phone(self.hosted).joins()

    @property
    def hosted(self) -> Hosted:
        """The host, as the console knows it."""
        return hosted_for(self.pid("console"), self._data)

    def pid(self, who: str) -> int:
        """The process now playing that part."""
        keeper = self.faces["screen" if who == "screen" else "console"].pid

        def found() -> list[int]:
            return [child for child in children(keeper) if MODULES[who] in command_line(child)]

        return wait_until(found, f"a process of {MODULES[who]}")[0]

    def give(self) -> str:
        """The phone gives an idea, as its page does: again and again until it is received."""
        number = next(self._numbers)

        def received() -> bool:
            try:
                return self._phone.send("/ideas", id=f"i{number}", text=f"Idée-{number}.").status == 201
            except OSError:
                return False

        wait_until(received, "an idea to be received", timeout=20)
        return f"Idée-{number}."


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    folder = tmp_path_factory.mktemp("turns")
    call = [sys.executable, "-m", "facilitator", "--data", str(folder / "data"), "run", str(script_file(folder))]
    with Terminal(call, columns=100, rows=30, environment={"PYTHONPATH": str(ROOT)}) as console:
        console.wait_for("Petit atelier", timeout=20)
        with screen(folder, columns=100, rows=30) as room:
            room.wait_for("Petit atelier", timeout=20)
            workshop = Workshop(folder, console, room)
            workshop.hosted.send("start-phase")
            yield workshop


@pytest.mark.slow
@pytest.mark.parametrize("who", FACES)
def test_a_face_that_is_killed_comes_back_and_nobody_else_notices(workshop: Workshop, who: str) -> None:
    dead = workshop.pid(who)
    others = {other: workshop.pid(other) for other in MODULES if other != who}
    kill(dead)
    idea = workshop.give()

    for face in FACES:
        workshop.faces[face].wait_for(idea, timeout=20)
    assert workshop.pid(who) != dead
    assert {other: workshop.pid(other) for other in others} == others


@pytest.mark.slow
@pytest.mark.parametrize("who", FACES)
def test_a_frozen_face_delays_nobody_and_catches_up_by_itself(workshop: Workshop, who: str) -> None:
    frozen = workshop.pid(who)
    stop(frozen)
    try:
        idea = workshop.give()
        [other] = set(FACES) - {who}
        workshop.faces[other].wait_for(idea)
        assert idea not in workshop.faces[who].text()
    finally:
        resume(frozen)

    workshop.faces[who].wait_for(idea)
    assert workshop.pid(who) == frozen


@pytest.mark.slow
def test_a_host_that_is_killed_comes_back_and_the_faces_show_what_they_knew_meanwhile(workshop: Workshop) -> None:
    before = workshop.give()
    for face in FACES:
        workshop.faces[face].wait_for(before)
    others = {face: workshop.pid(face) for face in FACES}
    kill(workshop.pid("host"))
    assert all(before in workshop.faces[face].text() for face in FACES)
    idea = workshop.give()

    for face in FACES:
        assert before in workshop.faces[face].wait_for(idea, timeout=20)
    assert {face: workshop.pid(face) for face in FACES} == others


@pytest.mark.slow
def test_a_frozen_host_is_waited_for(workshop: Workshop) -> None:
    frozen = workshop.pid("host")
    stop(frozen)
    given: list[str] = []
    giving = threading.Thread(target=lambda: given.append(workshop.give()))
    try:
        giving.start()
        workshop.faces["console"].press("?")
        workshop.faces["console"].wait_for("Échap")
        workshop.faces["console"].press("escape")
    finally:
        resume(frozen)
    giving.join(20)

    for face in FACES:
        workshop.faces[face].wait_for(given[0])
    assert workshop.pid("host") == frozen
