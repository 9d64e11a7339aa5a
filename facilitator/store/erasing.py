"""Erasing a session for good: its whole folder, then its line in the library.

The system forgets the files; what a disk or a backup keeps of them is beyond a program's reach.
"""

from __future__ import annotations

import shutil

from facilitator.store.atomic import sync_folder
from facilitator.store.library import UnknownSession, forget
from facilitator.store.lock import SessionLock
from facilitator.store.paths import DataFolder, SessionFolder


def erase(data: DataFolder, folder: SessionFolder) -> int:
    """Erase a session kept in this data folder and say how many files went; raises SessionLocked, UnknownSession."""
    # A folder found by its path elsewhere is somebody's copy: it may hold other things.
    if folder.path.parent != data.sessions or folder.path.is_symlink():
        raise UnknownSession(folder.id)
    lock = SessionLock(folder.path / ".lock")
    lock.release()
    files = sum(path.is_file() and path.name != ".lock" for path in folder.path.rglob("*"))
    shutil.rmtree(folder.path)
    sync_folder(data.sessions)
    forget(data, folder.id)
    return files
