"""Signing the sentences as they stand, before so many people."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.app import App

from facilitator.locale import gettext as _
from facilitator.tui.console.dialogs.line import LineDialog
from facilitator.tui.console.messages import Ask, Said

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import ConsoleView


def ask_to_sign(app: App[Any], view: ConsoleView, wish: Callable[[Ask | Said], object]) -> None:
    """Ask how many people there are, then wish for a new version."""

    def signed(count: str | None) -> None:
        if count is not None and count.isdecimal():
            wish(Ask("freeze-synthesis", _("Synthèse figée."), present=int(count)))
        elif count is not None:
            wish(Said(_("Il faut un nombre de personnes.")))

    present = str(view["lobby"]["head_count"] or "")
    app.push_screen(LineDialog(_("Combien de personnes présentes ?"), present, 4), signed)
