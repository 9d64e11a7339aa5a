"""Office files are archives: what every one of them needs, whoever makes it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from facilitator.exporters.wording import typeset

UNDATED: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""When a document says it was made: the same session gives the same bytes on any day."""

_OLDEST: Final = (1980, 1, 1, 0, 0, 0)
_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def repacked(archive: bytes) -> bytes:
    """The same archive without the time at which it was made: the same parts give the same bytes."""
    stable = BytesIO()
    with ZipFile(BytesIO(archive)) as made, ZipFile(stable, "w") as file:
        # An OpenDocument file begins with its type, not compressed, so that it can be told without unpacking it.
        for name in sorted(made.namelist(), key=lambda name: (name != "mimetype", name)):
            info = ZipInfo(name, _OLDEST)
            info.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            file.writestr(info, made.read(name))
    return stable.getvalue()


def legal(text: str) -> str:
    """Text without what XML may not hold: a file from elsewhere never went through our door."""
    return _ILLEGAL.sub("", text)


def printed(text: str) -> str:
    """Text as a page shows it."""
    return legal(typeset(text))
