"""What a program of ours may send to a terminal: words, and the few sequences that draw them."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

_OURS: Final = re.compile(
    rb"""\x1b(?:
      \[ [0-9;:]* m                       # colours
    | \[ [0-9;]* [HABCDGJK]               # the cursor, and clearing
    | \[ [0-9]* [ ]q                      # its shape
    | \[\? [0-9;]+ [hl]                   # modes, in and out
    | \[\? [0-9]+ \$p | \[ [><=]? [0-9;]* u | \[\?u | \[ c | \[ >c | \[ >0q | \[ [0-9;]+ t   # questions to the terminal
    | [=>78]
    | \]22;[a-z]*\x07                     # the mouse's shape
    )""",
    re.VERBOSE,
)
_BEGUN: Final = re.compile(rb"(?:\x1b(?:\[[?0-9;]*)?|[\xc2-\xf4][\x80-\xbf]{0,3})\Z")
_UNSEEN: Final = re.compile(
    "[\x00-\x07\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\udc80-\udcff].{0,7}"
)


def not_ours(written: bytes) -> Counter[str]:
    """What was sent to a terminal and is neither words nor ours; the last of it may still be on its way."""
    words = _OURS.sub(b"", _BEGUN.sub(b"", written))
    return Counter(found[0] for found in _UNSEEN.finditer(words.decode("utf-8", "surrogateescape")))
