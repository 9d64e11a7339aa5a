"""One writer per session: a lock on a file of its own, which the system frees when its holder dies."""

from __future__ import annotations

import json
import os
import platform
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from facilitator.locale import gettext as _
from facilitator.store.atomic import BINARY, PRIVATE_FILE

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class SessionLocked(Exception):
    """Another process has this session open."""

    def __init__(self, pid: int | None, since: datetime, host: str) -> None:
        super().__init__(pid, since, host)
        self.pid = pid
        self.since = since
        self.host = host

    def sentence(self) -> str:
        if self.pid is None:
            return _("Cette session est déjà ouverte par un autre facilitator.")
        return _("Cette session est déjà ouverte sur {host} (processus {pid}, depuis {since}).").format(
            host=_("cet ordinateur") if self.host == platform.node() else self.host,
            pid=self.pid,
            since=f"{self.since:%H:%M}",
        )

    __str__ = sentence


class SessionLock:
    """The right to write in a session's folder, from its making until `release` or the process's end.

    The file stays when the lock goes: removing it would let two processes hold two files of the same name.
    """

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | BINARY, PRIVATE_FILE)
        try:
            if not _seize(self._descriptor):
                raise _held(self._descriptor)
        except BaseException:
            os.close(self._descriptor)
            raise
        # The name is for the other's sentence only: a full disk must not keep anyone out.
        with suppress(OSError):
            os.ftruncate(self._descriptor, 0)
            os.write(self._descriptor, json.dumps({"pid": os.getpid(), "host": platform.node()}).encode())

    def release(self) -> None:
        """Let another process in."""
        # Whatever closing reports, the descriptor is gone, and the lock with it.
        with suppress(OSError):
            os.close(self._descriptor)


def _held(descriptor: int) -> SessionLocked:
    # Written once, when the lock was taken: the file's own date says since when.
    since = datetime.fromtimestamp(os.fstat(descriptor).st_mtime).astimezone()
    try:
        holder = json.loads(os.read(descriptor, 4096))
        return SessionLocked(int(holder["pid"]), since, str(holder["host"]))
    except (OSError, ValueError, KeyError, TypeError):
        return SessionLocked(None, since, "")


if sys.platform == "win32":

    def _seize(descriptor: int) -> bool:
        # Windows forbids reading a locked range: lock one byte far behind the text.
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:

    def _seize(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
