"""What a phone sends: a form or a JSON object, read the same way and cleaned here, before anything else sees it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

from starlette.types import Receive, Scope

from facilitator.engine.text import clean
from facilitator.locale import deferred as N_
from facilitator.web.swift import LARGEST_FORM, read_body

_MOST_FIELDS: Final = 500
_LONGEST: Final = 2_000
"""No question takes more characters: what is longer is left too long, for the session to refuse."""
_WHOLE: Final = re.compile(r"-?[0-9]{1,9}")
_NO: Final = ("", "0", "false")


class Unread(Exception):
    """A body that cannot be taken, with its status and its sentence in French."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


class Gone(Exception):
    """Whoever was asking hung up."""


class Form(Mapping[str, str]):
    """Fields by name, all of them text; a field inside another is called `outer.inner`."""

    def __init__(self, fields: Iterable[tuple[str, str]] = ()) -> None:
        self._fields = {name: clean(value, limit=_LONGEST + 1) for name, value in fields}

    def __getitem__(self, name: str) -> str:
        return self._fields[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def text(self, name: str) -> str:
        return self._fields.get(name, "")

    def flag(self, name: str, default: bool = False) -> bool:
        return self._fields[name].lower() not in _NO if name in self._fields else default

    def whole(self, name: str, default: int | None = None) -> int:
        """A whole number. Raises Unread when it is none, or missing without a default."""
        value = self.text(name)
        if not value and default is not None:
            return default
        if not _WHOLE.fullmatch(value):
            raise not_understood()
        return int(value)

    def maybe_whole(self, name: str) -> int | None:
        """A whole number, or None where nothing was given."""
        return self.whole(name) if self.text(name) else None

    def inside(self, name: str) -> tuple[tuple[str, str], ...]:
        """The fields inside that one."""
        prefix = f"{name}."
        return tuple((key[len(prefix) :], value) for key, value in self._fields.items() if key.startswith(prefix))


def not_understood() -> Unread:
    """What is said of a form nobody here has made."""
    return Unread(422, N_("Cet envoi est incomplet ou abîmé : rechargez la page."))


async def read_form(scope: Scope, receive: Receive) -> Form:
    """The form in a request's body. Raises Unread, or Gone."""
    body = await read_body(receive)
    if body is None:
        raise Gone
    return form_in(scope, body)


def form_in(scope: Scope, body: bytes) -> Form:
    """The form that a request's body is. Raises Unread."""
    if len(body) > LARGEST_FORM:
        raise Unread(413, N_("C’est beaucoup trop long pour une carte."))
    kind = next((value for name, value in scope["headers"] if name == b"content-type"), b"")
    kind = kind.split(b";")[0].strip().lower()
    try:
        if kind == b"application/x-www-form-urlencoded":
            text = body.decode("utf-8", "replace")
            return Form(parse_qsl(text, keep_blank_values=True, errors="replace", max_num_fields=_MOST_FIELDS))
        if kind == b"application/json":
            return Form(_fields(json.loads(body)))
    except (ValueError, TypeError, RecursionError) as error:
        raise not_understood() from error
    if not body:
        return Form()
    raise Unread(415, N_("Cet envoi n’est ni un formulaire ni du JSON."))


def _fields(value: Any) -> Iterable[tuple[str, str]]:
    """The fields of a JSON object as a form would send them; raises TypeError for anything stranger."""
    if type(value) is dict and all(type(inner) is str for inner in value.values()):
        return value.items()
    return _flat(value)


def _flat(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    pairs = _pairs(value, name)
    if pairs is not None:
        for key, inner in pairs:
            yield from _flat(inner, f"{name}.{_key(key)}" if name else _key(key))
    elif isinstance(value, bool):
        yield name, "1" if value else "0"
    elif isinstance(value, str | int):
        yield name, str(value)
    elif value is not None:
        raise TypeError(value)


def _pairs(value: Any, name: str) -> Iterable[tuple[Any, Any]] | None:
    """What an object holds, or a list of pairs inside one, as views write theirs."""
    if isinstance(value, dict):
        return value.items()
    if isinstance(value, list) and name:
        return ((key, inner) for key, inner in value)
    if not name:
        raise TypeError(value)
    return None


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError(key)
    return key
