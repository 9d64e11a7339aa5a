"""From a request's JSON to a command: the one entrance of foreign text, so every string is cleaned here."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from math import isfinite
from typing import Any, Final, get_args, get_origin

from cattrs import Converter

from facilitator.engine.commands import Command
from facilitator.engine.decide import COMMANDS
from facilitator.engine.text import clean
from facilitator.locale import gettext as _

_LARGEST: Final = 2**53
"""Beyond it, JSON programs no longer agree on whole numbers."""


class Unusable(Exception):
    """A request that says nothing a session understands; its text is a sentence."""


def read_command(name: str, body: bytes) -> Command:
    """The command of that name in kebab-case, with the fields of a JSON object. Raises KeyError, Unusable."""
    kind = COMMANDS[name]
    try:
        command: Command = _READ(json.loads(body or b"{}"), kind)
    except Exception as error:  # whatever a hook met in somebody else's JSON
        expected = ", ".join(field.name for field in fields(kind)) or "—"
        raise Unusable(
            _("Demande inutilisable : « {name} » attend un objet JSON avec {fields}.").format(
                name=name, fields=expected
            )
        ) from error
    return command


def _text(value: Any, _: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return clean(value)


def _truth(value: Any, _: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _whole(value: Any, _: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _LARGEST:
        raise TypeError(value)
    return value


def _number(value: Any, _: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not isfinite(value):
        raise TypeError(value)
    return float(value)


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _converter() -> Converter:
    converter = Converter(detailed_validation=False, forbid_extra_keys=True)
    for kind, hook in ((str, _text), (bool, _truth), (int, _whole), (float, _number)):
        converter.register_structure_hook(kind, hook)

    def values(value: Any, kind: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise TypeError(value)
        kinds = get_args(kind)
        if kinds[-1] is Ellipsis:
            return tuple(converter.structure(one, kinds[0]) for one in value)
        return tuple(converter.structure(one, each) for one, each in zip(value, kinds, strict=True))

    converter.register_structure_hook_func(_is_tuple, values)
    return converter


_READ: Final[Callable[[Any, Any], Any]] = _converter().structure
