"""The look of what is laid over the console, and the way out of it."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import BindingType
from textual.screen import ModalScreen

from facilitator.locale import deferred as N_
from facilitator.tui.console.keys import bind

Result = TypeVar("Result")


class Card(ModalScreen[Result]):
    """A card over the screen; Échap leaves it and changes nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("escape", "leave", N_("Laisser"), "dialog.leave")]
    DEFAULT_CSS = """
    Card {
        align: center middle; background: $background 60%;
        #card {
            width: 90%; max-width: 96; height: auto; max-height: 90%; padding: 1 2;
            background: $surface; border: round $accent;
        }
        #card Told { height: auto; }
        #hint { color: $text-muted; margin-top: 1; }
    }
    """

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)
