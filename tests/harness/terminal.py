"""A terminal that tests can read: the command runs on a real pty, pyte draws its screen."""

from __future__ import annotations

import fcntl
import os
import re
import signal
import struct
import subprocess
import sys
import termios
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyte
from rich.segment import Segment
from rich.style import Style

from tests.harness.keys import bytes_of
from tests.harness.waiting import wait_until

TAKE_THE_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""
"""What becomes the command once the pty is its own: Popen could do it after fork, but not safely beside our threads."""


class _Screen(pyte.Screen):
    """A screen that answers when the program asks where the cursor is."""

    def __init__(self, columns: int, rows: int, master: int) -> None:
        super().__init__(columns, rows)
        self._master = master

    def write_process_input(self, data: str) -> None:
        """Send the answer as if typed."""
        os.write(self._master, data.encode())

    def set_margins(self, *margins: Any, **_private: Any) -> None:
        """Set the scrolled region; some programs send a private form that pyte would trip on."""
        super().set_margins(*margins)


class Terminal:
    """A command and the terminal it believes it is in."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> None:
        self._master, self._slave = os.openpty()
        self._lock = threading.Lock()
        self._reading = threading.Event()
        self._reading.set()
        self._screen = _Screen(columns, rows, self._master)
        self._stream = pyte.ByteStream(self._screen)
        self.written = bytearray()
        """Everything the program sent, to the byte."""
        self._set_size(columns, rows)
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", TAKE_THE_TERMINAL, *command],
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            cwd=folder,
            env=_environment(environment or {}),
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        wait_until(self._is_taken, "the command to take its terminal")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """The process of the command."""
        return self._process.pid

    def press(self, *keys: str) -> None:
        """Press keys by name (`enter`, `escape`, `f2`, `up`…) or by their character."""
        for key in keys:
            os.write(self._master, bytes_of(key))

    def type(self, text: str) -> None:
        """Type a text as it stands."""
        os.write(self._master, text.encode())

    def text(self) -> str:
        """What the screen shows, trailing blanks removed."""
        with self._lock:
            buffer, columns, rows = self._screen.buffer, range(self._screen.columns), range(self._screen.lines)
            lines = ("".join(buffer[row][column].data for column in columns) for row in rows)
            return "\n".join(line.rstrip() for line in lines).rstrip()

    def cells(self) -> list[list[Segment]]:
        """The screen cell by cell, with its colours."""
        with self._lock:
            buffer, columns, rows = self._screen.buffer, self._screen.columns, self._screen.lines
            return [[_segment(buffer[row][column]) for column in range(columns)] for row in range(rows)]

    def wait_for(self, text: str, timeout: float = 10.0) -> str:
        """Wait until the screen shows a text; return the whole screen."""
        wait_until(lambda: text in self.text(), lambda: f"{text!r} on this screen:\n{self.text()}", timeout)
        return self.text()

    def wait_without(self, text: str, timeout: float = 10.0) -> None:
        """Wait until the screen no longer shows a text."""
        wait_until(lambda: text not in self.text(), lambda: f"{text!r} to leave this screen:\n{self.text()}", timeout)

    def wait(self, timeout: float = 10.0) -> int:
        """Wait for the command to end; return its exit code, after its last words were read."""
        code = self._process.wait(timeout)
        self._drain()
        return code

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window, as a hand on its corner would."""
        with self._lock:
            self._screen.resize(rows, columns)
        self._set_size(columns, rows)

    def stall(self) -> None:
        """Stop reading, as a frozen ssh or a selection in a console does: the program's writes end up blocking."""
        self._reading.clear()

    def unstall(self) -> None:
        """Read again."""
        self._reading.set()

    def is_cooked(self) -> bool:
        """Whether the line is as a shell wants it: echo, whole lines, signals from keys."""
        local = termios.tcgetattr(self._master)[3]
        return all(local & flag for flag in (termios.ECHO, termios.ICANON, termios.ISIG))

    def modes_left_on(self) -> set[str]:
        """What the program switched on and never off: private modes by number (mouse, paste…), "keyboard" for kitty's.

        The cursor (25) and line wrapping (7) count when they are left off.
        """
        state = {"25": True, "7": True}
        for modes, switch in re.findall(rb"\x1b\[\?([\d;]+)([hl])", bytes(self.written)):
            state.update(dict.fromkeys(modes.decode().split(";"), switch == b"h"))
        pushed = re.findall(rb"\x1b\[([<>])\d*u", bytes(self.written))
        state["keyboard"] = pushed.count(b">") > pushed.count(b"<")
        return {mode for mode, on in state.items() if on != (mode in ("25", "7"))}

    def close(self) -> None:
        """End the command and everything of its session, and give the pty back."""
        self.unstall()
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._drain()
        os.close(self._master)

    def _is_taken(self) -> bool:
        """Whether the keys that send signals reach the command by now, if it still runs."""
        return self._process.poll() is not None or os.tcgetpgrp(self._master) == self.pid

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _drain(self) -> None:
        """Close our end of the slave, so that the reader meets the end once the last program let go of it."""
        if self._slave >= 0:
            os.close(self._slave)
            self._slave = -1
        self._reader.join(2.0)

    def _read(self) -> None:
        while True:
            self._reading.wait()
            try:
                received = os.read(self._master, 65536)
            except OSError:  # Linux says EIO when nobody holds the other end.
                return
            if not received:
                return
            with self._lock:
                self.written += received
                self._stream.feed(received)


def _segment(cell: Any) -> Segment:
    """One cell, as those who draw pictures of cells know it; pyte says its colours as names or as six figures."""
    ink, ground = (
        f"#{colour}" if re.fullmatch("[0-9a-f]{6}", colour) else colour.replace("brown", "yellow")
        for colour in (cell.fg, cell.bg)
    )
    return Segment(cell.data, Style(color=ink, bgcolor=ground, bold=cell.bold, reverse=cell.reverse))


def _environment(added: Mapping[str, str]) -> dict[str, str]:
    """The test's environment without the size of its own terminal, which programs believe before the real one."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    return {**inherited, "TERM": "xterm-256color", "COLORTERM": "truecolor", **added}
