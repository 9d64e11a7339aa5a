"""Durable appending to the last segment of a journal, and to a new one when it fails."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from facilitator.store.atomic import BINARY, PRIVATE_FILE, sync_file, sync_folder, write_atomically, write_whole
from facilitator.store.segments import Segment, encode_line, segment_path
from facilitator.store.trail import Mark, Trail

_APPEND = os.O_WRONLY | os.O_APPEND | BINARY


class SegmentWriter:
    """The end of a journal.

    A descriptor that has failed is never used again, not even to sync once more: the system may have forgotten what it
    could not write, and would say that all is well.
    """

    def __init__(self, folder: Path, header: Mapping[str, Any], last: Segment, *, continues: bool) -> None:
        self._folder = folder
        self._header = header
        self._number = last.number
        self._descriptor: int | None = None
        self._counts_links = False
        self._trail: Trail | None = None
        if continues:
            self._take(os.open(last.path, _APPEND))
            self._settle_what_was_left()

    def follow(self) -> None:
        """Read what a journal of one file holds already, so that `mark` can tell it."""
        if self._descriptor is None or self._number > 1:
            return
        trail = Trail()
        with segment_path(self._folder, 1).open("rb", buffering=0) as file:
            trail.read(file)
        self._trail = trail

    @property
    def mark(self) -> Mark | None:
        """What the journal's only file holds; None once there are several, which only a disk that failed leaves."""
        return None if self._trail is None else self._trail.mark

    def write(self, lines: bytes, after: int) -> None:
        """Return once `lines`, which follow entry `after`, are on the disk; on OSError they count for nothing."""
        try:
            if self._descriptor is None:
                self.begin_segment(after)
            assert self._descriptor is not None
            write_whole(self._descriptor, lines)
            sync_file(self._descriptor)
            if self._counts_links and not os.fstat(self._descriptor).st_nlink:
                raise FileNotFoundError(errno.ENOENT, "the journal was deleted while it was being written")
            if self._trail is not None:
                self._trail.add(lines)
        except OSError:
            self.drop()
            raise

    def begin_segment(self, after: int) -> None:
        """Begin a new file after entry `after`, so that what the last one holds beyond it is never read."""
        self._number += 1
        path = segment_path(self._folder, self._number)
        descriptor = os.open(path, _APPEND | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        try:
            write_whole(descriptor, encode_line({**self._header, "segment": self._number, "after": after}))
            sync_file(descriptor)
            sync_folder(self._folder)
        except OSError:
            # A file left behind would only be one more to read: nothing in it has ever counted.
            with suppress(OSError):
                os.close(descriptor)
            with suppress(OSError):
                path.unlink()
            raise
        self._take(descriptor)

    def replace(self, whole: bytes) -> None:
        """Have the journal be one file with this content, or stay as it was; on OSError the next write begins anew."""
        self.drop()
        first = segment_path(self._folder, 1)
        write_atomically(first, whole)
        # A segment that outlives this moment repeats entries that the first one holds, and is not more than they are.
        for number in range(2, self._number + 1):
            segment_path(self._folder, number).unlink(missing_ok=True)
        sync_folder(self._folder)
        self._number = 1
        self._take(os.open(first, _APPEND))
        self.follow()

    def drop(self) -> None:
        """Let go of the file; the next write begins a new one."""
        descriptor, self._descriptor, self._trail = self._descriptor, None, None
        if descriptor is not None:
            with suppress(OSError):
                os.close(descriptor)

    def _take(self, descriptor: int) -> None:
        self._descriptor = descriptor
        # Some network file systems give every file no name at all: there, a deletion cannot be seen.
        self._counts_links = os.fstat(descriptor).st_nlink > 0

    def _settle_what_was_left(self) -> None:
        # A killed host may have left lines it had not synced: they are about to be read, so they must be on the disk.
        assert self._descriptor is not None
        try:
            sync_file(self._descriptor)
            sync_folder(self._folder)
        except OSError:
            self.drop()
            raise
