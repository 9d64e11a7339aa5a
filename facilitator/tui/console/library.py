"""Sessions and scripts as files: what the home and the end screen read and write; the live screens never come here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from os.path import realpath
from pathlib import Path

from facilitator.engine.synthesis import report
from facilitator.exporters import write_all
from facilitator.store.atomic import make_private_folder, write_atomically
from facilitator.store.library import SessionCard, sessions
from facilitator.store.opening import load_state
from facilitator.store.outside import read_file
from facilitator.store.paths import DataFolder, data_folder
from facilitator.store.scripts import read_script, shipped_scripts

LOCAL = ("*.toml", "sessions/*.toml", "ateliers/*.toml")
"""Where one's own scripts are looked for, from the folder one is in."""


@dataclass(frozen=True, slots=True)
class ScriptCard:
    """A script that can be picked."""

    name: str
    """What `facilitator run` takes: a path, or the name of a shipped one."""
    title: str
    minutes: int
    sound: bool
    shipped: bool
    method: bool = False
    """Whether it shows a method to adapt, and is no workshop of a programme."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything there is to pick."""

    scripts: tuple[ScriptCard, ...]
    sessions: tuple[SessionCard, ...]


def shelf(data: DataFolder, folder: Path) -> Shelf:
    """Read every script and the list of sessions; blocks."""
    return Shelf(tuple(_scripts(folder)), tuple(sessions(data)))


def _scripts(folder: Path) -> Iterator[ScriptCard]:
    shipped = shipped_scripts()
    ours = {realpath(str(file)) for file in shipped}  # not `Path.resolve`, which a link to itself defeats
    for pattern in LOCAL:
        for path in sorted(folder.glob(pattern)):
            if realpath(path) not in ours and (card := _local(path)) is not None:
                yield card
    for file in shipped:
        card = _card(file, file.name.removesuffix(".toml"), shipped=True)
        if card.sound:
            yield card


def _local(path: Path) -> ScriptCard | None:
    """A file of one's own, when it is a workshop at all."""
    try:
        if "[[phase]]" not in read_file(path).decode(errors="replace"):
            return None
        return _card(path, str(path), shipped=False)
    except OSError:
        return None


def _card(file: Traversable, name: str, *, shipped: bool) -> ScriptCard:
    script = read_script(file).script
    if script is None:
        return ScriptCard(name, file.name, 0, sound=False, shipped=shipped)
    workshop = script.workshop
    method = shipped and workshop.number is None
    return ScriptCard(name, workshop.title, workshop.minutes, sound=True, shipped=shipped, method=method)


def export_session(session: str, data: DataFolder | None = None) -> list[str]:
    """Write the synthesis of a session in every format; blocks. Says in which folder, then each file's name."""
    folder = (data or data_folder()).session(session).path
    made, exports = report(load_state(folder)), folder / "exports"
    make_private_folder(exports)
    return [str(exports), *(f"  {path.name}" for path in write_all(made, exports, write_atomically))]
