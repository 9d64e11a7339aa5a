"""Hosts, consoles, both, and the program that keeps them die at random moments while the room goes on answering."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path

import pytest

from facilitator.engine.timebox import elapsed
from facilitator.live.clock import wall_time
from facilitator.store.opening import load_state
from facilitator.store.segments import sound_body
from tests.faults.mortals import SCRIPT, Exports, Room, assert_nothing_is_lost_or_doubled, stock_tinydb_reading
from tests.harness.hosting import Hosted, script_file
from tests.harness.processes import kill_together
from tests.harness.supervised import Supervised
from tests.harness.waiting import wait_until

BARE, REAL = "tests.harness.face", "facilitator.tui.console"
LOBBY = {BARE: "STATUS=lobby", REAL: "Petit atelier"}
RUNNING = {BARE: "STATUS=running", REAL: "reste"}
RESPITE = {BARE: 0.6, REAL: 1.5}
"""Seconds at most between two deaths: whoever loads more needs longer to be caught in the middle of something."""
DYING = [["host"], ["face"], ["host", "face"]] * 2 + [["supervisor"], ["supervisor", "host", "face"]]
BACK = 15.0
"""Seconds after which a workshop must answer again, whatever died, on a machine that has time for it."""


def patience() -> float:
    """As long, and longer where many other programs want the processors."""
    return BACK * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


class Mortal:
    """A workshop on a terminal, whose programs may be killed; when the one that keeps them is, `resume` is typed."""

    def __init__(self, folder: Path, face: str) -> None:
        self._folder, self._face = folder, face
        script_file(folder, SCRIPT)
        self._terminal = Supervised(folder, "run", str(folder / "petit.toml"), face=face)
        self._terminal.wait_for(LOBBY[face], timeout=2 * patience())
        self.hosted: Hosted = self._terminal.hosted
        self.slowest = 0.0

    def die(self, who: list[str]) -> None:
        """Kills these programs at once."""
        kill_together(*(self._terminal.pid if one == "supervisor" else getattr(self._terminal, one) for one in who))
        if "supervisor" in who:
            self._terminal.wait()
            self._terminal.close()
            began = time.monotonic()
            self._terminal = Supervised(self._folder, "resume", face=self._face)
            self._terminal.wait_for(RUNNING[self._face], timeout=patience())
            self.slowest = max(self.slowest, time.monotonic() - began)
            self.hosted = self._terminal.hosted

    def wait_back(self) -> None:
        """Waits for the host to answer."""
        began = time.monotonic()
        wait_until(self._answers, "the workshop to be back", patience())
        self.slowest = max(self.slowest, time.monotonic() - began)

    def _answers(self) -> bool:
        with suppress(OSError, HTTPException):
            return self.hosted.ask("GET", "/health")[0] == 200
        return False

    def end(self) -> None:
        """Leaves in good order, the terminal as it was lent."""
        self._terminal.wait_for(RUNNING[self._face], timeout=2 * patience())
        os.kill(self._terminal.pid, signal.SIGTERM)
        self._terminal.wait()
        assert self._terminal.is_as_it_was_lent()

    def close(self) -> None:
        """Ends everything."""
        self._terminal.close()


@contextmanager
def mortal(folder: Path, face: str) -> Iterator[Mortal]:
    """A workshop in its first phase."""
    workshop = Mortal(folder, face)
    try:
        wait_until(lambda: (workshop.hosted.folder / "session.json").exists(), "the record", patience())
        assert workshop.hosted.send("start-phase")[0] == 201
        yield workshop
    finally:
        workshop.close()


@pytest.mark.parametrize(
    ("face", "deaths", "seed"),
    [
        pytest.param(BARE, 8, 0, marks=pytest.mark.slow),
        *(pytest.param(REAL, 50, seed, marks=pytest.mark.campaign) for seed in range(1, 21)),
        *(pytest.param(BARE, 100, seed, marks=pytest.mark.campaign) for seed in range(21, 29)),
    ],
)
def test_nothing_given_is_lost_or_doubled_whoever_dies(tmp_path: Path, face: str, deaths: int, seed: int) -> None:
    chance = random.Random(seed)
    with mortal(tmp_path, face) as workshop:
        folder, data = workshop.hosted.folder, tmp_path / "data"
        room = Room(lambda: workshop.hosted)
        reading = stock_tinydb_reading(folder / "session.json", data / "library.json")
        with reading, Exports(data, folder.name, tmp_path / "out", chance), room.talking():
            for _ in range(deaths):
                time.sleep(chance.uniform(0.0, RESPITE[face]))
                workshop.die(chance.choice(DYING))
                if chance.random() < 0.7:  # else the next death falls among what starts
                    workshop.wait_back()
            workshop.wait_back()
            time.sleep(1.0)
        workshop.end()

        told = assert_nothing_is_lost_or_doubled(room, folder)
        assert told > 5 * deaths, "the room hardly spoke"
        _check_what_is_left(folder)
    print(f"{deaths} deaths, {told} acknowledged, back after {workshop.slowest:.1f} s at most")


def _check_what_is_left(folder: Path) -> None:
    state = load_state(folder, tell=_refuse_damage)
    run = state.runs[state.phase]
    assert run.started_at is not None
    assert elapsed(run, wall_time()) <= time.time() - run.started_at + 0.2
    for line in (folder / "checkpoint.jsonl").read_bytes().splitlines(keepends=True):
        assert sound_body(line) is not None
    assert not [path.name for path in folder.iterdir() if "tmp" in path.name or "damaged" in path.name]


def _refuse_damage(notice: object) -> None:
    raise AssertionError(notice)
