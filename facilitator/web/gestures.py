"""A form without scripts as the JSON that a command is made of: the same commands, whoever fills them in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import fields
from functools import lru_cache
from typing import Any, Final, get_args, get_origin, get_type_hints
from urllib.parse import parse_qsl

from facilitator.engine.decide import COMMANDS

_MOST_FIELDS: Final = 500
_TICKED: Final = ("on", "true")
_TRUTHS: Final[Mapping[str, bool]] = {"true": True, "false": False}


def read_fields(body: bytes) -> dict[str, str]:
    """The fields of a form by name; raises ValueError for a flood of them."""
    text = body.decode("utf-8", "replace")
    return dict(parse_qsl(text, keep_blank_values=True, errors="replace", max_num_fields=_MOST_FIELDS))


def as_json(command: str, form: Mapping[str, str]) -> dict[str, Any]:
    """What the form says, with the kinds of values that the command wants; fields of others are left out.

    A field inside another is called `outer.inner`: a ballot's points, a card's lines. Where things are only named, a
    ticked box names itself, any other field names several, apart. What is left empty is not said.
    """
    if command not in COMMANDS:
        return {name: _TRUTHS.get(value, value) for name, value in form.items()}
    hints = _hints(command)
    said = {name: _value(form, name, hint) for name, hint in hints.items()}
    return {name: value for name, value in said.items() if value is not None}


@lru_cache
def _hints(command: str) -> Mapping[str, Any]:
    kind = COMMANDS[command]
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _value(form: Mapping[str, str], name: str, hint: Any) -> Any:
    if get_origin(hint) is tuple:
        return _several(_inside(form, name), hint)
    return _single(form[name], hint) if form.get(name) else None


def _several(inside: Iterable[tuple[str, str]], hint: Any) -> list[Any] | None:
    """Pairs by name, or numbers in their order: a place that nobody chose holds none of the people counted."""
    kind = get_args(hint)[0]
    if get_origin(kind) is tuple:
        value = get_args(kind)[1]
        return [[name, _single(text, value)] for name, text in inside if text] or None
    if kind is int:
        return [_single(text or "0", int) for _, text in inside] or None
    return [one for name, text in inside for one in ((name,) if text in _TICKED else text.split())] or None


def _inside(form: Mapping[str, str], name: str) -> list[tuple[str, str]]:
    prefix = f"{name}."
    return [(key.removeprefix(prefix), value) for key, value in form.items() if key.startswith(prefix)]


def _single(text: str, hint: Any) -> Any:
    """The value a text stands for; the text itself when it stands for none, to be refused with the rest.

    Several values stand apart: the seconds of each round.
    """
    if get_origin(hint) is tuple:
        return [_single(part, get_args(hint)[0]) for part in text.split()]
    wanted = get_args(hint) if get_origin(hint) is not None else (hint,)
    if bool in wanted:
        return _TRUTHS.get(text, text)
    for kind in (int, float):
        if kind in wanted:
            with suppress(ValueError):
                return kind(text)
    return text
