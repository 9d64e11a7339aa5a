"""Every gesture that has keys, read off the screens themselves."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from inspect import isclass
from pkgutil import walk_packages

from textual.binding import Binding
from textual.dom import DOMNode

import facilitator.tui
from facilitator.tui.keymap import Remappable


def remappable() -> dict[str, Remappable]:
    """By their ids, in the order of the modules; loads every screen."""
    found: dict[str, Remappable] = {}
    for binding in _bindings():
        if binding.id and binding.description:
            known = found.get(binding.id)
            keys = tuple(binding.key.split(","))
            if known is None or not set(keys) <= set(known.keys):
                keys = (*(known.keys if known else ()), *keys)
                found[binding.id] = Remappable(binding.id, keys, binding.description, binding.priority)
    return found


def _bindings() -> Iterator[Binding]:
    package = facilitator.tui
    for module in sorted(found.name for found in walk_packages(package.__path__, f"{package.__name__}.")):
        if module.endswith("__main__"):
            continue
        for kind in vars(import_module(module)).values():
            if isclass(kind) and issubclass(kind, DOMNode) and kind.__module__ == module:
                yield from (one for one in vars(kind).get("BINDINGS", ()) if isinstance(one, Binding))
