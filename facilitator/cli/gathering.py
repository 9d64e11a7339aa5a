"""Which sessions are meant: names, files from other laptops, folders, a whole USB stick."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from facilitator.cli.sessions import reasons, sentence
from facilitator.engine.synthesis import Report, report
from facilitator.exporters.json import is_export, read
from facilitator.locale import gettext as _
from facilitator.store.outside import open_file, read_file
from facilitator.store.paths import DataFolder, SessionFolder
from facilitator.store.restoring import open_state

_LARGEST: Final = 100_000_000
"""Bytes of a file that may hold a session; beyond, it is something else."""
_RESULTS: Final = b'{"session":'
"""How a session's TinyDB file begins."""

Tell = Callable[[str], object]


def gather(data: DataFolder, names: tuple[str, ...], tell: Tell) -> list[Report]:
    """The Reports of everything named; in a tree, what cannot be read is told and left out.

    Raises what opening a single session raises.
    """
    found: list[Report] = []
    for name in names:
        path = Path(name)
        if path.is_dir() and not _is_session(path):
            found.extend(_tree(data, path, tell))
        else:
            found.extend(_one(data, name, tell))
    return found


def _is_session(folder: Path) -> bool:
    kept = SessionFolder(folder)
    return kept.results.is_file() or kept.journal.is_file()


def _one(data: DataFolder, name: str, tell: Tell) -> tuple[Report, ...]:
    if (file := Path(name)).is_file() and is_export(_beginning(file)):
        return read(read_file(file))
    kept = SessionFolder(file)
    # A folder brought back without its journal still has what came out.
    name = str(kept.results) if file.is_dir() and not kept.journal.is_file() else name
    return (report(open_state(data, name, lambda notice: tell(notice.sentence()))),)


def _tree(data: DataFolder, top: Path, tell: Tell) -> Iterator[Report]:
    """Every session and every export under a folder, in the order of their names; links are not followed."""
    for folder, folders, files in os.walk(top):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if _is_session(Path(folder)):
            folders.clear()
            yield from _told(data, folder, tell)
            continue
        for name in sorted(files):
            path = Path(folder, name)
            if name.endswith(".json") and not path.is_symlink() and _may_be_ours(path):
                yield from _told(data, str(path), tell)


def _may_be_ours(path: Path) -> bool:
    if path.stat().st_size > _LARGEST:
        return False
    return is_export(begun := _beginning(path)) or begun.startswith(_RESULTS)


def _beginning(path: Path) -> bytes:
    with open_file(path) as file:
        return file.read(100)


def _told(data: DataFolder, name: str, tell: Tell) -> tuple[Report, ...]:
    """What a place of a tree holds; a damaged one does not stop the others."""
    try:
        return _one(data, name, tell)
    except reasons() as refusal:
        tell(_("{file} : laissé de côté. {why}").format(file=name, why=sentence(refusal)))
        return ()
