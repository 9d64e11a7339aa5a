"""Bytes that are on the disk or are not: durable writes, whole-file replacement, private folders."""

from __future__ import annotations

import errno
import os
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
BINARY: int = getattr(os, "O_BINARY", 0)

_REPLACE_PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4)


def write_atomically(path: Path, data: bytes, *, lasting: bool = True) -> None:
    """Give `path` this content, whole and durable, or leave it as it was; blocks, so call it off the loop.

    What would mean nothing after a power cut need not be `lasting`, and is then not waited for.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.tmp")
    temporary.unlink(missing_ok=True)
    try:
        _create(temporary, data, lasting=lasting)
        _replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    if lasting:
        sync_folder(path.parent)


def create_durably(path: Path, data: bytes) -> None:
    """Create `path`, which must not exist, with this content on the disk; its name still needs `sync_folder`."""
    _create(path, data, lasting=True)


def _create(path: Path, data: bytes, *, lasting: bool) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, PRIVATE_FILE)
    try:
        write_whole(descriptor, data)
        if lasting:
            sync_file(descriptor)
    finally:
        os.close(descriptor)


def sweep_temporaries(folder: Path) -> None:
    """Remove what killed writers left half-written; only for who holds the folder's lock."""
    for stale in folder.glob(".*.tmp"):
        with suppress(OSError):
            stale.unlink()


def write_whole(descriptor: int, data: bytes) -> None:
    """Write all of `data`, however short the system's writes are."""
    rest = memoryview(data)
    while rest:
        written = os.write(descriptor, rest)
        if not written:
            raise OSError(errno.EIO, f"0 of {len(rest)} bytes written")
        rest = rest[written:]


def sync_file(descriptor: int) -> None:
    """Return once the file's content is on the disk itself, not in a cache."""
    if sys.platform == "darwin":
        import fcntl

        # macOS's fsync stops at the drive's cache; some network volumes know only fsync.
        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError:
            os.fsync(descriptor)
    elif sys.platform == "win32":
        os.fsync(descriptor)
    else:
        os.fdatasync(descriptor)


def sync_folder(folder: Path) -> None:
    """Return once the names in `folder` are on the disk; Windows has no such call, and journals names itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_private_folder(folder: Path) -> None:
    """Create `folder` and what is missing above it, for this user only, durably."""
    if folder.is_dir():
        return
    make_private_folder(folder.parent)
    folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    sync_folder(folder.parent)


def _replace(temporary: Path, path: Path) -> None:
    # On Windows an antivirus, a spreadsheet or a cloud drive holds the target for a moment.
    for pause in _REPLACE_PAUSES:
        try:
            os.replace(temporary, path)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    os.replace(temporary, path)
