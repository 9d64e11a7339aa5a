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


class LateStart:
    """The two ways to start late, and what each of them asks for."""

    def __init__(self, shown: Snapshot) -> None:
        time = shown.view["time"]
        self._view = shown.view
        self.late = shown.now - (time["planned_start"] or shown.now)
        self.end = time["planned_end"] or shown.now
        self.found = propose(slots_of(shown.view), max(0.0, late_of(shown.numbers())))

    @property
    def keeping_the_end(self) -> list[Ask]:
        """What comes is shortened."""
        asks = [Ask("start-phase", shift_end=False)]
        if not self.found.is_empty:
            said = _("Fin gardée à {end}, le milieu est ajusté. U l’annule.").format(end=hour(self.end))
            asks.append(ask_for(self._view, self.found, said))
        return asks

    @property
    def moving_the_end(self) -> list[Ask]:
        """Nothing is shortened."""
        return [Ask("start-phase", _("Fin décalée à {end}.").format(end=hour(self.end + self.late)), shift_end=True)]


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
        self._view = shown.view
        self._start = LateStart(shown)

    def compose(self) -> ComposeResult:
        """How late, what would change, the two answers."""
        said = _("{late} de retard. On garde la fin ?").format(late=minutes(60 * round(self._start.late / 60)))
        with Vertical(id="card"):
            yield Told(fixed(said, "bold $accent"))
            yield PickList(lines=2)
            yield Told(id="answers")

    def on_mount(self) -> None:
        """Show before and after."""
        start, found = self._start, self._start.found
        self.query_one(PickList).show(picks(self._view, found.changes))
        self.call_after_refresh(self.query_one(PickList).refresh, layout=True)
        keep = _("Entrée : on commence et on finit à {end}, en ajustant ainsi.")
        move = _("Échap : on commence sans rien raccourcir, et on finit à {end}.")
        missing = minutes(found.missing)
        lack = _("Il manquera encore {time} : G dira que couper.").format(time=missing)
        self.query_one("#answers", Told).tell(
            fixed(keep.format(end=hour(start.end)), "bold"),
            *([fixed(f"! {lack}", "bold $warning")] if found.missing else []),
            fixed(move.format(end=hour(start.end + start.late)), "bold"),
        )

    @on(PickList.Chosen)
    def _keep(self, event: PickList.Chosen) -> None:
        event.stop()
        self.dismiss(self._start.keeping_the_end)

    def action_leave(self) -> None:
        """Start, and let the end move."""
        self.dismiss(self._start.moving_the_end)
