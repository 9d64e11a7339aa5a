"""A small workshop, and hosts that hold it: in this process, in a thread, or as a process of its own."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from facilitator.bell import StopBell
from facilitator.client import HostAddress
from facilitator.engine.commands import StartPhase, SubmitIdea
from facilitator.engine.events import IdeaSubmitted
from facilitator.host import Addresses, Order, run
from facilitator.listening import listen
from facilitator.live.clock import wall_time
from facilitator.live.opening import NewSession, OpenSession, begin, resume
from facilitator.store.codec import decode_entry
from facilitator.store.journal import read_journal
from facilitator.store.opening import load_state
from facilitator.store.paths import DataFolder
from facilitator.store.scripts import read_script
from tests.harness.processes import environment

KEY = "5e" * 16
PATIENCE = 60
"""Seconds for whatever a host does, beside programs that take both processors."""
SESSION = "20261124-160000-petit-3fa9"
SCRIPT = """
format = 1
[workshop]
title = "Petit atelier"
start = "16:00"
end = "17:00"

[[phase]]
id = "idees"
title = "Les idées"
kind = "collect"
minutes = 40
question = "Qu'est-ce qui bloque ?"
columns = ["Chez nous", "Ailleurs"]

[[phase]]
id = "tours"
title = "Les tours"
kind = "talk"
minutes = 12
[[phase.round]]
title = "Un"
minutes = 4
[[phase.round]]
title = "Deux"
minutes = 4
[[phase.round]]
title = "Trois"
minutes = 4

[[phase]]
id = "fin"
title = "La fin"
kind = "validate"
minutes = 8
"""


def phase(id_: str, kind: str, minutes: int, more: str = "", **told: object) -> str:
    """A phase as scripts write it, and what else is said of it."""
    said: dict[str, object] = {"id": id_, "title": id_.capitalize(), "kind": kind, "minutes": minutes, **told}
    lines = (f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in said.items())
    return "\n".join(("", "[[phase]]", *lines, more, ""))


def going_on(end: str, *phases: str) -> str:
    """The small workshop, with these phases after its own, until then."""
    return SCRIPT.replace('end = "17:00"', f'end = "{end}"') + "".join(phases)


def script_file(folder: Path, script: str = SCRIPT) -> Path:
    """The small workshop, or another one, as a file."""
    path = folder / "petit.toml"
    path.write_text(script, encoding="utf-8")
    return path


def new_session(folder: Path, *, speed: float = 1.0, script: str = SCRIPT) -> NewSession:
    """What the small workshop is made of."""
    reading = read_script(script_file(folder, script))
    assert reading.script is not None, reading.problems
    return NewSession(reading.script, reading.text, wall_time(), None, speed)


@asynccontextmanager
async def opened(folder: Path, *, speed: float = 1.0, script: str = SCRIPT) -> AsyncGenerator[OpenSession]:
    """The session alive in this loop: a new one the first time, the same one after."""
    home = DataFolder(folder / "data").create().session(SESSION)
    deliver = asyncio.get_running_loop().call_soon_threadsafe
    known = home.journal.exists()
    session = resume(home, deliver) if known else begin(home, new_session(folder, speed=speed, script=script), deliver)
    try:
        yield session
    finally:
        session.live.feed.close()
        session.journal.close()


@asynccontextmanager
async def started(folder: Path, *, speed: float = 1.0, script: str = SCRIPT) -> AsyncGenerator[OpenSession]:
    """The session alive in this loop, in its first phase."""
    async with opened(folder, speed=speed, script=script) as session:
        await session.live.dispatch(StartPhase())
        yield session


def idea(id_: str, text: str = "Une idée") -> SubmitIdea:
    """An idea for the first column."""
    return SubmitIdea(id_, text, phase="idees", column="Chez nous")


@dataclass(frozen=True)
class Hosted:
    """A host that answers."""

    session: str
    address: HostAddress
    folder: Path
    """The session's own."""

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """One request on a connection of its own: the status, and the body if it is JSON."""
        raw = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        with closing(HTTPConnection(self.address.name, self.address.port, timeout=PATIENCE)) as connection:
            connection.request(method, path, raw, {"Content-Type": "application/json", **headers})
            answer = connection.getresponse()
            read = answer.read()
        with suppress(ValueError):
            return answer.status, json.loads(read)
        return answer.status, read

    def send(self, command: str, **fields: Any) -> tuple[int, Any]:
        """One command."""
        return self.ask("POST", f"{self.address.remote}/{command}", fields)


