"""Collects what is wrong with a document, each thing with its line and the title of its phase."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator.engine.text import clean_line
from facilitator.store.scripts.lines import LineIndex, Where
from facilitator.store.scripts.problems import Level, Problem


class Telling:
    """What has been told so far about one file, and which of its values cannot be relied upon."""

    def __init__(self, file: str, index: LineIndex, document: Mapping[str, Any], spoilt: frozenset[int]) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._index = index
        self._document = document
        self._spoilt = spoilt
        self._doubtful: set[Where] = set()

    def tell(self, level: Level, where: Where, what: str, remedy: str = "", *, rehearsable: bool = False) -> None:
        """Say something about a value; an error makes that value doubtful."""
        if level == "error":
            self._doubtful.add(where)
        line, phase = self.line(where), self._phase_title(where)
        self.problems.append(Problem(level, self._file, line, phase, what, remedy, rehearsable))

    def error(self, where: Where, what: str, remedy: str = "", *, rehearsable: bool = False) -> None:
        self.tell("error", where, what, remedy, rehearsable=rehearsable)

    def warn(self, where: Where, what: str, remedy: str = "") -> None:
        self.tell("warning", where, what, remedy)

    def doubt(self, where: Where) -> None:
        """Nothing more needs saying of this value, but it is not the author's."""
        self._doubtful.add(where)

    def trusts(self, *wheres: Where) -> bool:
        """Whether none of these values, nor anything inside or around them, is doubtful."""
        return not any(
            doubtful[: len(where)] == where[: len(doubtful)] for where in wheres for doubtful in self._doubtful
        )

    def line(self, where: Where) -> int | None:
        return self._index.of(where)

    def is_spoilt(self, where: Where) -> bool:
        """Whether a syntax error has already been told about this value."""
        return where in self._index.lines and self._index.lines[where] in self._spoilt

    def _phase_title(self, where: Where) -> str:
        match where:
            case ("phase", int(number), *_):
                phases = self._document.get("phase")
                phase = phases[number] if isinstance(phases, list) and number < len(phases) else None
                title = phase.get("title") or phase.get("id") if isinstance(phase, dict) else None
                return clean_line(title, limit=60) if isinstance(title, str) else f"n° {number + 1}"
            case _:
                return ""
