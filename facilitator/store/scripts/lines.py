"""Where each table, key and list item of a TOML text stands: `tomllib` tells values, never their lines.

The walk accepts everything TOML does and stops at the first thing it cannot follow. It also bounds what `tomllib` is
given: a key of thousands of dots costs it gigabytes, a thousand brackets its stack.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

Where = tuple[str | int, ...]
"""The way to a value, such as ("phase", 2, "round", 0, "minutes")."""

MAX_KEY_PARTS = 16
MAX_DEPTH = 32

_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_PART = re.compile(r"[A-Za-z0-9_-]+|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'")
_LONG = re.compile(r'"""(?:[^\\]|\\[\s\S])*?"{3,5}|\'\'\'[\s\S]*?\'{3,5}')
_SHORT = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'")
_BARE = re.compile(r"[^,\]}#\n]+")


class TooDeep(Exception):
    """More dots in a key, or more brackets in a value, than any workshop needs; carries the line."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class _Lost(Exception):
    """The text stops being TOML here."""


@dataclass(slots=True)
class LineIndex:
    """The lines of a text, found by the way to each value."""

    lines: dict[Where, int] = field(default_factory=dict)
    keys: dict[int, Where] = field(default_factory=dict)
    """The last `key =` or header that starts on a line."""
    twice: list[tuple[Where, int, int]] = field(default_factory=list)
    """Keys written twice, with both lines."""
    lost_from: int | None = None
    """The line of the statement that could not be followed to its end."""

    def of(self, where: Where) -> int | None:
        """The line of a value, or of the nearest table around it."""
        for length in range(len(where), 0, -1):
            if where[:length] in self.lines:
                return self.lines[where[:length]]
        return None


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.index = LineIndex()
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._counts: dict[Where, int] = {}
        self._table: Where = ()

    def line(self, at: int) -> int:
        return bisect_right(self._starts, at)

    def run(self) -> LineIndex:
        statement = 0
        try:
            while self._skip(_BLANK) < len(self.text):
                statement = self.at
                if self.text[self.at] == "[":
                    self._header()
                else:
                    self._assignment(self._table)
                self._skip(_SPACE)
                if self.at < len(self.text) and self.text[self.at] not in "\n#":
                    raise _Lost
        except _Lost:
            self.index.lost_from = self.line(statement)
        return self.index

    def _skip(self, what: re.Pattern[str]) -> int:
        match = what.match(self.text, self.at)
        assert match is not None
        self.at = match.end()
        return self.at

    def _take(self, what: re.Pattern[str]) -> str:
        match = what.match(self.text, self.at)
        if match is None:
            raise _Lost
        self.at = match.end()
        return match.group()

    def _expect(self, sign: str) -> None:
        if not self.text.startswith(sign, self.at):
            raise _Lost
        self.at += len(sign)

    def _key(self) -> list[str]:
        parts: list[str] = []
        while True:
            self._skip(_SPACE)
            part = self._take(_PART)
            parts.append(part[1:-1] if part[0] in "\"'" else part)
            if len(parts) > MAX_KEY_PARTS:
                raise TooDeep(self.line(self.at))
            self._skip(_SPACE)
            if not self.text.startswith(".", self.at):
                return parts
            self.at += 1

    def _header(self) -> None:
        line = self.line(self.at)
        several = self.text.startswith("[[", self.at)
        self.at += 2 if several else 1
        *parents, last = self._key()
        self._expect("]]" if several else "]")
        table: Where = ()
        for part in parents:
            table = self._entered((*table, part))
        table = (*table, last)
        if several:
            self._counts[table] = self._counts.get(table, -1) + 1
            self.index.lines.setdefault(table, line)
            table = (*table, self._counts[table])
        self._table = table
        self.index.lines.setdefault(table, line)
        self.index.keys[line] = table

    def _entered(self, table: Where) -> Where:
        return (*table, self._counts[table]) if table in self._counts else table

    def _assignment(self, table: Where, depth: int = 0) -> None:
        line = self.line(self.at)
        parts = self._key()
        where = table
        for part in parts[:-1]:
            where = (*where, part)
            self.index.lines.setdefault(where, line)
        where = (*where, parts[-1])
        if where in self.index.lines:
            self.index.twice.append((where, self.index.lines[where], line))
        self.index.lines.setdefault(where, line)
        self.index.keys[line] = where
        self._expect("=")
        self._skip(_SPACE)
        self._value(where, depth)

    def _value(self, where: Where, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise TooDeep(self.line(self.at))
        if self.text.startswith(('"""', "'''"), self.at):
            self._take(_LONG)
        elif self.text.startswith(('"', "'"), self.at):
            self._take(_SHORT)
        elif self.text.startswith("[", self.at):
            self._list(where, depth)
        elif self.text.startswith("{", self.at):
            self._inline_table(where, depth)
        else:
            self._take(_BARE)

    def _list(self, where: Where, depth: int) -> None:
        self.at += 1
        count = 0
        while self._skip(_BLANK) < len(self.text) and self.text[self.at] != "]":
            self.index.lines[*where, count] = self.line(self.at)
            self._value((*where, count), depth + 1)
            count += 1
            self._skip(_BLANK)
            if not self.text.startswith("]", self.at):
                self._expect(",")
        self._expect("]")

    def _inline_table(self, where: Where, depth: int) -> None:
        self.at += 1
        while self._skip(_BLANK) < len(self.text) and self.text[self.at] != "}":
            self._assignment(where, depth + 1)
            self._skip(_BLANK)
            if not self.text.startswith("}", self.at):
                self._expect(",")
        self._expect("}")


def index_lines(text: str) -> LineIndex:
    """The lines of everything in a text. Raises TooDeep before anything could be costly."""
    return _Walk(text).run()