def hosted_for(face: int, data: Path) -> Hosted:
    """The host that a face follows, as its supervisor told it: for who asks by HTTP."""
    told = environment(face)
    (folder,) = (data / "sessions").iterdir()
    return Hosted(folder.name, HostAddress.parse(told["FACILITATOR_HOST"], told["FACILITATOR_KEY"]), folder)


@contextmanager
def hosted(folder: Path, *, session: str = "", speed: float = 1.0, script: str = SCRIPT) -> Iterator[Hosted]:
    """A host in a thread, on a real port: with a new session of a small workshop, or with an old one."""
    data = folder / "data"
    told: list[str] = []
    ready, stop = threading.Event(), StopBell()

    def tell(name: str, addresses: Addresses) -> None:
        told.append(name)
        ready.set()

    what: dict[str, Any] = {"session": session} if session else {"script": str(script_file(folder, script))}
    order = Order(KEY, data=str(data), speed=speed, **what)
    with listen(0, 0) as listener:
        port = listener.getsockname()[1]
        thread = threading.Thread(target=run, args=(order, listener, tell, stop))
        thread.start()
        try:
            assert ready.wait(PATIENCE), "the host never came up"
            yield Hosted(told[0], HostAddress("127.0.0.1", port, KEY), data / "sessions" / told[0])
        finally:
            stop.ring()
            thread.join(PATIENCE)
            assert not thread.is_alive(), "the host never ended"


class HostProcess:
    """A host at the end of a leash, as the supervisor holds it; its socket outlives it."""

    def __init__(self, folder: Path, script: str = SCRIPT, session: str = "") -> None:
        self._folder = folder
        self._script = script
        self._listener = listen(0, 0)
        self._process: subprocess.Popen[bytes] | None = None
        self._session = session
        self.address = HostAddress("127.0.0.1", self._listener.getsockname()[1], KEY)

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def hosted(self) -> Hosted:
        return Hosted(self._session, self.address, self._folder / "data" / "sessions" / self._session)

    def start(self, *wrapping: str, speed: float = 1.0) -> None:
        """Starts a host on a new session, or on the one it had; returns once it is ready."""
        what = {"session": self._session} if self._session else {"script": str(script_file(self._folder, self._script))}
        order = {"key": KEY, "data": str(self._folder / "data"), "speed": speed, "listener": self._listener.fileno()}
        self._process = subprocess.Popen(
            [*wrapping, sys.executable, "-m", "facilitator.supervised"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=(self._listener.fileno(),),
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(order | what).encode() + b"\n")
        self._process.stdin.flush()
        self._session = json.loads(self._process.stdout.readline())["session"]

    def kill(self) -> None:
        """Takes the host away at once."""
        assert self._process is not None
        self._process.kill()
        self.wait()

    def wait(self) -> int:
        """Waits for it to end; returns its exit code."""
        process = self._process
        assert process is not None and process.stdin is not None and process.stdout is not None
        code = process.wait(PATIENCE)
        with suppress(OSError):
            process.stdin.close()
        process.stdout.close()
        return code

    def let_go(self) -> int:
        """Lets go of the leash and waits for it to end."""
        assert self._process is not None and self._process.stdin is not None
        self._process.stdin.close()
        return self.wait()

    def close(self) -> None:
        """Ends everything."""
        if self._process is not None and self._process.poll() is None:
            self.kill()
        self._listener.close()


@contextmanager
def host_process(folder: Path, script: str = SCRIPT, session: str = "") -> Iterator[HostProcess]:
    """A host as a process of its own, not started yet; its session, if the folder has it already."""
    host = HostProcess(folder, script, session)
    try:
        yield host
    finally:
        host.close()


def ideas_on_disk(session: Path) -> dict[str, str]:
    """Id and text of every idea in a session's journal; fails when the journal holds one twice."""
    entries = map(decode_entry, read_journal(session).entries)
    given = [event.id for entry in entries for event in entry.events if isinstance(event, IdeaSubmitted)]
    assert len(given) == len(set(given)), "an idea stands twice in the journal"
    return {idea.id: idea.text for idea in load_state(session).ideas.values()}
