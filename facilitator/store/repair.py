"""What is done to a journal that was left unfinished: its torn tail is cut, and no byte of it is lost."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from typing import Final

from facilitator.store.atomic import BINARY, create_durably, sync_file, sync_folder
from facilitator.store.notices import TornTail

_TORN: Final = "journal.torn"


def keep_aside(folder: Path, name: str, damaged: bytes) -> Path | None:
    """Copy these bytes to `name-1`, or the next that is free; None when the disk refuses. A copy made before serves."""
    try:
        for number in count(1):
            path = folder / f"{name}-{number}"
            if not path.exists():
                create_durably(path, damaged)
                sync_folder(folder)
                return path
            if path.read_bytes() == damaged:
                return path
    except OSError:
        pass
    return None


def forget_aside(folder: Path) -> None:
    """Erase all that was kept aside: nobody can tell whose bytes these are. Raises OSError."""
    for kept in (*folder.glob("journal-damaged-*"), *folder.glob(f"{_TORN}-*")):
        kept.unlink()
    sync_folder(folder)


def cut_torn_tail(path: Path) -> TornTail | None:
    """Cut what follows the last whole line, once it is kept aside; says what was cut, or left when it could not be."""
    content = path.read_bytes()
    end = content.rfind(b"\n") + 1
    if end == len(content):
        return None
    kept = keep_aside(path.parent, _TORN, content[end:])
    if kept is not None:
        descriptor = os.open(path, os.O_WRONLY | BINARY)
        try:
            os.ftruncate(descriptor, end)
            sync_file(descriptor)
        finally:
            os.close(descriptor)
    return TornTail(len(content) - end, kept)
