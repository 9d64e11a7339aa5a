"""What every desk is: a region that shows a phase, says what is under the cursor, and asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical

from facilitator.locale import gettext as _
from facilitator.tui.console.messages import Ask, Said
from facilitator.tui.console.picklist import PickList
from facilitator.tui.console.snapshot import Snapshot, stands, words_of
from facilitator.tui.widgets.wall import Wall
from facilitator.tui.widgets.wall_item import WallItem, WallState

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import IdeaView, PhaseView

Key = tuple[str, str]
"""What is typed, and what it does in one or two words."""


class Desk(Vertical):
    """The middle of the console during one phase."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Desk { height: 1fr; padding: 0 1; }
    .-wide Desk { padding: 0 2; }
    """

    def __init__(self, shown: Snapshot) -> None:
        super().__init__()
        self.shown = shown
        self._phase_id = shown.phase_id
        self._in_place = False

    def on_mount(self) -> None:
        """Show the first snapshot once everything is in place."""
        self._in_place = True
        self.show(self.shown)

    def clear_away(self) -> None:
        """Another desk comes: show nothing more here."""
        self._in_place = False

    def serves(self, shown: Snapshot) -> bool:
        """Whether this desk can show that: it stands, and the room is still in its phase."""
        return self._in_place and shown.phase_id == self._phase_id

    def receive(self, shown: Snapshot) -> None:
        """Take a view: to show at once, or first of all when everything is in place."""
        if self.serves(shown):
            self.show(shown)
        elif shown.phase_id == self._phase_id:
            self.shown = shown

    def show(self, shown: Snapshot) -> None:
        """Show what the snapshot says: once mounted, then at each view of the same phase."""
        self.shown = shown

    def tick(self, shown: Snapshot) -> None:
        """What passes with time alone."""

    def second(self) -> None:
        """A second has passed."""

    def take_focus(self) -> None:
        """Give the keys to the list of this desk."""
        for widget in self.query("Wall, PickList"):
            self.screen.set_focus(widget)  # `focus()` waits its turn: it would take it from a line opened meanwhile
            return

    @property
    def under_cursor(self) -> IdeaView | None:
        """The idea that keys speak of: the one under the cursor, or the newest; what a phase works on may be ideas."""
        return next((self.shown.idea(picks.cursor) for picks in self.query(PickList)), None)

    def useful(self, shown: Snapshot) -> list[Key]:
        """The keys that this kind of phase makes useful, the most useful first."""
        return []

    @property
    def phase(self) -> PhaseView:
        """The phase of this desk."""
        phase = self.shown.view["phase"]
        assert phase is not None
        return phase

    def action_silence(self) -> None:
        """Half a minute more of the silence, or a new one."""
        self.ask("add-silence", _("30 secondes de silence de plus. U les reprend."))

    def ask(self, command: str, said: str = "", *, lasting: bool = False, **fields: object) -> None:
        """Ask the session for something."""
        self.post_message(Ask(command, said, lasting, **fields))

    def say(self, sentence: str) -> None:
        """Tell the facilitator something."""
        self.post_message(Said(sentence))


class IdeasDesk(Desk):
    """A desk around a wall of ideas, brought up to date by difference."""

    def __init__(self, shown: Snapshot) -> None:
        super().__init__(shown)
        self._walled: set[str] | None = None
        self._twins: frozenset[str] = frozenset()
        """Ideas that look like an older one."""

    def compose(self) -> ComposeResult:
        """The wall, with the headings of the phase."""
        columns = self.headings()
        yield Wall(columns=columns, empty=self.empty())

    def headings(self) -> tuple[str, ...]:
        """The columns of the wall, in order; none for a single list."""
        return tuple(self.phase["columns"])

    def empty(self) -> str:
        """What the wall says while nothing stands on it."""
        return _("Rien encore. I saisit ce qui se dit.")

    @property
    def wall(self) -> Wall:
        """The wall of this desk."""
        return self.query_one(Wall)

    def belongs(self, idea: IdeaView) -> bool:
        """Whether an idea stands on this wall."""
        return idea["phase"] == self.phase["id"] and stands(idea)

    def column_name(self, idea: IdeaView) -> str:
        """The heading under which an idea stands."""
        return idea["column"]

    def show(self, shown: Snapshot) -> None:
        """Only the ideas that changed, once the first are there."""
        super().show(shown)
        before, self._twins = self._twins, frozenset(pair["other"] for pair in shown.view["twins"])
        if self._walled is None or shown.reset:
            here = [idea for idea in shown.ideas.values() if self.belongs(idea)]
            self.wall.fill(self._item(idea, fresh=False) for idea in here)
            self._walled = {idea["id"] for idea in here}
        else:
            self._walled = self._change(shown, self._walled, before ^ self._twins)

    def _change(self, shown: Snapshot, walled: set[str], rejudged: frozenset[str]) -> set[str]:
        changed = dict.fromkeys((*shown.changed, *sorted(rejudged & walled)))
        ideas = [shown.ideas[idea_id] for idea_id in changed if idea_id in shown.ideas]
        here = [idea for idea in ideas if self.belongs(idea)]
        gone = walled & ({idea["id"] for idea in ideas} - {idea["id"] for idea in here} | set(shown.gone))
        if gone:
            self.wall.remove_items(gone)
        if here:
            self.wall.upsert(self._item(idea, fresh=idea["id"] not in walled) for idea in here)
        return walled - gone | {idea["id"] for idea in here}

    def _item(self, idea: IdeaView, *, fresh: bool) -> WallItem:
        return WallItem(
            idea["id"], words_of(idea), self.column_name(idea), idea["channel"], self._state(idea, fresh=fresh)
        )

    def _state(self, idea: IdeaView, *, fresh: bool) -> WallState:
        if idea["status"] in ("masked", "pending"):
            return "masked" if idea["status"] == "masked" else "pending"
        if idea["parked"]:
            return "parked"
        if idea["id"] in self._twins:
            return "twin"
        if idea["kept"]:
            return "kept"
        if idea["late"]:
            return "late"
        return "new" if fresh else "shown"

    def second(self) -> None:
        """What was new fades."""
        self.wall.tick()

    @property
    def under_cursor(self) -> IdeaView | None:
        return self.shown.idea(self.wall.focused_id)

    def useful(self, shown: Snapshot) -> list[Key]:
        return [("I", _("saisir")), ("J", _("garder"))]
