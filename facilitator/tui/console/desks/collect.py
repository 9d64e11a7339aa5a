"""The desk of a collection: the wall in its columns, seeds for a shy room, one idea in the light."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from facilitator.client import new_id
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.tui.console.desks.desk import IdeasDesk, Key
from facilitator.tui.console.gestures import short
from facilitator.tui.console.keys import bind
from facilitator.tui.console.snapshot import Snapshot


class CollectDesk(IdeasDesk):
    """Everyone writes; the wall grows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("left", "column(-1)", N_("Colonne de gauche pour l’idée"), "collect.left"),
        bind("right", "column(1)", N_("Colonne de droite pour l’idée"), "collect.right"),
        bind("a,A", "seed", N_("Ajouter une idée préparée"), "collect.seed"),
        bind("v,V", "spotlight", N_("Une idée en pleine lumière, ou toutes"), "collect.spotlight"),
        bind("s,S", "silence", N_("30 secondes de silence de plus"), "collect.silence"),
    ]

    lit = ""
    """The idea this console put in the light."""

    def empty(self) -> str:
        return _("Le mur se remplira ici. I saisit une idée entendue ou une carte papier.")

    def action_column(self, by: int) -> None:
        """Move the idea to a neighbouring column."""
        columns, idea = self.phase["columns"], self.under_cursor
        if idea is None or not columns:
            return
        at = columns.index(idea["column"]) if idea["column"] in columns else 0
        target = columns[(at + by) % len(columns)]
        said = _("{idea} passe dans « {column} ».").format(idea=short(idea), column=target)
        self.ask("move-idea", said, id=idea["id"], column=target)

    def action_seed(self) -> None:
        """Add the next prepared idea that is not on the wall."""
        seeds = self.shown.view["seeds"]
        there = {idea["text"] for idea in self.shown.standing()}
        following = next((index for index, text in enumerate(seeds) if text not in there), None)
        if following is None:
            self.say(_("Aucune idée n’est prête pour cette étape."))
        else:
            self.ask("add-seed", _("Idée préparée ajoutée."), lasting=True, id=new_id(), seed=following)

    def action_spotlight(self) -> None:
        """One idea for the whole room to read, then all of them again."""
        idea = self.under_cursor
        if idea is None or idea["id"] == self.lit:
            self.lit = ""
            self.ask("focus", _("Toutes les idées sont de nouveau à l’écran."), item="")
        else:
            self.lit = idea["id"]
            self.ask("focus", _("En pleine lumière : {idea} · V rend le mur").format(idea=short(idea)), item=idea["id"])

    def useful(self, shown: Snapshot) -> list[Key]:
        veiled = shown.view["phase"] is not None and shown.view["phase"]["veiled"]
        reveal = [("D", _("dévoiler"))] if veiled else [("V", _("éclairer"))]
        return [("I", _("saisir")), *reveal, ("R", _("relance"))]
