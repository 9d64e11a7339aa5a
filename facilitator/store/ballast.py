"""Room kept on the disk for the day it is full: freed at the first refusal, made again when space is back."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from facilitator.store.atomic import BINARY, PRIVATE_FILE, write_whole

SIZE = 1 << 20
"""Some three thousand ideas: a workshop can end on it."""

_COMFORT = 8
"""It is made again only when so many times its size is free, so that it never is what fills the disk."""


class Ballast:
    """One file of no content that holds room beside a journal."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held = path.exists() and path.stat().st_size >= SIZE

    def make(self) -> bool:
        """Hold the room, if the disk has plenty; says whether it is held."""
        if not self._held:
            try:
                if shutil.disk_usage(self._path.parent).free >= _COMFORT * SIZE:
                    self._fill()
                    self._held = True
            except OSError:
                self.free()
        return self._held

    def free(self) -> bool:
        """Give the room back; says whether there was any to give."""
        held, self._held = self._held, False
        with suppress(OSError):
            self._path.unlink()
            return held
        return False

    def _fill(self) -> None:
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | BINARY, PRIVATE_FILE)
        try:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(descriptor, 0, SIZE)
            else:
                write_whole(descriptor, bytes(SIZE))
        finally:
            os.close(descriptor)
