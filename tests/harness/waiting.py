"""Waiting for what another process does, with a deadline and a sentence when it does not come."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


def wait_until(look: Callable[[], Found], what: Callable[[], str] | str, timeout: float = 10.0) -> Found:
    """Look again and again until something is found (is true), then return it."""
    deadline = time.monotonic() + timeout
    while not (found := look()):
        if time.monotonic() > deadline:
            raise AssertionError(f"after {timeout:g} s, still waiting for {what if isinstance(what, str) else what()}")
        time.sleep(0.02)
    return found
