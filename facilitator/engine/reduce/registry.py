"""The table of reducers, which the modules of this package fill."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from facilitator.engine.draft import Draft

E = TypeVar("E")

REDUCERS: Final[dict[type[Any], Callable[[Any, Draft], None]]] = {}


def on(kind: type[E]) -> Callable[[Callable[[E, Draft], None]], Callable[[E, Draft], None]]:
    """Makes a function the one that writes what such an event says."""

    def register(function: Callable[[E, Draft], None]) -> Callable[[E, Draft], None]:
        REDUCERS[kind] = function
        return function

    return register
