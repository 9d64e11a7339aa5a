"""A real terminal emulator, tmux, on a server of its own: what pyte forgives, tmux may not."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self
from uuid import uuid4

from tests.harness.waiting import wait_until

NAMES = {"enter": "Enter", "escape": "Escape", "space": "Space", "up": "Up", "down": "Down", "left": "Left",
         "right": "Right", "delete": "DC", "backspace": "BSpace", "tab": "Tab", "f1": "F1", "f2": "F2", "ctrl+c": "C-c",
         "ctrl+d": "C-d", "ctrl+q": "C-q"}  # fmt: skip


class Tmux:
    """A command in a window of tmux; the window stays when the command ends, so that the rest can be read."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._server = f"facilitator-{uuid4().hex[:8]}"
        settings = [word for name, value in (environment or {}).items() for word in ("-e", f"{name}={value}")]
        size = ["-x", str(columns), "-y", str(rows)]
        self._tmux(
            "-f", os.devnull, "new-session", "-d", *size, *settings, shlex.join(command),
            ";", "set-option", "-g", "remain-on-exit", "on", ";", "set-option", "-g", "status", "off",
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def press(self, *keys: str) -> None:
        """Press keys by name (`enter`, `escape`, `f2`, `up`…) or by their character."""
        for key in keys:
            self._tmux("send-keys", *([NAMES[key]] if key in NAMES else ["-l", key]))

    def type(self, text: str) -> None:
        """Type a text as it stands."""
        self._tmux("send-keys", "-l", text)

    def text(self) -> str:
        """What the window shows, trailing blanks removed."""
        return "\n".join(line.rstrip() for line in self._tmux("capture-pane", "-p").splitlines()).rstrip()

    def title(self) -> str:
        """The title of the window: what a text with escape sequences would try to change."""
        return self._tmux("display-message", "-p", "#{pane_title}").strip()

    def wait_for(self, text: str, timeout: float = 10.0) -> str:
        """Wait until the window shows a text; return all it shows."""
        wait_until(lambda: text in self.text(), lambda: f"{text!r} in this window:\n{self.text()}", timeout)
        return self.text()

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        self._tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def has_ended(self) -> bool:
        """Whether the command is over."""
        return self._tmux("display-message", "-p", "#{pane_dead}").strip() == "1"

    def close(self) -> None:
        """End the window, the command and the server."""
        self._tmux("kill-server")

    def _tmux(self, *words: str) -> str:
        outside = {name: value for name, value in os.environ.items() if name not in ("TMUX", "COLUMNS", "LINES")}
        command = ["tmux", "-u", "-L", self._server, *words]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=outside).stdout
