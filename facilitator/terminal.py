"""The terminal as it was lent to us, and how to give it back whatever became of who was drawing on it."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # as mypy takes it: `typing` alone costs two milliseconds of the first paint
if TYPE_CHECKING:
    from typing import Any

if sys.platform != "win32":
    import termios

_INPUT, _OUTPUT = 0, 1
_SEEN = "\n\u00a0\u202f"
"""Spaces that are seen, whatever Python says."""

# Plain keys (each screen has its own), the first screen, the cursor; no mouse, focus, paste or synchronised mode.
_PLAIN = (
    b"\x1b[<u\x1b[?2026l\x1b[?1049l\x1b[?25h\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"
    b"\x1b[?1004l\x1b[?2004l\x1b[?2048l\x1b[0m\r\x1b[K"
)


def is_here() -> bool:
    """Whether somebody can type and read."""
    return os.isatty(_INPUT) and os.isatty(_OUTPUT)


class Terminal:
    """How the terminal was when this was made."""

    def __init__(self) -> None:
        self._modes: list[Any] | None = None
        if sys.platform != "win32":
            try:
                self._modes = termios.tcgetattr(_INPUT)
            except termios.error:
                pass

    def give_back(self, *, drawn_on: bool) -> None:
        """Puts the terminal back; `drawn_on` when whoever drew on it had no time to clean up."""
        if sys.platform == "win32" or self._modes is None:
            return
        try:
            if drawn_on:
                # What is still on its way belongs to the dead; a stalled terminal would not take our bytes after it.
                termios.tcflow(_OUTPUT, termios.TCOON)
                termios.tcflush(_OUTPUT, termios.TCIOFLUSH)
                os.write(_OUTPUT, _PLAIN)
            termios.tcsetattr(_INPUT, termios.TCSANOW, self._modes)
        except (termios.error, OSError):
            pass  # it is gone


def printable(text: str) -> str:
    """The text without what acts on a terminal or is not seen: names of files and what was typed may hold anything."""
    return "".join(character for character in text if character in _SEEN or character.isprintable())
