"""What the apps of both faces start from: our two looks, and Textual's own words in French."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from typing import ClassVar, TypeVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen

from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.tui.gate import Gate
from facilitator.tui.theme import DARK, LIGHT, VARIABLE_DEFAULTS, dress
from facilitator.tui.turnstile import Turnstile

_LOG = logging.getLogger(__name__)

ReturnType = TypeVar("ReturnType")
_GATE = Gate()


class Face(Turnstile[ReturnType]):
    """A Textual app that is dressed and speaks French."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", N_("Quitter"), show=False, priority=True, id="app.quit"),
        Binding("ctrl+p", "command_palette", N_("Commandes"), show=False, priority=True, id="app.palette"),
        Binding("ctrl+c", "help_quit", N_("Comment quitter"), show=False, system=True, id="app.help-quit"),
    ]

    def __init__(self) -> None:
        super().__init__()
        dress(self)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colours, for themes that do not know them."""
        return VARIABLE_DEFAULTS

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Everything drawn passes the gate."""
        return (*super().get_line_filters(), _GATE)

    def get_key_display(self, binding: Binding) -> str:
        """Key names as printed on a French keyboard."""
        # The palette and its widgets are only needed once somebody looks at keys: not before the first paint.
        from facilitator.tui.french import binding_keys

        return binding_keys(binding)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What every face can do, for the palette."""
        yield from self.looks()
        yield SystemCommand(_("Quitter"), _("L’atelier continue et se reprend plus tard"), self.action_quit)

    def looks(self) -> Iterable[SystemCommand]:
        """How it may be dressed, for the palette."""
        yield SystemCommand(_("Fond sombre"), _("Pour une salle peu éclairée"), lambda: self._wear(DARK.name))
        yield SystemCommand(_("Fond clair"), _("Pour un projecteur en plein jour"), lambda: self._wear(LIGHT.name))

    def _fatal_error(self) -> None:
        """A crash is one calm line on leaving: its details, with what people wrote in them, go to the log."""
        # Here and below: it is slow to import, and the first paint does without.
        from facilitator.tui.text import plain_line

        _LOG.exception("the face could not go on")
        self._exit_renderables.append(
            plain_line(_("Un souci d’affichage : l’atelier continue, rien n’est perdu.")).plain
        )
        self._close_messages_no_wait()

    def action_command_palette(self) -> None:
        """Open the palette, once."""
        from facilitator.tui.french import Palette

        if self.use_command_palette and not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def action_help_quit(self) -> None:
        """Say how to leave, since Ctrl+C does not."""
        from facilitator.tui.text import plain_line

        self.notify(plain_line(_("Pour quitter\u00a0: Ctrl+Q")).plain, title="", markup=False)

    def _wear(self, theme: str) -> None:
        self.theme = theme
