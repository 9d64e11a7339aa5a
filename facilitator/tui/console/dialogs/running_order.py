"""The phases under way and to come: their words, their order, and one more; nothing is done before Entrée."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from facilitator.client import new_id
from facilitator.engine.wording import kind_name
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import language
from facilitator.tui.console.dialogs.card import Card
from facilitator.tui.console.dialogs.line import FieldsDialog
from facilitator.tui.console.dialogs.reword import LONGEST
from facilitator.tui.console.keys import bind
from facilitator.tui.console.messages import Ask, Said
from facilitator.tui.console.picklist import Pick, PickList
from facilitator.tui.console.told import Told, fixed
from facilitator.tui.hours import minutes

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import ConsoleView

_NOTHING_YET: Final = ("", "5", "")
"""Title, minutes and question of a phase that nobody has described."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen: the words of a phase, a phase after it, or another order."""

    what: Literal["words", "add", "order"]
    phase: str = ""
    order: tuple[str, ...] = ()


class RunningOrderDialog(Card[Choice]):
    """Arrows up and down choose a phase, left and right move it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("left", "move(-1)", N_("Cette étape plus tôt"), "order.earlier"),
        bind("right", "move(1)", N_("Cette étape plus tard"), "order.later"),
        bind("a,A", "add", N_("Ajouter une étape après celle-ci"), "order.add"),
    ]
    DEFAULT_CSS = "RunningOrderDialog PickList { margin-top: 1; height: auto; max-height: 54vh; }"

    def __init__(self, view: ConsoleView) -> None:
        super().__init__()
        self._lines = {line["id"]: line for line in view["phases"] if line["state"] in ("current", "next")}
        self._before = tuple(phase for phase, line in self._lines.items() if line["state"] == "next")
        self._order = list(self._before)

    def compose(self) -> ComposeResult:
        """Heading, phases, keys."""
        with Vertical(id="card"):
            yield Told(fixed(_("Le déroulé : quelle étape ?"), "bold"))
            yield PickList(lines=2)
            yield Told(id="hint")

    def on_mount(self) -> None:
        """Show them as they are."""
        self._tell()

    def _tell(self) -> None:
        here = [phase for phase, line in self._lines.items() if line["state"] == "current"]
        self.query_one(PickList).show(self._pick(phase) for phase in (*here, *self._order))
        done = _("Entrée change ses mots") if not self._moved else _("Entrée applique cet ordre")
        keys = _("{enter} · ← plus tôt, → plus tard · A ajoute une étape après · Échap laisse")
        self.query_one("#hint", Told).tell(fixed(keys.format(enter=done)))

    def _pick(self, phase: str) -> Pick:
        line = self._lines[phase]
        lead = "▶ " if line["state"] == "current" else "· "
        return Pick(phase, line["title"], lead, f"  {minutes(line['granted'])}")

    @property
    def _moved(self) -> bool:
        return tuple(self._order) != self._before

    @on(PickList.Chosen)
    def _take(self, event: PickList.Chosen) -> None:
        event.stop()
        order = Choice("order", order=tuple(self._order))
        self.dismiss(order if self._moved else Choice("words", event.pick_id))

    def action_move(self, by: int) -> None:
        """Change places with a neighbour among the phases to come."""
        phase = self.query_one(PickList).cursor
        at = self._order.index(phase) if phase in self._order else -1
        if at >= 0 and 0 <= at + by < len(self._order):
            self._order[at], self._order[at + by] = self._order[at + by], phase
            self._tell()

    def action_add(self) -> None:
        """One more, after the one under the cursor."""
        self.dismiss(Choice("add", self.query_one(PickList).cursor))


def order_wish(order: tuple[str, ...]) -> Ask:
    """What is asked for once they have changed places."""
    return Ask("order-phases", _("L’ordre est changé. U rend l’ancien."), order=list(order))


def kinds_to_add() -> list[Pick]:
    """The kinds of phase that may be added."""
    # Not imported with the rest: a script is a hundred fields, and no screen waits for them.
    from facilitator.engine.running_order import ADDABLE

    return [Pick(kind, kind_name(kind, language()).capitalize(), "· ") for kind in ADDABLE]


def addition_dialog(kind: str, words: Sequence[str] = _NOTHING_YET) -> FieldsDialog:
    """Its title, its minutes, its question, as they were typed so far."""
    question = _("Affirmation sur laquelle se placer") if kind == "position" else _("Question")
    return FieldsDialog(_("Une étape de plus"), [_("Titre"), _("Minutes"), question], [*words], LONGEST)


def addition_wish(kind: str, after: str, words: list[str]) -> Ask | Said:
    """What is asked for once they are typed."""
    title, length, question = words
    try:
        granted = float(length.replace(",", "."))
    except ValueError:
        return Said(_("Combien de minutes ? Un nombre, comme 5."))
    said = _("Étape ajoutée. G retrouve son temps, U la retire.")
    fields = {"title": title, "kind": kind, "minutes": granted, "question": question, "after": after}
    return Ask("add-phase", said, True, id=new_id(), **fields)
