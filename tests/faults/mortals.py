"""A workshop whose programs may die at any moment: voices and phones that insist, somebody who leads, exports, readers.

Everything given bears a number, so that what the journal holds tells what was lost and what was counted twice.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import Any, Final

from facilitator.engine.events import IdeaSubmitted, StanceTaken, VotesCast
from facilitator.store.codec import decode_entry
from facilitator.store.journal import read_journal
from tests.harness.hosting import Hosted, phase
from tests.harness.waiting import wait_until
from tests.web.guesthouse import Phone

VOICES, PHONES = 3, 6
DIGITS: Final = 7
"""A ballot is a number, written in base three on as many lines; the first lines say whose it is."""
OPTIONS: Final = [f"Ligne {n}" for n in range(PHONES + DIGITS)]
SCALE: Final = ("Non", "Plutôt non", "Plutôt oui", "Oui")
SCRIPT: Final = f"""
format = 1
[workshop]
title = "Petit atelier"
start = "14:00"
end = "17:00"
{phase("idees", "collect", 60, question="Qu’est-ce qui bloque ?", columns=["Chez nous", "Ailleurs"])}
{phase("vote", "vote", 60, veil="open", question="Que garder ?", points=20, max_per_item=2, options=OPTIONS)}
{phase("debat", "position", 50, question="D’accord ou pas d’accord ?", scale=SCALE)}
[[phase.case]]
title = "Un cas"
statement = "Tout est simple."
{phase("fin", "validate", 10)}
"""
PHASES: Final = ("idees", "vote", "debat")
READER: Final = """
import select, sys
from tinydb import TinyDB
read = 0
while not select.select([sys.stdin], [], [], 0.01)[0]:
    for path in sys.argv[1:]:
        with TinyDB(path) as database:
            assert database.tables(), path
            read += sum(len(database.table(name)) for name in database.tables())
