"""Reading what others may have put where our files stand: only real files are opened, and none is read without end."""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path
from typing import Any, BinaryIO, Final

from facilitator.locale import gettext as _
from facilitator.store.atomic import BINARY

LARGEST: Final = 64_000_000
"""Bytes; a session of ten thousand contributions takes a tenth of it."""

_OPENING: Final[int] = os.O_RDONLY | BINARY | getattr(os, "O_NONBLOCK", 0)
"""Without waiting for whoever would write in a pipe."""


def open_file(path: Path) -> BinaryIO:
    """The file, to be read. Raises OSError, also for a folder, a pipe or a device."""
    descriptor = os.open(path, _OPENING)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, _("ce n’est pas un fichier"), str(path))
    return os.fdopen(descriptor, "rb")


def read_file(path: Path, largest: int = LARGEST) -> bytes:
    """All that the file holds. Raises OSError, also when that is more than can be ours."""
    with open_file(path) as file:
        content = file.read(largest + 1)
    if len(content) > largest:
        raise OSError(errno.EFBIG, _("ce fichier est bien trop gros"), str(path))
    return content


def parse_json(content: bytes) -> Any:
    """What the JSON says; raises ValueError, also for what is nested beyond reason."""
    try:
        return json.loads(content)
    except RecursionError as deep:
        raise ValueError("too deep") from deep


def read_json(path: Path, largest: int = LARGEST) -> Any:
    """What a file of JSON says. Raises OSError, ValueError."""
    return parse_json(read_file(path, largest))
