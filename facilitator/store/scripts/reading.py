"""A script file, from its bytes to checked values."""

from __future__ import annotations

import dataclasses
import hashlib
import tomllib
from importlib.resources.abc import Traversable
from typing import Any, get_args, get_type_hints

from facilitator.engine.script import Script
from facilitator.store.scripts.problems import Reading


def script_hash(text: str) -> str:
    """What tells two versions of a script apart."""
    return hashlib.sha256(text.encode()).hexdigest()


def _value(value: Any, hint: Any) -> Any:
    if dataclasses.is_dataclass(hint):
        hints = get_type_hints(hint)
        return hint(**{key: _value(one, hints[key]) for key, one in value.items()})  # type: ignore[operator]
    if isinstance(value, list):
        return tuple(_value(one, get_args(hint)[0]) for one in value)
    if hint is int and isinstance(value, str):
        hours, minutes = value.split(":")
        return int(hours) * 60 + int(minutes)
    return value.strip() if isinstance(value, str) else value


def read_script(file: Traversable) -> Reading:
    """Everything a script file says, and everything that is wrong with it."""
    text = file.read_bytes().decode("utf-8-sig")
    return Reading(file.name, text, _value(tomllib.loads(text), Script))