print(read)
"""
"""Reads with the stock TinyDB until told to stop, and says how many documents that made."""


@dataclass
class Given:
    """What one of them gave, by kind: every number asked for, and those acknowledged."""

    acknowledged: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    last: int = 0


class Room:
    """Everybody who goes on while programs die."""

    def __init__(self, where: Callable[[], Hosted]) -> None:
        self.where = where
        """The host, as it may be found now."""
        self.given = {name: Given() for name in (*(f"v{n}" for n in range(VOICES)), *(f"p{n}" for n in range(PHONES)))}
        self.phase = PHASES[0]
        self._ends = threading.Event()
        self._errors: list[BaseException] = []
        first = self.where()
        self._cookies = {name: Phone(first).joins().cookie for name in self.given if name[0] == "p"}
        lives = [(self._lead,), *((self._speak, name) for name in self.given)]
        self._threads = [threading.Thread(target=self._live, args=life, daemon=True) for life in lives]

    @contextmanager
    def talking(self) -> Iterator[None]:
        """They all talk; at the end, what went wrong with any of them is raised."""
        for thread in self._threads:
            thread.start()
        try:
            yield
        finally:
            self._ends.set()
            for thread in self._threads:
                thread.join(60)
        for error in self._errors:
            raise error

    def _live(self, act: Callable[..., None], *arguments: str) -> None:
        turn = 0
        while not self._ends.is_set():
            turn += 1
            try:
                act(*arguments, turn)
            except (OSError, HTTPException, json.JSONDecodeError):
                time.sleep(0.05)  # somebody is dead: they come back
            except BaseException as error:
                self._errors.append(error)
                return

    def _lead(self, turn: int) -> None:
        phase = PHASES[turn % len(PHASES)]
        if self.where().send("go-to-phase", phase=phase)[0] == 201:
            self.phase = phase
        self._ends.wait(0.7)

    def _speak(self, name: str, turn: int) -> None:
        """Gives one thing, again and again until it is received or refused."""
        kind = "idees" if name[0] == "v" else self.phase
        given = self.given[name]
        given.last += 1
        while not self._ends.is_set():
            with suppress(OSError, HTTPException):
                status = self._give(name, kind, given.last)
                if status == 201:
                    given.acknowledged[kind].add(given.last)
                # 404: a new host has the port of the last one, and this voice still has that one's key.
                assert status in (201, 409, 429, 503) or (status == 404 and name[0] == "v"), f"{name} got {status}"
                if status in (201, 409):
                    break
            self._ends.wait(0.1)
        self._ends.wait(0.02)

    def _give(self, name: str, kind: str, number: int) -> int:
        host, idea = self.where(), f"{name}-{number}"
        if name[0] == "v":
            return host.send("submit-idea", id=idea, text=idea, phase="idees", column="Ailleurs")[0]
        phone = Phone(host, self._cookies[name])
        if kind == "idees":
            return phone.send("/ideas", id=idea, text=idea, phase=kind, column="Ailleurs").status
        if kind == "vote":
            return phone.send("/votes", points=ballot(int(name[1:]), number), phase=kind).status
        return phone.send("/stances", value=number % 4, case=0, reason=idea, phase=kind).status


def ballot(phone: int, number: int) -> dict[str, int]:
    """The ballot that says this number."""
    digits = {f"option:{PHONES + place}": number // 3**place % 3 for place in range(DIGITS)}
    return {f"option:{phone}": 1, **digits}


def _number(points: tuple[tuple[str, int], ...]) -> tuple[int, int]:
    """The phone and the number that a ballot says."""
    lines = {int(item.partition(":")[2]): given for item, given in points}
    phone = next(line for line in lines if line < PHONES)
    return phone, sum(lines.get(PHONES + place, 0) * 3**place for place in range(DIGITS))


def assert_nothing_is_lost_or_doubled(room: Room, folder: Path) -> int:
    """Holds the journal against what everybody was told; returns how many acknowledgements that was."""
    kept: dict[tuple[str, str], list[int]] = defaultdict(list)
    for entry in map(decode_entry, read_journal(folder).entries):
        for event in entry.events:
            match event:
                case IdeaSubmitted(id=told):
                    name, _, number = told.partition("-")
                    kept[name, "idees"].append(int(number))
                case VotesCast(points=points):
                    phone, said = _number(points)
                    kept[f"p{phone}", "vote"].append(said)
                case StanceTaken(reason=told):
                    name, _, number = told.partition("-")
                    kept[name, "debat"].append(int(number))
    count = 0
    for name, given in room.given.items():
        for kind in PHASES:
            numbers = kept[name, kind]
            assert numbers == sorted(set(numbers)), f"{name}: {kind} counted twice or out of order"
            assert given.acknowledged[kind] <= set(numbers), f"{name}: {kind} acknowledged and lost"
            assert not numbers or numbers[-1] <= given.last, f"{name}: {kind} that nobody gave"
            count += len(given.acknowledged[kind])
    return count


@contextmanager
def stock_tinydb_reading(*paths: Path) -> Iterator[None]:
    """A process of its own opens these files with the stock TinyDB, again and again, and must never fail."""
    for path in paths:
        wait_until(path.exists, f"{path.name}")
    command = [sys.executable, "-c", READER, *map(str, paths)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        try:
            yield
        finally:
            said, _ = reader.communicate("\n")
        assert reader.returncode == 0, "a file could not be read"
        assert int(said) > 0


class Exports:
    """Documents made again and again, some of them killed while they are written."""

    def __init__(self, data: Path, session: str, out: Path, chance: random.Random) -> None:
        self._command = [sys.executable, "-m", "facilitator", "--data", str(data), "export", session, "-o", str(out)]
        self._command += ["--format", "json,csv,xlsx,md"]
        self._out, self._chance = out, chance
        self._ends = threading.Event()
        self._thread = threading.Thread(target=self._go_on, daemon=True)
        self.made = 0
        self._errors: list[BaseException] = []

    def __enter__(self) -> Exports:
        self._out.mkdir()
        self._thread.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._ends.set()
        self._thread.join(60)
        for error in self._errors:
            raise error

    def _go_on(self) -> None:
        try:
            while not self._ends.is_set():
                self._export()
                self._ends.wait(0.5)
        except BaseException as error:
            self._errors.append(error)

    def _export(self) -> None:
        killed = self._chance.random() < 0.5
        with subprocess.Popen(self._command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as export:
            if killed:
                with suppress(subprocess.TimeoutExpired):
                    export.wait(self._chance.uniform(0.2, 2.5))
                export.kill()
            said, _ = export.communicate()
        assert killed or export.returncode == 0, said
        self.made += not killed
        for path in self._out.iterdir():
            if path.suffix == ".json":
                json.loads(path.read_bytes())
            elif path.suffix == ".xlsx":
                with zipfile.ZipFile(path) as book:
                    assert book.testzip() is None
