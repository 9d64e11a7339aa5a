"""Long lists in pages: what is on a page never moves, and a page is turned only when nobody can be reading it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.tui.screen.paper import Lines, blank

_SECONDS_PER_LINE = 2.0
_SHORTEST = 12.0


def paginate(blocks: Sequence[Lines], height: int, gap: int) -> list[Lines]:
    """Blocks in pages filled from the first, as sheets are: one more block leaves the others in place."""
    pages: list[Lines] = [[]]
    for block in blocks:
        spaced = [*blank(gap), *block] if pages[-1] else block
        if pages[-1] and len(pages[-1]) + len(spaced) > height:
            pages.append(list(block))
        else:
            pages[-1] += spaced
    return [page[:height] for page in pages]


@dataclass(slots=True)
class Turning:
    """Which page of a list the room is on."""

    page: int = 0
    _subject: str = ""
    _pages: int = 0
    _seen: int = 0
    _since: float = 0.0

    def show(self, subject: str, pages: int, contributions: int, now: float) -> int:
        """The page to show now: the newest while the room writes, then each in turn once it is quiet."""
        if subject != self._subject:
            self._subject, self._seen = subject, contributions
            self._go(0, now)
        elif contributions != self._seen:
            self._seen = contributions
            if self.page == self._pages - 1 or now - self._since >= _SHORTEST:
                self._go(pages - 1, now)
        self._pages = pages
        self.page = min(self.page, pages - 1)
        return self.page

    def turn(self, lines: int, now: float) -> bool:
        """Whether the page has been there long enough to be read; if so, the next one comes."""
        if self._pages < 2 or now - self._since < max(_SHORTEST, lines * _SECONDS_PER_LINE):
            return False
        self._go((self.page + 1) % self._pages, now)
        return True

    def _go(self, page: int, now: float) -> None:
        self.page, self._since = page, now
