"""Every key that does something where one is, in one list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import Screen

from facilitator.locale import gettext as _
from facilitator.tui.console.dialogs.card import Card
from facilitator.tui.console.keys import key_names, merged
from facilitator.tui.console.picklist import Pick, PickList
from facilitator.tui.console.told import Told, fixed

OURS = "."
"""What the id of a binding of ours holds; those of the library have none and speak English."""


def ours(bindings: Iterable[Binding]) -> list[Binding]:
    """The bindings that are this program's own."""
    return [binding for binding in bindings if binding.id and OURS in binding.id]


def commands_of(screen: Screen[Any] | None) -> Iterator[SystemCommand]:
    """Each gesture of a screen, for the palette."""
    if screen is None:
        return
    done: set[str] = set()
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.action not in done and ours([binding]) and active.enabled:
            done.add(binding.action)
            run = partial(screen.app.run_action, binding.action, active.node)
            yield SystemCommand(_(binding.description), key_names(binding.key), run)


class HelpDialog(Card[None]):
    """The keys, by what they are for."""

    DEFAULT_CSS = "HelpDialog #card { height: 90%; } HelpDialog PickList { margin-top: 1; }"

    def __init__(self, bindings: Iterable[Binding]) -> None:
        super().__init__()
        self._ours = ours(bindings)

    def compose(self) -> ComposeResult:
        """Heading and list."""
        with Vertical(id="card"):
            yield Told(fixed(_("Toutes les touches d’ici"), "bold"))
            yield PickList(lines=2)
            yield Told(fixed(_("Échap ferme")), id="hint")

    def on_mount(self) -> None:
        """Show them by family."""
        families = {
            "time": _("Le temps"), "ideas": _("Les idées"), "words": _("Les mots à l’écran"),
            "screen": _("L’écran public"), "room": _("La salle"), "session": _("L’atelier"),
            "wall": _("La liste"), "home": _("Les ateliers"),
        }  # fmt: skip
        by_family: dict[str, list[Binding]] = {}
        for binding in self._ours:
            family = (binding.id or "").partition(".")[0]
            family = {"list": "wall", "app": "session"}.get(family, family)
            by_family.setdefault(family if family in families else "", []).append(binding)
        picks: list[Pick] = []
        for family, title in [("", _("Cette étape")), *families.items()]:
            found = merged(by_family.get(family, []))
            if found:
                picks.append(Pick(f"#{family}", title, heading=True))
            picks += [Pick(action, _(words), f"{keys:<12}") for keys, words, action in found]
        self.query_one(PickList).show(picks)
