"""A state being written: mappings are copied at their first write, and every write is remembered so it can be undone.

This is what makes one reducer serve both the live session (one entry: one copy of what it touches, which shares what is
long) and the opening of an old one (thirty thousand entries: one copy in all), without a state ever being changed under
its readers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, Final

from facilitator.engine.running_order import as_run
from facilitator.engine.state import Change, SessionState
from facilitator.engine.table import LONG, Table

ABSENT: Final = object()
"""Stands in a Change for « there was nothing under that key »."""


class Draft:
    """The next state, while it is made."""

    __slots__ = ("_fields", "_owned", "_run_as", "changes", "remembers")

    def __init__(self, state: SessionState) -> None:
        self._fields: dict[str, Any] = dict(vars(state))
        self._owned: set[str] = set()
        self._run_as = self._running_order()
        self.changes: list[Change] = []
        self.remembers = True
        """Whether writes are remembered in `changes`: half the time of a fold, which most entries can spare."""

    def __getitem__(self, name: str) -> Any:
        return self._fields[name]

    def set(self, name: str, value: Any) -> None:
        """Sets a plain field of the state."""
        if self.remembers:
            self.changes.append(Change(name, None, "", self._fields[name], value))
        self._fields[name] = value

    def stamp(self, seq: int, at: float) -> None:
        """Says which entry this is the state after: nothing that is ever undone."""
        self._fields["seq"], self._fields["at"] = seq, at

    def put(self, table: str, key: Any, value: Any) -> None:
        """Sets what stands under a key."""
        mapping = self._own(table)
        if self.remembers:
            self.changes.append(Change(table, key, "", mapping.get(key, ABSENT), value))
        mapping[key] = value

    def lay(self, table: str, key: Any, value: Any) -> None:
        """Puts something that no undo takes away again: others may stand on it by then."""
        self._own(table)[key] = value

    def drop(self, table: str, key: Any) -> None:
        """Takes a key away, if it is there."""
        if key in self._fields[table]:
            old = self._own(table).pop(key)
            if self.remembers:
                self.changes.append(Change(table, key, "", old, ABSENT))

    def change(self, table: str, key: Any, **attributes: Any) -> None:
        """Sets attributes of the value under a key."""
        mapping = self._own(table)
        value = mapping[key]
        if self.remembers:
            for name, new in attributes.items():
                self.changes.append(Change(table, key, name, getattr(value, name), new))
        mapping[key] = _replaced(value, attributes)

    def revert(self, change: Change) -> None:
        """Puts back what a change replaced, unless somebody wrote there since."""
        if change.key is None:
            if self._fields[change.table] == change.new:
                self.set(change.table, change.old)
            return
        value = self._fields[change.table].get(change.key, ABSENT)
        if not change.attribute:
            if value == change.new:
                self._put_back(change)
        elif value is not ABSENT and getattr(value, change.attribute) == change.new:
            self.change(change.table, change.key, **{change.attribute: change.old})

    def freeze(self) -> SessionState:
        """The state as written. The draft may go on: it copies again before it writes again."""
        now = self._running_order()
        if any(part is not before for part, before in zip(now, self._run_as, strict=True)):
            self._fields["script"], self._run_as = as_run(self._fields["written"], *now), now
        self._owned.clear()
        state = object.__new__(SessionState)
        vars(state).update(self._fields)
        return state

    def _running_order(self) -> tuple[Any, Any, Any]:
        return self._fields["rewordings"], self._fields["additions"], self._fields["order"]

    def _put_back(self, change: Change) -> None:
        if change.old is ABSENT:
            self.drop(change.table, change.key)
        else:
            self.put(change.table, change.key, change.old)

    def _own(self, table: str) -> MutableMapping[Any, Any]:
        mapping: MutableMapping[Any, Any] = self._fields[table]
        if table not in self._owned:
            mapping = self._fields[table] = _copied(mapping)
            self._owned.add(table)
        return mapping


def _copied(mapping: Mapping[Any, Any]) -> MutableMapping[Any, Any]:
    if isinstance(mapping, Table):
        return mapping.copy()
    return dict(mapping) if len(mapping) < LONG else Table(dict(mapping))


def _replaced(value: Any, attributes: Mapping[str, Any]) -> Any:
    """`dataclasses.replace`, which looks at each field anew each time: half the time of a fold full of changes."""
    kind: Callable[..., Any] = type(value)
    names, parts = _parts(kind)
    return kind(**{**dict(zip(names, parts(value), strict=True)), **attributes})


@cache
def _parts(kind: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    names = tuple(field.name for field in fields(kind))
    return names, attrgetter(*names)  # a tuple, since all that stands in a table has several fields
