"""A long mapping that costs little to copy: what was written lately, over what stood there before and is shared."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, KeysView, MutableMapping, ValuesView
from typing import Any, Final, TypeVar

LONG: Final = 256
"""Keys from which sharing is worth its trouble; and writes after which a copy is made all the same."""

K = TypeVar("K")
V = TypeVar("V")


class Table(MutableMapping[K, V]):
    """Reads and writes as a dict does, in the same order; its copies see nothing of each other's writes."""

    __slots__ = ("_before", "_lately")

    def __init__(self, before: dict[K, V]) -> None:
        """Over a dict that nobody writes to any more."""
        self._before = before
        self._lately: dict[K, V] = {}

    def copy(self) -> Table[K, V]:
        """The same content, free to go another way."""
        if len(self._lately) >= LONG:
            return Table(self._whole())
        other = Table(self._before)
        other._lately = dict(self._lately)
        return other

    def __getitem__(self, key: K) -> V:
        return self._lately[key] if key in self._lately else self._before[key]

    def get(self, key: K, default: Any = None) -> Any:
        return self._lately[key] if key in self._lately else self._before.get(key, default)

    def __contains__(self, key: object) -> bool:
        return key in self._lately or key in self._before

    def __setitem__(self, key: K, value: V) -> None:
        self._lately[key] = value

    def __delitem__(self, key: K) -> None:
        left = dict(self._whole())
        del left[key]
        self._before = left

    def __iter__(self) -> Iterator[K]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def keys(self) -> KeysView[K]:
        return self._whole().keys()

    def values(self) -> ValuesView[V]:
        return self._whole().values()

    def items(self) -> ItemsView[K, V]:
        return self._whole().items()

    def _whole(self) -> dict[K, V]:
        """All of it as one dict, kept for the next readers; other threads may read meanwhile, so in this order."""
        if self._lately:
            self._before = {**self._before, **self._lately}
            self._lately = {}
        return self._before
