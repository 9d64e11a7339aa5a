"""Replaying a journal: every acknowledged entry once and in order, and nothing wrong in silence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import Any, Final

from facilitator.store.notices import DamagedLines, HeaderLost, MissingEntries, Notice, RepeatedEntries, TornTail
from facilitator.store.outside import open_file, parse_json
from facilitator.store.segments import Segment, acknowledged_up_to, find_segments, read_object, sound_body

Entry = dict[str, Any]
KeepAside = Callable[[str, bytes], Path | None]
"""Copies damaged bytes under a name, and says where."""

_CHUNK = 256
"""Lines handed to the JSON reader at once: one call for many is twice as quick as one call for each."""


@dataclass(frozen=True, slots=True)
class Place:
    """A point in a journal of one sound file: after so many entries, and the bytes that they take with the header."""

    seq: int
    length: int


BEGINNING: Final = Place(0, 0)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a journal says. `notices` is complete once `entries` has run out."""

    header: Mapping[str, Any]
    entries: Iterator[Entry]
    notices: list[Notice]


def read_journal(folder: Path) -> Reading:
    """Read a session's journal without a lock and without changing anything; raises FileNotFoundError, FutureFormat."""
    segments = find_segments(folder)
    if not segments:
        raise FileNotFoundError(folder / "journal.jsonl")
    return read_segments(segments, keep_aside=lambda name, damaged: None)


def read_segments(segments: list[Segment], keep_aside: KeepAside, since: Place = BEGINNING) -> Reading:
    """Read these segments; damaged bytes are handed to `keep_aside`."""
    header = first_header(segments)
    notices: list[Notice] = [] if header else [HeaderLost()]
    return Reading(header, _replay(segments, notices, keep_aside, since), notices)


def first_header(segments: list[Segment]) -> Mapping[str, Any]:
    """The journal's header, from the first segment where it can be read; empty where none can."""
    found: Mapping[str, Any] = next((segment.header for segment in segments if segment.header), {})
    return {key: value for key, value in found.items() if key not in ("segment", "after")}


def _replay(segments: list[Segment], notices: list[Notice], keep_aside: KeepAside, since: Place) -> Iterator[Entry]:
    expected = since.seq + 1
    for segment, limit in zip(segments, acknowledged_up_to(segments), strict=True):
        if expected > limit:
            continue
        strangers = 0
        start = since if segment is segments[0] else BEGINNING
        for entry in _entries(segment, segment is segments[-1], notices, keep_aside, start):
            seq = entry.get("seq") if isinstance(entry, dict) else None
            ahead = seq - expected if type(seq) is int else -1
            if ahead < 0:
                strangers += 1
                continue
            if expected + ahead > limit:
                break
            if ahead:
                notices.append(MissingEntries(expected, expected + ahead - 1))
            expected += ahead + 1
            yield entry
            # Asking for one more would report damage among what was never acknowledged.
            if expected > limit:
                break
        if strangers:
            notices.append(RepeatedEntries(segment.path.name, strangers))
    promised = max((segment.after or 0 for segment in segments), default=0)
    if expected <= promised:
        notices.append(MissingEntries(expected, promised))


def _entries(
    segment: Segment, is_last: bool, notices: list[Notice], keep_aside: KeepAside, since: Place
) -> Iterator[Entry]:
    with open_file(segment.path) as file:
        file.seek(since.length)
        first = since.seq + 2 if since.length else 1
        lines = ((number, line, sound_body(line)) for number, line in enumerate(file, first))
        if segment.header is not None and not since.length:
            next(lines)
        for damaged, run in groupby(lines, key=lambda numbered: numbered[2] is None):
            if damaged:
                notices.extend(_damage(segment, is_last, [(number, line) for number, line, _ in run], keep_aside))
                continue
            while bodies := [body for _, _, body in islice(run, _CHUNK) if body is not None]:
                yield from _parse(bodies)


def _parse(bodies: list[bytes]) -> Iterable[Entry]:
    try:
        values: list[Entry] = parse_json(b"[%b]" % b",".join(bodies))
    except ValueError:
        values = []
    if len(values) == len(bodies):
        return values
    return [read_object(body) or {} for body in bodies]


def _damage(
    segment: Segment, is_last: bool, run: list[tuple[int, bytes]], keep_aside: KeepAside
) -> Iterator[DamagedLines | TornTail]:
    torn = b"" if run[-1][1].endswith(b"\n") else run.pop()[1]
    if run:
        first = run[0][0]
        kept = keep_aside(f"journal-damaged-{segment.number}-{first}", b"".join(line for _, line in run))
        yield DamagedLines(segment.path.name, first, len(run), kept)
    # In an older segment it is what a failed write left, already told when it failed.
    if torn and is_last:
        yield TornTail(len(torn), None)
