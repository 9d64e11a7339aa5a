r"""A journal's files and their lines.

A line is `{crc32:08x} {length} {json}\n`. The first of each segment is a header: the journal's own, and from the second
segment on `segment`, its number, and `after`, the last entry that was on the disk when it was begun. What an older
segment holds beyond that was never acknowledged: it is not read.
"""

from __future__ import annotations

import json
import os
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitator.engine.text import clean_line
from facilitator.locale import gettext as _
from facilitator.store.outside import open_file, parse_json

FORMAT = 1

_NAME = re.compile(r"journal(?:-(\d+))?\.jsonl")
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_encode_as_ascii = json.JSONEncoder(allow_nan=False, separators=(",", ":")).encode


class FutureFormat(Exception):
    """This journal was written by a more recent facilitator."""

    def __init__(self, path: Path, found: object) -> None:
        super().__init__(path, found)
        self.path = path
        self.found = clean_line(str(found), limit=20)

    def sentence(self) -> str:
        return _(
            "Cette session a été écrite par une version plus récente de facilitator (format {found}, celle-ci lit"
            " jusqu’au format {known}) : mettez facilitator à jour. Rien n’a été touché."
        ).format(found=self.found, known=FORMAT)

    __str__ = sentence


@dataclass(frozen=True, slots=True)
class Segment:
    """One file of a journal."""

    path: Path
    number: int
    header: Mapping[str, Any] | None
    """None where it cannot be read."""
    after: int | None
    """The last entry acknowledged before this segment; None when the segment holds nothing that tells."""


def encode_line(value: Mapping[str, Any]) -> bytes:
    """One line of the journal; raises ValueError or TypeError for what JSON cannot hold."""
    try:
        body = _encode(value).encode()
    except UnicodeEncodeError:  # a lone surrogate: JSON can hold it, UTF-8 cannot
        body = _encode_as_ascii(value).encode()
    return b"%08x %d %b\n" % (zlib.crc32(body), len(body), body)


def sound_body(line: bytes) -> bytes | None:
    """The JSON in a line, if its length and checksum vouch for every byte of it."""
    start = line.find(b" ", 9) + 1
    body = line[start:-1]
    # Comparing with the prefix we would write is quicker than reading numbers, and takes no other spelling of them.
    return body if line[:start] == b"%08x %d " % (zlib.crc32(body), len(body)) and line.endswith(b"\n") else None


def read_object(body: bytes) -> dict[str, Any] | None:
    """The object that this JSON is, None if it is none."""
    try:
        value = parse_json(body)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def segment_path(folder: Path, number: int) -> Path:
    """Where a segment lives."""
    return folder / ("journal.jsonl" if number == 1 else f"journal-{number}.jsonl")


def find_segments(folder: Path) -> list[Segment]:
    """The journal's segments in order; raises FutureFormat if any is newer than this program."""
    # Not `Path.glob`: it takes a folder that cannot be read for an empty one.
    numbers = sorted(int(match[1] or 1) for name in os.listdir(folder) if (match := _NAME.fullmatch(name)))
    return [_open_segment(segment_path(folder, number), number) for number in numbers]


def acknowledged_up_to(segments: list[Segment]) -> list[float]:
    """For each segment, the last of its entries that counts."""
    limits = []
    limit = float("inf")
    for segment in reversed(segments):
        limits.append(limit)
        if segment.after is not None:
            limit = min(limit, segment.after)
    return limits[::-1]


def _open_segment(path: Path, number: int) -> Segment:
    with open_file(path) as lines:
        header = _object_in(next(lines, b""))
        if header is None or "format" not in header:
            return Segment(path, number, None, _before_first(lines))
    if not isinstance(header["format"], int) or header["format"] > FORMAT:
        raise FutureFormat(path, header["format"])
    return Segment(path, number, header, header.get("after", 0))


def _before_first(lines: Iterable[bytes]) -> int | None:
    """Where the header is damaged, what the segment begins with tells where the one before stopped."""
    for line in lines:
        value = _object_in(line)
        if value is not None and isinstance(seq := value.get("seq"), int):
            return seq - 1
    return None


def _object_in(line: bytes) -> dict[str, Any] | None:
    body = sound_body(line)
    return None if body is None else read_object(body)
