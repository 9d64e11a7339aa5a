"""Values of the engine as compact JSON and back: quick to read again, for a file that only this same code reads.

A list says first what it is. A table of ten thousand ideas is written by columns, and a column that says the same thing
ten thousand times says it once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, Final

from facilitator.engine import state
from facilitator.engine.draft import ABSENT

_ABSENT, _SAME, _PLAIN, _RUN, _TABLE, _ROWS = "absent", "same", "plain", "run", "table", "rows"
_SCALARS: Final = frozenset((str, int, float, bool, type(None)))
_KINDS: Final[dict[str, Any]] = {name: kind for name, kind in vars(state).items() if is_dataclass(kind)}


def pack(value: Any) -> Any:
    """A value as JSON. Raises KeyError for what no state holds."""
    if type(value) in _SCALARS:
        return value
    if isinstance(value, tuple):
        return _pack_run(value)
    if isinstance(value, Mapping):
        return [_TABLE, _pack_run(value.keys()), _pack_run(value.values())]
    if value is ABSENT:
        return [_ABSENT]
    kind: Any = type(value)
    return [_name(kind), *map(pack, _parts(kind)(value))]


def unpack(packed: Any) -> Any:
    """The value that was packed. Raises LookupError, TypeError or ValueError for anything else."""
    if type(packed) is not list:
        return packed
    read = _READERS.get(packed[0])
    return read(packed) if read else _KINDS[packed[0]](*map(unpack, packed[1:]))


def _pack_run(values: Collection[Any]) -> list[Any]:
    run = tuple(values)
    kinds = set(map(type, run))
    if len(run) > 1 == len(kinds) and run.count(run[0]) == len(run):
        return [_SAME, len(run), pack(run[0])]
    if kinds <= _SCALARS:
        return [_PLAIN, *run]
    if len(kinds) == 1 and is_dataclass(kind := kinds.pop()):
        return [_ROWS, _name(kind), *map(_pack_run, zip(*map(_parts(kind), run), strict=True))]
    return [_RUN, *map(pack, run)]


def _name(kind: Any) -> str:
    name: str = kind.__name__
    assert _KINDS[name] is kind
    return name


@cache
def _parts(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    return attrgetter(*(field.name for field in fields(kind)))  # a tuple: all of them have several fields


_READERS: Final[dict[str, Callable[[list[Any]], Any]]] = {
    _ABSENT: lambda packed: ABSENT,
    _SAME: lambda packed: (unpack(packed[2]),) * packed[1],
    _PLAIN: lambda packed: tuple(packed[1:]),
    _RUN: lambda packed: tuple(map(unpack, packed[1:])),
    _TABLE: lambda packed: dict(zip(unpack(packed[1]), unpack(packed[2]), strict=True)),
    _ROWS: lambda packed: tuple(map(_KINDS[packed[1]], *map(unpack, packed[2:]))),
}
