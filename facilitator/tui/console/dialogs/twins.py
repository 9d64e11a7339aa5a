"""Ideas that look alike, side by side with what they share: put together, or told apart, one pair after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale.likeness import pair_reason
from facilitator.tui.console.dialogs.card import Card
from facilitator.tui.console.keys import bind
from facilitator.tui.console.messages import Ask
from facilitator.tui.console.picklist import Pick, PickList
from facilitator.tui.console.snapshot import words_of
from facilitator.tui.console.told import Told, fixed

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import IdeaView, TwinsView


class TwinsDialog(Card[None]):
    """Stays until every pair is settled, or Échap."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("s,S", "tell_apart", N_("Deux idées différentes : ne plus les rapprocher"), "twins.apart"),
    ]
    DEFAULT_CSS = "TwinsDialog #card { height: 80%; } TwinsDialog PickList { margin-top: 1; }"

    def __init__(self, pairs: Sequence[TwinsView], ideas: Mapping[str, IdeaView]) -> None:
        super().__init__()
        self._pairs = list(pairs)
        self._ideas = ideas

    def compose(self) -> ComposeResult:
        """What it is about, then the pairs."""
        with Vertical(id="card"):
            yield Told(fixed(_("Ces idées se ressemblent. Est-ce la même ?"), "bold"))
            yield PickList(lines=4)
            hint = _("Entrée les réunit : tous les mots et tous les votes restent · S les distingue · Échap ferme")
            yield Told(fixed(hint), id="hint")

    def on_mount(self) -> None:
        """Show the pairs."""
        self._show()

    def _show(self) -> None:
        if not self._pairs:
            self.dismiss(None)
            return
        self.query_one(PickList).show(line for pair in self._pairs for line in self._lines(pair))

    def _lines(self, pair: TwinsView) -> list[Pick]:
        name = _name(pair)
        both = "\n".join(words_of(self._ideas[idea]).replace("\n", " ") for idea in (pair["one"], pair["other"]))
        return [
            Pick(name, both, "≈ "),
            Pick(
                f"{name}/why",
                pair_reason(pair["shared"], pair["one_only"], pair["other_only"]),
                "  ",
                heading=True,
                muted=True,
            ),
        ]

    @on(PickList.Chosen)
    def _together(self, event: PickList.Chosen) -> None:
        event.stop()
        pair = self._settled(event.pick_id)
        said = _("Réunies : l’une derrière l’autre, aucun mot n’est perdu. U les rend.")
        self.post_message(Ask("merge-ideas", said, into=pair["one"], ids=[pair["other"]]))
        self._show()

    def action_tell_apart(self) -> None:
        """Not the same."""
        pair = self._settled(self.query_one(PickList).cursor)
        said = _("Deux idées différentes : elles ne seront plus rapprochées.")
        self.post_message(Ask("tell-apart", said, one=pair["one"], other=pair["other"]))
        self._show()

    def _settled(self, name: str) -> TwinsView:
        pair = next(pair for pair in self._pairs if _name(pair) == name)
        self._pairs.remove(pair)
        return pair


def _name(pair: TwinsView) -> str:
    return f"{pair['one']}≈{pair['other']}"
