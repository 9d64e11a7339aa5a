"""The desk of answers: the rows, how full they are, and what the row in focus has received."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.locale.sittings import moved_words, table_of
from facilitator.tui.console.desks.desk import IdeasDesk, Key
from facilitator.tui.console.keys import bind
from facilitator.tui.console.picklist import Pick, PickList
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.told import Told, fixed
from facilitator.tui.widgets.wall import Wall

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import IdeaView, RespondView, RowView


class RespondDesk(IdeasDesk):
    """One row at a time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("s,S", "empty_rows", N_("Seulement les lignes sans réponse, ou toutes"), "respond.empty"),
        bind("a,A", "overview", N_("Toutes les lignes à l’écran"), "respond.overview"),
        bind("left", "side('list')", N_("Aller aux lignes"), "respond.rows"),
        bind("right", "side('wall')", N_("Aller aux réponses"), "respond.answers"),
    ]
    DEFAULT_CSS = """
    RespondDesk Horizontal { height: 1fr; }
    RespondDesk PickList { width: 45%; }
    RespondDesk #answers { width: 1fr; padding-left: 2; }
    RespondDesk #rows-head { height: auto; color: $text-muted; }
    """

    only_empty = False

    def compose(self) -> ComposeResult:
        """Rows on the left, answers on the right."""
        yield Told(id="rows-head")
        with Horizontal():
            yield PickList(lines=2)
            columns = self.headings()
            yield Wall(columns=columns, empty=self.empty(), id="answers")

    def empty(self) -> str:
        return _("Pas encore de réponse à cette ligne.")

    @property
    def respond(self) -> RespondView:
        """The rows and their answers."""
        return self.phase["respond"]

    @property
    def row(self) -> str:
        """The row before the room, else the first."""
        rows = self.respond["rows"]
        return self.respond["focus"] or (rows[0]["id"] if rows else "")

    _row_shown = ""

    def belongs(self, idea: IdeaView) -> bool:
        return super().belongs(idea) and (idea["row"] == self.row or idea["parked"])

    def show(self, shown: Snapshot) -> None:
        self.shown = shown
        if self.row != self._row_shown:
            self._row_shown = self.row
            self.wall.clear()
            self._walled = None
        super().show(shown)
        respond = self.respond
        rows = [row for row in respond["rows"] if not self.only_empty or not any(row["counts"])]
        picks = self.query_one(PickList)
        picks.show(self._pick(row) for row in rows)
        picks.go_to(self.row)
        empty = ngettext("{n} ligne sans réponse", "{n} lignes sans réponse", respond["empty"]).format(
            n=respond["empty"]
        )
        self.query_one("#rows-head", Told).tell(
            fixed(empty if respond["empty"] else _("Toutes les lignes ont une réponse.")),
            *(fixed(moved, "$accent") for moved in [moved_words(respond["tables"])] if moved),
        )

    def _pick(self, row: RowView) -> Pick:
        total, table = sum(row["counts"]), table_of(self.respond["tables"], row["id"])
        lead = "▶ " if row["id"] == self.respond["focus"] else "  "
        return Pick(row["id"], row["text"], f"{lead}{table} " if table else lead, str(total) if total else "—")

    @on(PickList.Moved)
    def _focus_row(self, event: PickList.Moved) -> None:
        event.stop()
        self.ask("focus", item=event.pick_id)

    def take_focus(self) -> None:
        self.screen.set_focus(self.query_one(PickList))

    def action_side(self, which: str) -> None:
        """From rows to answers and back."""
        self.screen.set_focus(self.wall if which == "wall" else self.query_one(PickList))

    def action_empty_rows(self) -> None:
        """Which rows nobody has answered."""
        self.only_empty = not self.only_empty
        self.show(self.shown)

    def action_overview(self) -> None:
        """The whole table on the public screen."""
        self.ask("focus", _("La salle voit toutes les lignes."), item="")

    def useful(self, shown: Snapshot) -> list[Key]:
        return [("↑ ↓", _("ligne")), ("I", _("répondre")), ("S", _("lignes vides"))]
