"""The session's journal: one writer, and nothing acknowledged that is not on the disk."""

from __future__ import annotations

import errno
import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import Any, NamedTuple

from facilitator.store.atomic import make_private_folder, sweep_temporaries, write_atomically
from facilitator.store.ballast import Ballast
from facilitator.store.lock import SessionLock, SessionLocked
from facilitator.store.notices import DiskAnswers, DiskFull, DiskRefused, Notice
from facilitator.store.reading import BEGINNING, Entry, Place, Reading, first_header, read_journal, read_segments
from facilitator.store.repair import cut_torn_tail, forget_aside, keep_aside
from facilitator.store.segment_writer import SegmentWriter
from facilitator.store.segments import FORMAT, FutureFormat, Segment, encode_line, find_segments, segment_path
from facilitator.store.trail import Mark, begins_with

__all__ = ["Deliver", "Done", "FutureFormat", "Journal", "Notice", "Reading", "SessionLocked", "read_journal"]

Done = Callable[[OSError | None], object]
"""Called with None once the entry is on the disk, or with what prevented it."""
Deliver = Callable[[Callable[[], object]], object]
"""Runs a call where the caller lives, such as `loop.call_soon_threadsafe`: for each write, not for each entry."""
Tell = Callable[[Notice], object]
Change = Callable[[Iterable[Entry]], Iterable[Entry]]
"""From a journal's entries to those that it should hold."""

_FULL = (errno.ENOSPC, errno.EDQUOT)
_log = logging.getLogger(__name__)


class _Waiting(NamedTuple):
    seq: int
    line: bytes
    done: Done


