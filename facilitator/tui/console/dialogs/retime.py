"""Share out the time left: phases to come longer, shorter or dropped, the end moved; nothing is done before Entrée."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from facilitator.engine.wording import priority_name
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import language
from facilitator.tui.console.dialogs.card import Card
from facilitator.tui.console.keys import bind
from facilitator.tui.console.messages import Ask
from facilitator.tui.console.picklist import Pick, PickList
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.times import hour, lateness_words, stopwatch
from facilitator.tui.console.told import Told, fixed, joined

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PhaseLine


class RetimeDialog(Card[list[Ask]]):
    """Before → after for each phase to come; gives back what to ask."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("plus,equals_sign,right", "change(60)", N_("Une minute de plus à cette étape"), "retime.more"),
        bind("w,W,left", "change(-60)", N_("Une minute de moins à cette étape"), "retime.less"),
        bind("s,S", "drop", N_("Supprimer l'étape, ou la reprendre"), "retime.drop"),
        bind("f,F", "move_end", N_("Décaler la fin à l'heure prévisible"), "retime.end"),
    ]
    DEFAULT_CSS = "RetimeDialog #card { height: 80%; } RetimeDialog PickList { margin: 1 0 0 0; }"

    def __init__(self, shown: Snapshot) -> None:
        super().__init__()
        self._shown = shown
        self._lines = {line["id"]: line for line in shown.view["phases"] if line["state"] == "next"}
        self._granted = {line["id"]: line["granted"] for line in self._lines.values()}
        self._dropped: set[str] = set()
        self._moved = 0.0

    def compose(self) -> ComposeResult:
        """Heading, list, what it all comes to, the keys."""
        with Vertical(id="card"):
            yield Told(id="heading")
            yield PickList(lines=1)
            yield Told(id="sum")
            yield Told(
                fixed(_("↑ ↓ étape · + et W une minute · S supprimer · F décaler la fin · Entrée applique")), id="hint"
            )

    def on_mount(self) -> None:
        """Show where things stand."""
        self._tell()

    def _tell(self) -> None:
        numbers = self._shown.numbers()
        late = None if numbers.lateness is None else numbers.lateness + self._change() - self._moved
        self.query_one("#heading", Told).tell(
            joined(fixed(_("Gérer le temps   "), "bold $accent"), fixed(lateness_words(numbers.lateness), "bold"))
        )
        self.query_one(PickList).show(self._pick(line) for line in self._lines.values())
        planned = self._shown.view["time"]["planned_end"]
        end = "" if planned is None else _("   fin prévue {end}").format(end=hour(planned + self._moved))
        words = _("Après : fin {end} · {lateness}").format(
            end=hour(numbers.projected_end + self._change()), lateness=lateness_words(late)
        )
        self.query_one("#sum", Told).tell(fixed(words + end, "bold"))

    def _pick(self, line: PhaseLine) -> Pick:
        before, after = line["granted"], self._after(line["id"])
        mark = "×" if line["id"] in self._dropped else "▼" if after < before else "▲" if after > before else " "
        if line["priority"] == "protected":
            mark = "■" if mark == " " else mark
        kind = priority_name(line["priority"], language())
        return Pick(line["id"], line["title"], "", f"{stopwatch(before)} → {stopwatch(after)}  {kind:<12} {mark}")

    def _after(self, phase_id: str) -> float:
        return 0.0 if phase_id in self._dropped else self._granted[phase_id]

    def _change(self) -> float:
        return sum(self._after(phase_id) - line["granted"] for phase_id, line in self._lines.items())

    def action_change(self, seconds: float) -> None:
        """More or less for the phase under the cursor; a protected one is never shortened."""
        phase_id = self.query_one(PickList).cursor
        if phase_id in self._lines:
            protected = self._lines[phase_id]["priority"] == "protected"
            floor = self._lines[phase_id]["granted"] if protected else 0.0
            self._granted[phase_id] = max(floor, self._granted[phase_id] + seconds)
            self._tell()

    def action_drop(self) -> None:
        """Without this phase, or with it after all; only those meant for it."""
        phase_id = self.query_one(PickList).cursor
        if phase_id in self._lines and self._lines[phase_id]["priority"] == "droppable":
            self._dropped ^= {phase_id}
            self._tell()

    def action_move_end(self) -> None:
        """Say aloud that it ends later, or take that back."""
        late = (self._shown.numbers().lateness or 0.0) + self._change()
        self._moved = 0.0 if self._moved else 60.0 * round(late / 60)
        self._tell()

    @on(PickList.Chosen)
    def _apply(self, event: PickList.Chosen) -> None:
        event.stop()
        changed = {i: s for i, s in self._granted.items() if s != self._lines[i]["granted"] and i not in self._dropped}
        asks = []
        if changed or self._dropped:
            granted = [[phase_id, seconds] for phase_id, seconds in changed.items()]
            asks.append(
                Ask("apply-replan", _("Nouveau découpage appliqué."), granted=granted, dropped=sorted(self._dropped))
            )
        if self._moved:
            asks.append(Ask("move-end", _("Fin déplacée."), minutes=self._moved / 60))
        self.dismiss(asks)
