"""Starting Python again for a part of the house, as soon as can be: a first paint waits for what this imports.

`subprocess` alone takes eight milliseconds to load, an eighteenth of what a console has until its first paint.
"""

from __future__ import annotations

import os
import sys
import time
from _thread import allocate_lock

TYPE_CHECKING = False  # as mypy takes it: `typing` alone costs two milliseconds of the first paint
if TYPE_CHECKING:
    from collections.abc import Mapping
    from subprocess import Popen
    from typing import IO

_LOOK = 0.01
"""Seconds between two looks at whether a process has ended."""
_HANDED = 64
"""How much higher a descriptor is numbered in the process that it is given to, where nothing else has that number."""


def python(*arguments: str) -> list[str]:
    """The command that runs Python as it runs here."""
    return [sys.executable, "-P", *arguments]


def environment() -> dict[str, str]:
    """Ours, where the same facilitator is found, be it a folder or a single file."""
    home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
    # Whatever changes on a face waits for a frame: at Textual's own sixty a second, half of a key's way to the screen.
    return {"TEXTUAL_FPS": "120", **os.environ, "PYTHONPATH": os.pathsep.join(paths)}


class Spawned:
    """A process that was started, as `subprocess.Popen` has it."""

    def __init__(self, pid: int, stdin: IO[bytes] | None = None, stdout: IO[bytes] | None = None) -> None:
        self.pid = pid
        self.stdin = stdin
        self.stdout = stdout
        self.returncode: int | None = None
        self._reaping = allocate_lock()

    def wait(self, timeout: float | None = None) -> int:
        """How it ended, waiting at most so many seconds for it. Raises TimeoutError."""
        give_up = time.monotonic() + (timeout or 0.0)
        if not self._reaping.acquire(timeout=-1 if timeout is None else timeout):
            raise TimeoutError
        try:
            while self.returncode is None:
                ended, status = os.waitpid(self.pid, 0 if timeout is None else os.WNOHANG)
                if ended:
                    self.returncode = os.waitstatus_to_exitcode(status)
                elif time.monotonic() > give_up:
                    raise TimeoutError
                else:
                    time.sleep(_LOOK)
        finally:
            self._reaping.release()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Nothing for who has ended: by now, the number may be somebody else's."""
        if self.returncode is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(15)

    def kill(self) -> None:
        self.send_signal(9)


if TYPE_CHECKING:
    Process = Spawned | Popen[bytes]


def spawn(*arguments: str, told: Mapping[str, str] = {}) -> Process:
    """Starts Python on our own terminal, with more in its environment."""
    if not hasattr(os, "posix_spawn"):
        return _popen(*arguments, told=told)
    return Spawned(os.posix_spawn(sys.executable, python(*arguments), {**environment(), **told}))


def spawn_on_a_leash(*arguments: str, descriptor: int) -> tuple[Process, int]:
    """Starts Python in a session of its own, which hears and speaks through pipes, with one descriptor of ours; says
    what number that one has there.
    """
    if not hasattr(os, "posix_spawn"):
        return _popen_on_a_leash(*arguments, descriptor=descriptor), descriptor
    ours, theirs = os.pipe(), os.pipe()
    handed = descriptor + _HANDED
    actions = [
        (os.POSIX_SPAWN_DUP2, ours[0], 0),
        (os.POSIX_SPAWN_DUP2, theirs[1], 1),
        (os.POSIX_SPAWN_DUP2, theirs[1], 2),
        (os.POSIX_SPAWN_DUP2, descriptor, handed),
    ]
    try:
        pid = os.posix_spawn(sys.executable, python(*arguments), environment(), file_actions=actions, setsid=True)
    except NotImplementedError:  # an old C library
        for end in (ours[1], theirs[0]):
            os.close(end)
        return _popen_on_a_leash(*arguments, descriptor=descriptor), descriptor
    finally:
        for end in (ours[0], theirs[1]):
            os.close(end)
    return Spawned(pid, os.fdopen(ours[1], "wb"), os.fdopen(theirs[0], "rb")), handed


def _popen(*arguments: str, told: Mapping[str, str]) -> Process:
    from subprocess import Popen

    return Popen(python(*arguments), env={**environment(), **told})


def _popen_on_a_leash(*arguments: str, descriptor: int) -> Process:
    from subprocess import PIPE, STDOUT, Popen

    return Popen(
        python(*arguments),
        stdin=PIPE,
        stdout=PIPE,
        stderr=STDOUT,
        pass_fds=(descriptor,),
        env=environment(),
        start_new_session=True,
    )
