"""The wall of ideas, drawn line by line: one more idea costs the same among ten thousand as among a hundred."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from facilitator.locale import deferred as N_
from facilitator.tui.widgets.sections import Heading, Row, Sections
from facilitator.tui.widgets.wall_brush import MARKS_CELLS, WallBrush
from facilitator.tui.widgets.wall_contents import WallContents
from facilitator.tui.widgets.wall_item import WallItem


class Wall(ScrollView, can_focus=True, inherit_bindings=False):
    """Ideas, the newest on top, alone or under the heading of their column.

    The mark of a new idea fades after a few `tick()`s, which the app gives: the wall holds no clock.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "wall--mark",
        "wall--muted",
        "wall--masked",
        "wall--count",
        "wall--heading",
        "wall--rule",
        "wall--focused",
    }
    DEFAULT_CSS = """
    Wall {
        height: 1fr;
        overflow-x: hidden;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        & .wall--mark { color: $accent; }
        & .wall--muted { color: $text-muted; }
        & .wall--masked { color: $text-muted; text-style: strike; }
        & .wall--count { color: $accent; text-style: bold; }
        & .wall--heading { color: $primary; text-style: bold; }
        & .wall--rule { color: $border; }
        & .wall--focused { background: $panel; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", N_("Idée au-dessus"), show=False, id="wall.up"),
        Binding("down", "step(1)", N_("Idée en dessous"), show=False, id="wall.down"),
        Binding("pageup", "leap(-1)", N_("Page au-dessus"), show=False, id="wall.page-up"),
        Binding("pagedown", "leap(1)", N_("Page en dessous"), show=False, id="wall.page-down"),
        Binding("home", "newest", N_("La plus récente"), show=False, id="wall.newest"),
        Binding("end", "oldest", N_("La plus ancienne"), show=False, id="wall.oldest"),
        Binding("enter", "select", N_("Ouvrir l’idée"), show=False, id="wall.select"),
    ]

    @dataclass
    class Selected(Message):
        """An idea was chosen with Entrée or a click."""

        item_id: str

    def __init__(
        self,
        *,
        columns: Iterable[str] = (),
        empty: str = "",
        id: str | None = None,  # noqa: A002 - Textual's own word
    ) -> None:
        """Choose the headings in their order, and what is said while there is nothing to show."""
        super().__init__(id=id)
        self._empty = empty
        self._contents = WallContents(columns)
        self._laid_out_for = 0
        self._cursor: str | None = None

    # What the app gives.

    def fill(self, items: Iterable[WallItem]) -> None:
        """Hold exactly these ideas, the newest last; the cursor stays on its own."""
        anchor = self._anchor()
        self._contents.fill(items)
        if self._cursor is not None and self._cursor not in self._contents:
            self._cursor = None
        self._resized(anchor)

    def upsert(self, items: Iterable[WallItem]) -> None:
        """Add ideas, the newest last, and change those already there."""
        anchor = self._anchor()
        changed = self._contents.upsert(items)
        if changed is None:
            self._resized(anchor)
        for item_id in changed or ():
            self._refresh_item(item_id)

    def remove_items(self, item_ids: Iterable[str]) -> None:
        """Take ideas off the wall."""
        gone, anchor = set(item_ids), self._anchor()
        if self._cursor in gone:
            self._cursor = None
        self._contents.remove(gone)
        self._resized(anchor)

    def clear(self) -> None:
        """Take everything off the wall."""
        self._cursor = None
        self._contents.clear()
        self._resized(None)

    def tick(self) -> None:
        """A second has passed: what was new fades."""
        for item_id in self._contents.fade():
            self._refresh_item(item_id)

    # What the app asks.

    @property
    def focused_id(self) -> str | None:
        """The idea under the cursor, or the newest one where nobody has chosen."""
        return self._contents.newest if self._cursor is None else self._cursor

    # Layout.

    @property
    def _sections(self) -> Sections:
        return self._contents.sections

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    def _resized(self, anchor: Row | None) -> None:
        """Take the new height, and keep what somebody reads, or has chosen, before their eyes."""
        self.virtual_size = Size(self._laid_out_for, self._sections.height)
        if anchor is not None and self._sections.pile_of(anchor.row_id) is not None:
            self.scroll_to(y=self._sections.top(anchor.row_id) + anchor.line, animate=False, force=True)
        elif self._cursor is not None:
            self._show_cursor()
        self.refresh()

    def _anchor(self) -> Row | None:
        """What stands at the top of the screen, once somebody has left the top of the wall."""
        line = self.scroll_offset.y
        if not line:
            return None
        found = self._sections.at(line)
        if not isinstance(found, Row):
            found = self._sections.at(line + 1)
        return found if isinstance(found, Row) else None

    def on_resize(self, event: events.Resize) -> None:
        """Wrap again for the new width, and stay where we were."""
        if self._width != self._laid_out_for:
            anchor, self._laid_out_for = self._anchor(), self._width
            self._contents.lay_out(max(self._width - MARKS_CELLS, 0))
            self._resized(anchor)
        elif self._cursor is not None:
            self._show_cursor()

    # Cursor.

    def action_step(self, by: int) -> None:
        """Move the cursor by one idea."""
        if self._cursor is None and by > 0 and (newest := self.focused_id) is not None:
            self._move_to(self._sections.step(newest, by))
        elif self._cursor is not None:
            self._move_to(self._sections.step(self._cursor, by))

    def action_leap(self, by: int) -> None:
        """Move the cursor by one screen."""
        if (current := self.focused_id) is None:
            return
        line = self._sections.top(current) + by * max(self.size.height - 1, 1)
        while (found := self._sections.at(max(line, 0))) is not None and not isinstance(found, Row):
            line += 1
        target = found.row_id if found is not None else None
        self._move_to(target if target is not None and target != current else self._sections.step(current, by))

    def action_newest(self) -> None:
        """Go back to the top and follow the newest."""
        self._move_to(None)
        self.scroll_home(animate=False)

    def action_oldest(self) -> None:
        """Go to the very end."""
        if (current := self.focused_id) is not None:
            self._move_to(self._sections.step(current, len(self._contents)))

    def action_select(self) -> None:
        """Tell that the idea under the cursor is chosen."""
        if self.focused_id is not None:
            self.post_message(self.Selected(self.focused_id))

    def on_click(self, event: events.Click) -> None:
        """Choose the idea under the mouse; a second click opens it."""
        found = self._sections.at(event.y + self.scroll_offset.y)
        if isinstance(found, Row):
            again = found.row_id == self._cursor
            self._move_to(found.row_id)
            if again:
                self.action_select()

    def _move_to(self, item_id: str | None) -> None:
        before = self.focused_id
        self._cursor = item_id
        for changed in {before, self.focused_id} - {None}:
            self._refresh_item(changed)
        if item_id is not None:
            self._show_cursor()

    def _show_cursor(self) -> None:
        if self._cursor is None or (pile := self._sections.pile_of(self._cursor)) is None:
            return
        top, lines = self._sections.top(self._cursor), pile.lines(self._cursor)
        room = self.size.height
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)
        elif top + lines > self.scroll_offset.y + room:
            self.scroll_to(y=top + lines - room, animate=False, force=True)

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show or hide the cursor."""
        super().watch_has_focus(has_focus)
        self._refresh_item(self.focused_id)

    # Painting.

    def _refresh_item(self, item_id: str | None) -> None:
        if item_id is None or (pile := self._sections.pile_of(item_id)) is None:
            return
        y = self._sections.top(item_id) - self.scroll_offset.y
        region = Region(0, y, self._width, pile.lines(item_id)).intersection(self.size.region)
        if region:
            self.refresh(region)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width, brush = self._width, self._brush(focused=False)
        found = self._sections.at(y + self.scroll_offset.y)
        if found is None:
            headings = self._sections.height
            under_the_headings = not len(self._contents) and y == (headings + 1 if headings else 0)
            return brush.empty(self._empty, width) if under_the_headings else Strip.blank(width, brush.ink)
        if isinstance(found, Heading):
            return brush.heading(found, width)
        item = self._contents[found.row_id]
        focused = item.id == self.focused_id and (self.has_focus or self._cursor is not None)
        text, fresh = self._contents.words_of(item)[found.line], self._contents.is_fresh(item.id)
        return self._brush(focused=focused).row(item, text, found.line, width, cursor=focused, fresh=fresh)

    def _brush(self, *, focused: bool) -> WallBrush:
        style = self.get_component_rich_style
        return WallBrush(
            ink=style("wall--focused") if focused else self.rich_style,
            mark=style("wall--mark", partial=True),
            muted=style("wall--muted", partial=True),
            masked=style("wall--masked", partial=True),
            count=style("wall--count", partial=True),
            title=style("wall--heading", partial=True),
            rule=style("wall--rule", partial=True),
        )
