"""What is wrong, or merely worth knowing, in a script: said once, with its place and its remedy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from facilitator.engine.script import Script
from facilitator.locale import gettext as _

Level = Literal["error", "warning", "notice"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to tell the person who wrote a script."""

    level: Level
    file: str
    line: int | None
    """None when the whole file is meant."""
    phase: str
    """The phase's title, empty outside phases."""
    what: str
    remedy: str = ""
    rehearsable: bool = False
    """Whether the workshop can be rehearsed all the same."""

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        phase = _("étape « {title} »").format(title=self.phase) if self.phase else ""
        return " · ".join(part for part in (place, phase, " ".join(filter(None, (self.what, self.remedy)))) if part)


@dataclass(frozen=True, slots=True)
class Reading:
    """A script file once read: its values when it is sound, and everything there is to say about it."""

    file: str
    """Its name, without folders."""
    text: str
    """As decoded; empty when the file could not be read."""
    script: Script | None
    """None when there is at least one error."""
    draft: Script | None
    """What can be rehearsed all the same; None when an error stands in the way even of that."""
    problems: tuple[Problem, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether the workshop can be run."""
        return self.script is not None
