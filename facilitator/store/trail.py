"""What a file held at each moment of its growth, told in a few bytes: enough to know it again, byte for byte."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Mark:
    """The first `length` bytes of a file."""

    length: int
    digest: str


class Trail:
    """Follows a file from its first byte."""

    def __init__(self) -> None:
        self._length = 0
        self._hash = blake2b(digest_size=16)

    @property
    def mark(self) -> Mark:
        """What it has followed so far."""
        return Mark(self._length, self._hash.hexdigest())

    def add(self, grown: bytes) -> None:
        """Takes in what follows."""
        self._length += len(grown)
        self._hash.update(grown)

    def read(self, file: BinaryIO, end: int | None = None) -> None:
        """Takes in a file up to byte `end`, or all of it."""
        while grown := file.read(_CHUNK if end is None else min(_CHUNK, end - self._length)):
            self.add(grown)


def begins_with(path: Path, mark: Mark) -> bool:
    """Whether a file still begins with the very bytes that were marked."""
    trail = Trail()
    with path.open("rb", buffering=0) as file:
        trail.read(file, mark.length)
    return trail.mark == mark
