"""Files as no program of ours would leave them, to be put where ours stand."""

from __future__ import annotations

import os
import random
import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from facilitator.store.segments import encode_line, read_object, sound_body

HUGE: Final = 100_000_000


def _written(change: Callable[[bytes], bytes]) -> Callable[[Path, bytes], object]:
    return lambda path, content: path.write_bytes(change(content))


def _shuffled(content: bytes) -> bytes:
    lines = content.splitlines(keepends=True)
    random.Random(7).shuffle(lines)
    return b"".join(lines)


def _from_the_future(content: bytes) -> bytes:
    """The same of a format to come, its lines still sound where they have a checksum."""
    later = re.sub(rb'("format": ?|^format = )1\b', rb"\g<1>99", content, count=1, flags=re.MULTILINE)
    first, _, rest = content.partition(b"\n")
    body = sound_body(first + b"\n")
    header = None if body is None else read_object(body)
    return later if header is None else encode_line({**header, "format": 99}) + rest


def _huge(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    os.truncate(path, HUGE)


def _device(path: Path, content: bytes) -> None:
    try:
        os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("devices cannot be made here (it takes root)")


SHAPES: Final[dict[str, Callable[[Path, bytes], object]]] = {
    "empty": _written(lambda content: b""),
    "cut": _written(lambda content: content[: len(content) * 2 // 3]),
    "shuffled": _written(_shuffled),
    "backwards": _written(lambda content: content[::-1]),
    "from the future": _written(_from_the_future),
    "deep": _written(lambda content: b"[" * 100_000),
    "deep, and sound": _written(lambda content: encode_line({"format": 1}) + _sound(b'{"seq":1,"a":' + b"[" * 90_000)),
    "another's": _written(lambda content: b'{"format": "\\u001b]0;mine\\u0007", "session": [1e999, NaN, null]}'),
    "another's, and sound": _written(
        lambda content: encode_line({"format": "\x1b]0;mine\x07"}) + encode_line({"seq": float(1)})
    ),
    "UTF-16": _written(lambda content: content.decode().encode("utf-16")),
    "Latin-1": _written(lambda content: "été « à »".encode("latin-1") * 100),
    "zeros": _written(lambda content: bytes(5000)),
    "huge": _huge,
    "a link to itself": lambda path, content: path.symlink_to(path),
    "a link to nothing": lambda path, content: path.symlink_to("nowhere"),
    "a link to what has no end": lambda path, content: path.symlink_to("/dev/zero"),
    "a pipe": lambda path, content: os.mkfifo(path),
    "a folder": lambda path, content: path.mkdir(),
    "a device": _device,
}


def _sound(body: bytes) -> bytes:
    import zlib

    return b"%08x %d %b\n" % (zlib.crc32(body), len(body), body)


def put(shape: str, path: Path) -> None:
    """Has this stand in the place of a file."""
    content = path.read_bytes() if path.is_file() else b""
    path.unlink(missing_ok=True)
    SHAPES[shape](path, content)


def picture(folder: Path) -> dict[str, tuple[int, int, object]]:
    """Everything in a folder, to see whether anything was touched: kind, size, content or what a link says."""
    seen: dict[str, tuple[int, int, object]] = {}
    for path in sorted(folder.rglob("*")):
        about = path.lstat()
        inside: object = None
        if stat.S_ISLNK(about.st_mode):
            inside = os.readlink(path)
        elif stat.S_ISREG(about.st_mode):
            inside = path.read_bytes() if about.st_size < HUGE else about.st_mtime_ns
        seen[str(path.relative_to(folder))] = (about.st_mode, about.st_size, inside)
    return seen