class Journal:
    """A session's journal, held by the one process that may write it.

    One thread writes; whatever gathers while the disk works goes in its next write (group commit).
    """

    def __init__(self, folder: Path, lock: SessionLock, header: Mapping[str, Any] | None, deliver: Deliver, tell: Tell):
        """Use `Journal.open`."""
        self._folder = folder
        self._lock = lock
        self._deliver = deliver
        self._tell = tell
        self._found: list[Notice] = []
        self._told: Notice | None = None
        self._durable: int | None = None
        self._mark: Mark | None = None
        segments = _existing_or_begun(folder, header)
        self.header = first_header(segments) or {"format": FORMAT, **(header or {})}
        self._end = self._open_end(segments[-1])
        self._ballast = Ballast(folder / ".ballast")
        self._ballast.make()
        self._closed = False
        self._gathered: list[_Waiting] = []
        """What the caller has appended in one go: the writer, once woken, takes turns with whoever woke it."""
        self._queue: SimpleQueue[list[_Waiting] | Callable[[], None] | None] = SimpleQueue()
        self._writer = threading.Thread(target=self._write_until_closed, name="journal", daemon=True)
        self._writer.start()

    @classmethod
    def open(
        cls,
        folder: Path,
        header: Mapping[str, Any] | None = None,
        *,
        deliver: Deliver = lambda call: call(),
        tell: Tell = lambda notice: None,
    ) -> Journal:
        """Open the journal in `folder`, or begin it with `header`; one that exists keeps its own.

        Raises SessionLocked, FutureFormat, FileNotFoundError (no journal and no header) or the disk's OSError. `tell`
        gets, through `deliver` like all the rest, what the disk does later on.
        """
        if header is not None:
            make_private_folder(folder)
        lock = SessionLock(folder / ".lock")
        try:
            return cls(folder, lock, header, deliver, tell)
        except BaseException:
            lock.release()
            raise

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was wrong with the journal, as far as it has been read: complete once `entries` has run out."""
        return tuple(self._found)

    @property
    def mark(self) -> Mark | None:
        """What the journal held when the last entry that its caller knows of was written; None if anything was ever
        wrong with it, which must be told again each time it is opened.
        """
        return None if self._found else self._mark

    def begins_with(self, mark: Mark) -> bool:
        """Whether this is one file whose first bytes are the very ones that were marked."""
        path = segment_path(self._folder, 1)
        return [segment.path for segment in find_segments(self._folder)] == [path] and begins_with(path, mark)

    def entries(self, since: Place = BEGINNING) -> Iterator[Entry]:
        """Every acknowledged entry in order; bytes that cannot be read are kept beside the journal."""
        reading = read_segments(find_segments(self._folder), partial(keep_aside, self._folder), since)
        yield from reading.entries
        self._found += [notice for notice in reading.notices if notice not in self._found]

    def append(self, entry: Mapping[str, Any], done: Done) -> None:
        """Have `entry` written. Its `seq` follows the one before; the first one appended follows the last one read.

        When the disk refuses an entry, all those after it are refused too, until one comes that follows the last on the
        disk. Raises TypeError or ValueError for what JSON cannot hold.
        """
        if self._closed:
            raise ValueError("the journal is closed")
        self._gathered.append(_Waiting(entry["seq"], encode_line(entry), done))
        if len(self._gathered) == 1:
            self._hand_over(self._hand_in)

    def rewrite(self, change: Change) -> None:
        """Has the whole journal written anew, all or nothing, with its entries changed; blocks. Raises OSError.

        What cannot be read is not kept: neither in the journal nor beside it.
        """
        if self._closed:
            raise ValueError("the journal is closed")
        turn: Future[None] = Future()
        self._queue.put(partial(self._rewrite, change, turn))
        turn.result()

    def close(self) -> None:
        """Write what waits, then let another process open the session."""
        if self._closed:
            return
        self._closed = True
        self._hand_in()
        self._queue.put(None)
        self._writer.join()
        self._end.drop()
        self._ballast.free()
        self._lock.release()

    def _hand_in(self) -> None:
        if self._gathered:
            self._queue.put(self._gathered)
            self._gathered = []

    def _open_end(self, last: Segment) -> SegmentWriter:
        torn = cut_torn_tail(last.path)
        if torn is not None:
            self._found.append(torn)
        # After bytes that could be neither cut nor read as a header, only a new segment can be read again.
        sound = last.header is not None and (torn is None or torn.kept is not None)
        return SegmentWriter(self._folder, self.header, last, continues=sound)

    def _write_until_closed(self) -> None:
        with suppress(OSError):  # whoever reads the entries meets it too, and tells
            self._end.follow()
        self._hand_over(partial(self._settle, [], self._end.mark))
        while (work := self._queue.get()) is not None:
            if callable(work):
                work()
                continue
            batch, then = self._all_gathered(work)
            self._commit(batch)
            if callable(then):
                then()
            elif then is None:
                return

    def _all_gathered(self, batch: list[_Waiting]) -> tuple[list[_Waiting], Callable[[], None] | list[_Waiting] | None]:
        """All that waits to be written, up to anything else that there is to do."""
        for _ in range(self._queue.qsize()):
            more = self._queue.get()
            if not isinstance(more, list):
                return batch, more
            batch += more
        return batch, []

    def _rewrite(self, change: Change, turn: Future[None]) -> None:
        try:
            entries = read_journal(self._folder).entries
            lines = [encode_line({"format": FORMAT, **self.header}), *map(encode_line, change(entries))]
            forget_aside(self._folder)
            self._end.replace(b"".join(lines))
        except Exception as failure:
            turn.set_exception(failure)
        else:
            self._hand_over(partial(self._settle, [], self._end.mark))
            turn.set_result(None)

    def _commit(self, batch: list[_Waiting]) -> None:
        last = batch[0].seq - 1 if self._durable is None else self._durable
        lines: list[bytes] = []
        # An entry appended before its caller learnt of a failure stands on a state that is gone: its number tells.
        follows: list[bool] = []
        for waiting in batch:
            follows.append(waiting.seq == last + len(lines) + 1)
            if follows[-1]:
                lines.append(waiting.line)
        error = self._write(lines, last) if lines else None
        gone = OSError(errno.ECANCELED, "an entry before this one was refused")
        outcomes = [(w.done, error if follow else gone) for w, follow in zip(batch, follows, strict=True)]
        self._hand_over(partial(self._settle, outcomes, self._end.mark))

    def _settle(self, outcomes: list[tuple[Done, OSError | None]], mark: Mark | None) -> None:
        self._mark = mark
        for done, error in outcomes:
            try:
                done(error)
            except Exception:
                # One caller's mistake must neither stop the writer nor leave the others waiting.
                _log.exception("a journal callback failed")

    def _write(self, lines: list[bytes], last: int) -> OSError | None:
        self._durable = last
        try:
            self._end.write(b"".join(lines), last)
        except OSError as failure:
            self._recover(failure, last)
            return failure
        self._durable = last + len(lines)
        room = self._ballast.make()
        if self._told is not None and (room or not isinstance(self._told, DiskFull)):
            self._say(DiskAnswers())
            self._told = None
        return None

    def _recover(self, failure: OSError, last: int) -> None:
        if failure.errno in _FULL:
            notice: Notice = DiskFull(reserve_freed=self._ballast.free())
        else:
            notice = DiskRefused(errno.errorcode.get(failure.errno or 0, str(failure)))
        # Begun now rather than at the next entry, so that a restart does not bring back what was refused.
        try:
            self._end.begin_segment(last)
        except OSError:
            _log.info("no new segment yet", exc_info=True)
        if notice != self._told:
            self._told = notice
            self._say(notice)

    def _say(self, notice: Notice) -> None:
        self._hand_over(partial(self._tell, notice))

    def _hand_over(self, call: Callable[[], object]) -> None:
        try:
            self._deliver(call)
        except Exception:
            # A closed loop, or somebody's mistake: neither may stop the writer.
            _log.exception("nobody could be told")


def _existing_or_begun(folder: Path, header: Mapping[str, Any] | None) -> list[Segment]:
    segments = find_segments(folder)
    if not segments:
        if header is None:
            raise FileNotFoundError(errno.ENOENT, "no journal", str(folder))
        write_atomically(segment_path(folder, 1), encode_line({"format": FORMAT, **header}))
        segments = find_segments(folder)
    sweep_temporaries(folder)
    return segments
