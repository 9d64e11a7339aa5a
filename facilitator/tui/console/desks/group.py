"""The desk of grouping: pick a card, choose its group, drop it there; name the groups with the room."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from facilitator.client import new_id
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.tui.console.desks.desk import Desk, Key
from facilitator.tui.console.dialogs import LineDialog
from facilitator.tui.console.keys import bind
from facilitator.tui.console.picklist import Pick, PickList
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.told import Told, fixed, joined
from facilitator.tui.text import plain_line

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import GroupView

LOOSE = "loose"
"""The heading of what is in no group."""


class GroupDesk(Desk):
    """Groups with their cards, and the cards that have none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("a,A", "new_group", N_("Nouveau groupe"), "group.new"),
        bind("e,E", "rename", N_("Renommer le groupe, à voix haute"), "group.rename"),
        bind("s,S", "split", N_("Sortir la carte de son groupe"), "group.split"),
        bind("q,Q", "undo_group", N_("Défaire le groupe : ses cartes redeviennent libres"), "group.drop"),
    ]
    DEFAULT_CSS = "GroupDesk #held { height: 1; }"

    held = ""
    """The card that was picked up."""

    def compose(self) -> ComposeResult:
        """What is held, then groups and cards."""
        yield Told(id="held")
        yield PickList(lines=2, empty=_("Rien à ranger pour l’instant."))

    @property
    def group(self) -> GroupView:
        """Groups and cards."""
        return self.phase["group"]

    @property
    def texts(self) -> dict[str, str]:
        """The words of each card."""
        return {item["id"]: item["text"] for item in self.group["items"]}

    def show(self, shown: Snapshot) -> None:
        super().show(shown)
        if self.held not in self.texts:
            self.held = ""
        picks = self._targets() if self.held else self._cards()
        self.query_one(PickList).show(picks)
        self.query_one("#held", Told).tell(self._head())

    def _head(self) -> Content:
        if self.held:
            ask = fixed(_("Dans quel groupe ? Entrée pose, Échap garde en place : "), "bold $accent")
            return joined(ask, plain_line(self.texts[self.held]))
        loose = len(self.group["loose"])
        words = ngettext("{n} carte à ranger", "{n} cartes à ranger", loose).format(n=loose)
        agreed = [sort for sort in self.group["sorts"] if sort["agreed"]]
        if self.group["sorts"]:
            words += _(" · {n} sur {all} rangées pareil par toutes les tables").format(
                n=len(agreed), all=len(self.group["sorts"])
            )
        return fixed(words, "$text-muted")

    def _cards(self) -> list[Pick]:
        picks = []
        for theme in self.group["themes"]:
            picks.append(Pick(theme["id"], theme["name"], "■ ", str(len(theme["items"]))))
            picks += [Pick(item, self.texts[item], "· ", depth=1) for item in theme["items"]]
        if self.group["loose"]:
            picks.append(Pick(LOOSE, _("Sans groupe"), heading=True))
        return picks + [Pick(item, self.texts[item], "▢ ") for item in self.group["loose"]]

    def _targets(self) -> list[Pick]:
        themes = [Pick(theme["id"], theme["name"], "■ ", str(len(theme["items"]))) for theme in self.group["themes"]]
        return [*themes, Pick("", _("+ Nouveau groupe avec cette carte")), Pick(LOOSE, _("Laisser sans groupe"))]

    @on(PickList.Chosen)
    def _chosen(self, event: PickList.Chosen) -> None:
        event.stop()
        if not self.held:
            if event.pick_id in self.texts:
                self.held = event.pick_id
                self.show(self.shown)
            else:
                self.say(_("C’est un groupe : E le renomme, Q le défait. Entrée sur une carte la prend."))
            return
        card, self.held = self.held, ""
        if event.pick_id:
            theme = "" if event.pick_id == LOOSE else event.pick_id
            self.ask("place-item", _("Carte rangée."), item=card, theme=theme)
            self.show(self.shown)
        else:
            self._name_group([card])

    def action_new_group(self) -> None:
        """A name, and maybe the card that is held."""
        self._name_group([self.held] if self.held else [])
        self.held = ""

    def _name_group(self, items: list[str]) -> None:
        def named(name: str | None) -> None:
            if name:
                self.ask("create-theme", _("Groupe créé."), lasting=True, id=new_id(), name=name, items=items)
            self.show(self.shown)

        self.app.push_screen(LineDialog(_("Nom du groupe, dans les mots de la salle"), most=80), named)

    def _theme_here(self) -> str:
        at = self.query_one(PickList).cursor
        holding = (t["id"] for t in self.group["themes"] if at == t["id"] or at in t["items"])
        return next(holding, "")

    def action_rename(self) -> None:
        """Another name for the group under the cursor."""
        theme = self._theme_here()
        if not theme or theme.startswith("bin:"):
            self.say(_("Mettez-vous sur un groupe de la salle pour le renommer."))
            return
        before = next(t["name"] for t in self.group["themes"] if t["id"] == theme)

        def renamed(name: str | None) -> None:
            if name:
                self.ask("rename-theme", _("Groupe renommé."), id=theme, name=name)

        self.app.push_screen(LineDialog(_("Nom du groupe"), before, 80), renamed)

    def action_split(self) -> None:
        """Out of its group."""
        card = self.query_one(PickList).cursor
        if card in self.texts and card not in self.group["loose"]:
            self.ask("place-item", _("Carte sortie de son groupe."), item=card, theme="")

    def action_undo_group(self) -> None:
        """The group is no more."""
        theme = self._theme_here()
        if theme and not theme.startswith("bin:"):
            self.ask("drop-theme", _("Groupe défait, ses cartes sont libres. U le rend."), id=theme)

    def useful(self, shown: Snapshot) -> list[Key]:
        return [
            (_("Entrée"), _("poser") if self.held else _("prendre")),
            ("A", _("groupe")),
            ("E", _("nom")),
        ]
