"""Starting late: keep the end and shorten what comes, or move the end. Two answers, and never a letter."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from facilitator.engine.replan import propose
from facilitator.engine.timebox import LATE_START
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.tui.console.dialogs.card import Card
from facilitator.tui.console.keys import bind
from facilitator.tui.console.messages import Ask
from facilitator.tui.console.picklist import PickList
from facilitator.tui.console.replanning import ask_for, late_of, picks, slots_of
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.told import Told, fixed
from facilitator.tui.hours import hour, minutes


def starts_late(shown: Snapshot) -> bool:
    """Whether starting now is a question."""
    view = shown.view
    start = view["time"]["planned_start"]
    return view["status"] == "lobby" and start is not None and shown.now - start >= LATE_START


class StartDialog(Card[list[Ask]]):
    """What keeping the end would cost; gives back what to ask."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("escape", "leave", N_("Démarrer et décaler la fin"), "start.move-end"),
    ]
    DEFAULT_CSS = """
    StartDialog #card { height: auto; max-height: 94%; }
    StartDialog PickList { margin-top: 1; height: auto; max-height: 54vh; }
    """

    def __init__(self, shown: Snapshot) -> None:
        super().__init__()
        view, numbers = shown.view, shown.numbers()
        self._view = view
        self._late = shown.now - (view["time"]["planned_start"] or shown.now)
        self._end = view["time"]["planned_end"] or shown.now
        self._found = propose(slots_of(view), max(0.0, late_of(numbers)))

    def compose(self) -> ComposeResult:
        """How late, what would change, the two answers."""
        said = _("{late} de retard. On garde la fin ?").format(late=minutes(60 * round(self._late / 60)))
        with Vertical(id="card"):
            yield Told(fixed(said, "bold $accent"))
            yield PickList(lines=2)
            yield Told(id="answers")

    def on_mount(self) -> None:
        """Show before and after."""
        self.query_one(PickList).show(picks(self._view, self._found.changes))
        self.call_after_refresh(self.query_one(PickList).refresh, layout=True)
        keep = _("Entrée : on commence et on finit à {end}, en ajustant ainsi.")
        move = _("Échap : on commence sans rien raccourcir, et on finit à {end}.")
        missing = minutes(self._found.missing)
        lack = _("Il manquera encore {time} : G dira que couper.").format(time=missing)
        self.query_one("#answers", Told).tell(
            fixed(keep.format(end=hour(self._end)), "bold"),
            *([fixed(f"! {lack}", "bold $warning")] if self._found.missing else []),
            fixed(move.format(end=hour(self._end + self._late)), "bold"),
        )

    @on(PickList.Chosen)
    def _keep(self, event: PickList.Chosen) -> None:
        event.stop()
        asks = [Ask("start-phase", shift_end=False)]
        if not self._found.is_empty:
            said = _("Fin gardée à {end}, le milieu est ajusté. U l’annule.").format(end=hour(self._end))
            asks.append(ask_for(self._view, self._found, said))
        self.dismiss(asks)

    def action_leave(self) -> None:
        """Start, and let the end move."""
        self.dismiss(
            [Ask("start-phase", _("Fin décalée à {end}.").format(end=hour(self._end + self._late)), shift_end=True)]
        )
