"""The text of a QR code that brings a phone onto a Wi-Fi network."""

from __future__ import annotations

import re
from typing import Final

LONGEST_NAME: Final = 32
LONGEST_PASSWORD: Final = 63
_SPECIAL: Final = re.compile(r'([\\;,":])')


def wifi_text(name: str, password: str) -> str:
    """What the code holds, as phones read it; without a password, the network is an open one."""
    if not password:
        return f"WIFI:T:nopass;S:{_escaped(name)};;"
    return f"WIFI:T:WPA;S:{_escaped(name)};P:{_escaped(password)};;"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
