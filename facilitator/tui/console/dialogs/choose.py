"""One thing to choose from a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from facilitator.locale import gettext as _
from facilitator.tui.console.dialogs.card import Card
from facilitator.tui.console.picklist import Pick, PickList
from facilitator.tui.console.told import Told, fixed
from facilitator.tui.text import plain_line

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import ConsoleView


class ChooseDialog(Card[str]):
    """Arrows, then Entrée; gives back the id of what was chosen."""

    DEFAULT_CSS = "ChooseDialog PickList { margin-top: 1; height: auto; max-height: 54vh; }"

    def __init__(self, title: str, picks: list[Pick]) -> None:
        super().__init__()
        self._heading = title
        self._picks = picks

    def compose(self) -> ComposeResult:
        """Heading and list."""
        with Vertical(id="card"):
            yield Told(plain_line(self._heading, "bold"))
            yield PickList()
            yield Told(fixed(_("↑ ↓ puis Entrée · Échap laisse")), id="hint")

    def on_mount(self) -> None:
        """Show the choices."""
        self.query_one(PickList).show(self._picks)

    @on(PickList.Chosen)
    def _take(self, event: PickList.Chosen) -> None:
        event.stop()
        self.dismiss(event.pick_id)


def prompt_choices(view: ConsoleView) -> list[Pick]:
    """All the words prepared for the phase, by kind, those already shown marked."""
    titles = {"prompt": _("Relances"), "provocation": _("Provocations"), "energizer": _("Énergisants")}
    picks: list[Pick] = []
    for kind, title in titles.items():
        words = [choice for choice in view["prompts"] if choice["kind"] == kind]
        if words:
            picks.append(Pick(f"#{kind}", title, heading=True))
        picks += [
            Pick(choice["text"], choice["text"], "✓ " if choice["used"] else "· ", muted=choice["used"])
            for choice in words
        ]
    return picks
