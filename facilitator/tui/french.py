"""The words Textual says by itself, in the language of our users: key names, palette, the notice on Ctrl+C."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding
from textual.command import CommandList, CommandPalette
from textual.keys import format_key
from textual.widgets.option_list import Option

from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.tui.text import plain

KEY_NAMES: Final[dict[str, str]] = {
    "space": N_("Espace"),
    "enter": N_("Entrée"),
    "escape": N_("Échap"),
    "tab": N_("Tab"),
    "backspace": N_("Retour arrière"),
    "delete": N_("Suppr"),
    "insert": N_("Inser"),
    "home": N_("Début"),
    "end": N_("Fin"),
    "pageup": N_("Page ↑"),
    "pagedown": N_("Page ↓"),
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "plus": "+",
    "minus": "-",
    "ctrl": N_("Ctrl"),
    "shift": N_("Maj"),
    "alt": N_("Alt"),
    "super": N_("Super"),
}


def key_name(key: str) -> str:
    """A key as it is printed on the keyboard: « Espace », « Maj+R », « Ctrl+Q », « N »."""
    *modifiers, last = key.split("+") if key != "+" else ["+"]
    if len(last) == 1 and last.isalpha():
        modifiers = [*modifiers, "shift"] if last.isupper() and "shift" not in modifiers else modifiers
        name = last.upper()
    elif last in KEY_NAMES:
        name = _(KEY_NAMES[last])
    else:
        drawn = format_key(last)
        name = drawn.upper() if drawn[:1] == "f" and drawn[1:].isdigit() else drawn
    return "+".join([*(_(KEY_NAMES.get(modifier, modifier)) for modifier in modifiers), name])


def binding_keys(binding: Binding) -> str:
    """What a binding shows as its key."""
    return binding.key_display or key_name(binding.key)


class Palette(CommandPalette):
    """The command palette, in our words."""

    # Terminals disagree on how wide its picture of a lens is.
    DEFAULT_CSS = "Palette SearchIcon { display: none; }"

    def __init__(self) -> None:
        super().__init__(placeholder=_("Chercher une commande…"), id="--command-palette")

    def _start_no_matches_countdown(self, search_value: str) -> None:
        # Textual writes its English sentence inside this method and gives no other place to change it.
        self._stop_no_matches_countdown()
        self._no_matches_timer = self.set_timer(
            self._NO_MATCHES_COUNTDOWN, lambda: self._say_no_match() if search_value else self._hide_list()
        )

    def _say_no_match(self) -> None:
        words = plain(_("Rien ne correspond"))
        self.query_one(CommandList).add_option(Option(words, disabled=True, id=self._NO_MATCHES))
        self._list_visible = True

    def _hide_list(self) -> None:
        self._list_visible = False
