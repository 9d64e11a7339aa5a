"""The ideas of a wall and where each one stands at a given width: nothing drawn, nothing scrolled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from textual.cache import LRUCache

from facilitator.tui.text import wrap
from facilitator.tui.widgets.pile import Pile
from facilitator.tui.widgets.sections import Sections
from facilitator.tui.widgets.wall_item import WallItem, state_words

_FRESH_TICKS: Final = 5
_MOST_LINES: Final = 3
_NARROWEST: Final = 8


class WallContents:
    """What a wall holds. Nothing stands anywhere before `lay_out`."""

    def __init__(self, columns: Iterable[str] = ()) -> None:
        """Take the headings in their order; without any, ideas stand in one list."""
        self.sections = Sections({}, headed=False)
        self._columns = tuple(columns)
        self._width = 0
        self._items: dict[str, WallItem] = {}
        self._fresh: dict[str, int] = {}
        self._wrapped: LRUCache[str, list[str]] = LRUCache(512)

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, item_id: str) -> bool:
        return item_id in self._items

    def __getitem__(self, item_id: str) -> WallItem:
        return self._items[item_id]

    @property
    def newest(self) -> str | None:
        """The idea that came last."""
        return next(reversed(self._items), None)

    def is_fresh(self, item_id: str) -> bool:
        """Whether an idea has only just come."""
        return item_id in self._fresh

    def words_of(self, item: WallItem) -> list[str]:
        """The words of an idea, a line each."""
        words = self._wrapped.get(item.id)
        if words is None:
            words = self._wrapped[item.id] = self._wrap(item)
        return words

    def fill(self, items: Iterable[WallItem]) -> None:
        """Hold exactly these ideas, the newest last."""
        self._items = {item.id: item for item in items}
        self._fresh = {item_id: left for item_id, left in self._fresh.items() if item_id in self._items}
        self.lay_out(self._width)

    def upsert(self, items: Iterable[WallItem]) -> set[str] | None:
        """Add ideas, the newest last, or change them; returns those to paint again where they stand, None for all."""
        moved, changed = False, set[str]()
        for item in items:
            outcome = self._change(item) if item.id in self._items else self._add(item)
            moved = moved or outcome is None
            changed |= outcome or set()
        return None if moved else changed

    def remove(self, item_ids: set[str]) -> None:
        """Take ideas off."""
        for item_id in item_ids & self._items.keys():
            del self._items[item_id]
            self._fresh.pop(item_id, None)
        self.sections.remove(item_ids)

    def clear(self) -> None:
        """Take everything off."""
        self._items.clear()
        self._fresh.clear()
        self.lay_out(self._width)

    def fade(self) -> list[str]:
        """A second has passed; the ideas that are no longer new."""
        self._fresh = {item_id: left - 1 for item_id, left in self._fresh.items()}
        faded = [item_id for item_id, left in self._fresh.items() if not left]
        for item_id in faded:
            del self._fresh[item_id]
        return faded

    def lay_out(self, width: int) -> None:
        """Find each idea its place, where words have so many cells."""
        self._width = width
        self._wrapped.clear()
        if not width:
            return
        rows: dict[str, list[tuple[str, int]]] = {column: [] for column in self._columns}
        for item in self._items.values():
            rows.setdefault(self._heading(item), []).append((item.id, len(self._wrap(item))))
        self.sections = Sections({column: Pile(pile) for column, pile in rows.items()}, headed=bool(self._columns))

    def _heading(self, item: WallItem) -> str:
        return item.column if self._columns else ""

    def _add(self, item: WallItem) -> set[str] | None:
        self._items[item.id] = item
        if item.state == "new":
            self._fresh[item.id] = _FRESH_TICKS
        if not self._width:
            return set()
        self.sections.pile(self._heading(item)).add(item.id, len(self._wrap(item)))
        return None

    def _change(self, item: WallItem) -> set[str] | None:
        before, self._items[item.id] = self._items[item.id], item
        self._wrapped.discard(item.id)
        pile = self.sections.pile_of(item.id)
        if pile is None:
            return set()
        if self._heading(before) != self._heading(item):
            self.lay_out(self._width)
            return None
        lines = len(self._wrap(item))
        if lines == pile.lines(item.id):
            return {item.id}
        pile.resize(item.id, lines)
        return None

    def _wrap(self, item: WallItem) -> list[str]:
        return wrap(state_words(item.state) + item.text, max(self._width, _NARROWEST), _MOST_LINES) or [""]
