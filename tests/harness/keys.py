"""The keys of a keyboard, as a terminal sends them."""

from __future__ import annotations

KEYS = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ", "backspace": "\x7f",
    "delete": "\x1b[3~", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H",
    "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR",
    "ctrl+c": "\x03", "ctrl+d": "\x04", "ctrl+p": "\x10", "ctrl+q": "\x11", "ctrl+s": "\x13", "ctrl+z": "\x1a",
}  # fmt: skip


def bytes_of(key: str) -> bytes:
    """What one key sends: a name above, or the character itself."""
    if len(key) > 1 and key not in KEYS:
        raise ValueError(f"no key is called {key!r}; text is typed with type()")
    return KEYS.get(key, key).encode()
