"""Who asks from this very machine, and with which key."""

from __future__ import annotations

from hmac import compare_digest
from typing import Final

from starlette.types import Scope

HERE: Final = ("127.0.0.1", "::1")


def is_near(scope: Scope) -> bool:
    """Whether a request comes from this machine."""
    return scope["client"] is not None and scope["client"][0] in HERE


def same(key: str, other: str) -> bool:
    """Whether two keys are one, in a time that tells nothing of either."""
    return compare_digest(key.encode(), other.encode())
