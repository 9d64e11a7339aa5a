"""Small scripts to spoil: the line to look at is marked, so that tests never count lines."""

from __future__ import annotations

from facilitator.store.scripts import Problem, Reading
from facilitator.store.scripts.reading import read_text

HERE = "# ←"

SOUND = """\
format = 1

[workshop]
title = "Essai"
start = "14:00"
end = "15:00"

[[phase]]
id = "idees"
title = "Les idées"
kind = "collect"
minutes = 40

[[phase]]
id = "choix"
title = "Le choix"
kind = "vote"
source = "idees"
minutes = 20
"""


def read(text: str) -> Reading:
    """Read a script as if it had just been saved."""
    return read_text(text.encode(), "essai.toml")


def told_here(text: str) -> Problem:
    """The one problem told on the marked line."""
    line = text[: text.index(HERE)].count("\n") + 1
    [problem] = [problem for problem in read(text).problems if problem.line == line]
    return problem


def in_workshop(line: str) -> str:
    """The sound script with one more line in its workshop."""
    return SOUND.replace('title = "Essai"\n', f'title = "Essai"\n{line} {HERE}\n')


def in_phase(line: str) -> str:
    """The sound script with one more line in its first phase, a collection."""
    return SOUND.replace('kind = "collect"\n', f'kind = "collect"\n{line} {HERE}\n')


def instead_of(before: str, after: str) -> str:
    """The sound script with one line changed."""
    assert SOUND.count(before) == 1
    return SOUND.replace(before, f"{after} {HERE}")


def with_phase(text: str) -> str:
    """The sound script with another phase at its end, and room for it."""
    return (
        SOUND.replace("minutes = 40", "minutes = 10").replace("minutes = 20", "minutes = 10") + "\n[[phase]]\n" + text
    )
