"""A list to walk through with the arrows, for the few dozen things that a phase works on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from facilitator.locale import deferred as N_
from facilitator.tui.text import segment, truncate, wrap


@dataclass(frozen=True, slots=True)
class Pick:
    """One line to choose: `lead` and `tail` are ours, `text` is foreign."""

    id: str
    text: str
    lead: str = ""
    tail: str = ""
    heading: bool = False
    muted: bool = False
    depth: int = 0


class PickList(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines with a cursor; headings are passed over."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "pick--lead", "pick--tail", "pick--heading", "pick--cursor", "pick--muted",
    }  # fmt: skip
    DEFAULT_CSS = """
    PickList {
        height: 1fr; scrollbar-size: 0 1; overflow-x: hidden; scrollbar-gutter: stable;
        & .pick--lead { color: $accent; }
        & .pick--tail { color: $text; text-style: bold; }
        & .pick--heading { color: $primary; text-style: bold; }
        & .pick--cursor { background: $panel; }
        & .pick--muted { color: $text-muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", N_("Ligne au-dessus"), show=False, id="list.up"),
        Binding("down", "move(1)", N_("Ligne en dessous"), show=False, id="list.down"),
        Binding("home", "move(-10000)", N_("Première ligne"), show=False, id="list.first"),
        Binding("end", "move(10000)", N_("Dernière ligne"), show=False, id="list.last"),
        Binding("enter", "choose", N_("Choisir la ligne"), show=False, id="list.choose"),
    ]

    class Moved(Message):
        """The cursor came to a line."""

        def __init__(self, picks: PickList, pick_id: str) -> None:
            super().__init__()
            self.picks = picks
            self.pick_id = pick_id

        @property
        def control(self) -> PickList:
            """The list it happened in."""
            return self.picks

    class Chosen(Moved):
        """A line was chosen with Entrée or a click."""

    def __init__(self, *, lines: int = 3, empty: str = "", id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._most_lines = lines
        self._empty = empty
        self._picks: tuple[Pick, ...] = ()
        self._cursor = ""
        self._rows: list[tuple[Pick, str, bool]] = []

    @property
    def cursor(self) -> str:
        """The id of the line under the cursor; empty when there is none."""
        return self._cursor

    def show(self, picks: Iterable[Pick]) -> None:
        """Show these lines; the cursor stays on its line, else comes to the first."""
        picks = tuple(picks)
        if picks == self._picks:
            return
        self._picks = picks
        choices = [pick.id for pick in picks if not pick.heading]
        if self._cursor not in choices:
            self._cursor = choices[0] if choices else ""
        self._lay_out()

    def go_to(self, pick_id: str) -> None:
        """Bring the cursor to a line."""
        if pick_id != self._cursor and any(pick.id == pick_id and not pick.heading for pick in self._picks):
            self._cursor = pick_id
            self._reveal()
            self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap again for the new width."""
        self._lay_out()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As tall as its lines, where nothing else decides; painted so before it is told its size."""
        self._rows = self._wrapped(width - self.styles.scrollbar_size_vertical)
        return len(self._rows)

    @property
    def _width(self) -> int:
        """Cells left by the scrollbar."""
        return self.scrollable_content_region.width

    def _wrapped(self, width: int) -> list[tuple[Pick, str, bool]]:
        rows: list[tuple[Pick, str, bool]] = []
        for pick in self._picks:
            room = width - cell_len(pick.lead) - cell_len(pick.tail) - 2 * pick.depth - 5
            texts = wrap(pick.text, max(room, 8), self._most_lines) or [""]
            rows += [(pick, text, index == 0) for index, text in enumerate(texts)]
        return rows

    def _lay_out(self) -> None:
        self._rows = self._wrapped(self._width)
        self.virtual_size = Size(self._width, len(self._rows))
        self._reveal()
        self.refresh(layout=self.styles.is_auto_height)

    def _reveal(self) -> None:
        rows = [y for y, (pick, _, _) in enumerate(self._rows) if pick.id == self._cursor]
        if not rows or not self.size.height:
            return
        if all(pick.heading for pick, _, _ in self._rows[rows[-1] + 1 :]):
            # What no cursor goes to is read with the last line that it does go to.
            rows.append(min(len(self._rows), rows[0] + self.size.height) - 1)
        if rows[0] < self.scroll_offset.y:
            self.scroll_to(y=rows[0], animate=False, force=True)
        elif rows[-1] >= self.scroll_offset.y + self.size.height:
            self.scroll_to(y=rows[-1] - self.size.height + 1, animate=False, force=True)

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        choices = [pick.id for pick in self._picks if not pick.heading]
        if not choices:
            return
        at = choices.index(self._cursor) if self._cursor in choices else 0
        self._cursor = choices[min(max(at + by, 0), len(choices) - 1)]
        self._reveal()
        self.refresh()
        self.post_message(self.Moved(self, self._cursor))

    def action_choose(self) -> None:
        """Tell that the line is chosen."""
        if self._cursor:
            self.post_message(self.Chosen(self, self._cursor))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor under the mouse."""
        y = event.y + self.scroll_offset.y
        if y < len(self._rows) and not self._rows[y][0].heading:
            self.go_to(self._rows[y][0].id)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        ink, row, width = self.rich_style, y + self.scroll_offset.y, self._width
        style = self.get_component_rich_style
        if row >= len(self._rows):
            empty = self._empty if y == 0 and not self._rows else ""
            words = segment(truncate(empty, width), ink + style("pick--muted", partial=True))
            return Strip([words]).adjust_cell_length(width, ink)
        pick, text, first = self._rows[row]
        under = pick.id == self._cursor and not pick.heading
        if under and self.has_focus:
            ink += style("pick--cursor", partial=True)
        words_ink = ink
        if pick.heading or pick.muted:
            words_ink += style("pick--muted" if pick.muted else "pick--heading", partial=True)
        lead = pick.lead if first else " " * cell_len(pick.lead)
        segments = [
            Segment("› " if under and first else "  ", ink + style("pick--lead", partial=True)),
            Segment("  " * pick.depth + lead, ink + style("pick--lead", partial=True)),
            segment(text, words_ink),
        ]
        tail = pick.tail if first else ""
        strip = Strip(segments).adjust_cell_length(max(0, width - cell_len(tail) - 1), ink)
        return Strip([*strip, Segment(tail + " ", ink + style("pick--tail", partial=True))]).crop(0, width)
