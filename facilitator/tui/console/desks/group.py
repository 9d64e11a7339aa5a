"""The desk of grouping: take what is proposed or leave it, pick cards and drop them; names come from the room."""

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
from facilitator.tui.console.desks.sort import (
    DRAFT,
    LOOSE,
    NEW,
    Held,
    Sort,
    lines_of,
    reason_of,
    sort_ahead,
    sort_here,
    targets_of,
)
from facilitator.tui.console.dialogs import LineDialog
from facilitator.tui.console.keys import bind
from facilitator.tui.console.picklist import PickList
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.told import Told, fixed, joined
from facilitator.tui.text import plain_line

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import ProposedThemeView, ThemeView


class GroupDesk(Desk):
    """Groups with their cards, the groups that are proposed, and the cards that have none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("a,A", "new_group", N_("Nouveau groupe"), "group.new"),
        bind("e,E", "rename", N_("Renommer le groupe, à voix haute"), "group.rename"),
        bind("s,S", "split", N_("Couper le groupe en deux ; sur une carte, la sortir du groupe"), "group.split"),
        bind("v,V", "pour", N_("Verser tout le groupe dans un autre"), "group.pour"),
        bind("q,Q", "undo_group", N_("Défaire le groupe, ou laisser ce qui est proposé"), "group.drop"),
        bind("escape", "put_back", N_("Reposer ce qui est pris"), "group.put-back"),
    ]
    DEFAULT_CSS = "GroupDesk #held { height: 1; }"

    held: Held | None = None
    """What was picked up."""
    _then = ""
    """The line to go to once what is under the cursor is settled."""

    def compose(self) -> ComposeResult:
        """What is held, then groups and cards."""
        yield Told(id="held")
        yield PickList(lines=2, empty=_("Rien à ranger pour l’instant."))

    @property
    def sort(self) -> Sort:
        """Groups and cards."""
        return sort_here(self.shown)

    def show(self, shown: Snapshot) -> None:
        super().show(shown)
        sort, picks = self.sort, self.query_one(PickList)
        if self.held is not None and not all(item in sort.texts for item in self.held.items):
            self.held = None
        left = picks.cursor
        picks.show(targets_of(sort, self.held) if self.held else lines_of(sort))
        if self._then and picks.cursor != left:
            picks.go_to(self._then)
            self._then = ""
        self.query_one("#held", Told).tell(self._head(sort))

    def _head(self, sort: Sort) -> Content:
        if self.held is not None:
            ask = fixed(_("Dans quel groupe ? Entrée pose, Échap garde en place : "), "bold $accent")
            return joined(ask, plain_line(self.held.name or sort.texts[self.held.items[0]]))
        if draft := sort.draft(self._line):
            return plain_line(reason_of(draft), "$accent")
        loose = len(sort.loose)
        words = ngettext("{n} carte à ranger", "{n} cartes à ranger", loose).format(n=loose)
        agreed = [one for one in sort.sorts if one["agreed"]]
        if sort.sorts:
            words += _(" · {n} sur {all} rangées pareil par toutes les tables").format(
                n=len(agreed), all=len(sort.sorts)
            )
        return fixed(words, "$text-muted")

    @property
    def _line(self) -> str:
        return self.query_one(PickList).cursor

    @on(PickList.Moved)
    def _moved(self, event: PickList.Moved) -> None:
        event.stop()
        self.query_one("#held", Told).tell(self._head(self.sort))

    @on(PickList.Chosen)
    def _chosen(self, event: PickList.Chosen) -> None:
        event.stop()
        sort = self.sort
        if self.held is not None:
            self._drop(sort, event.pick_id)
        elif event.pick_id in sort.texts:
            self._take(Held((event.pick_id,)), sort.joins.get(event.pick_id, ""))
        elif draft := sort.draft(event.pick_id):
            self._accept(sort, draft, draft["ideas"])
        else:
            self.say(_("C’est un groupe : E le renomme, V le verse, S le coupe, Q le défait."))

    def _take(self, held: Held, likely: str = "") -> None:
        self.held = held
        self.show(self.shown)
        self.query_one(PickList).go_to(likely)

    def _drop(self, sort: Sort, target: str) -> None:
        held, self.held = self.held, None
        assert held is not None
        if target == NEW:
            self._name_group(held.items)
        elif target.startswith(DRAFT):
            draft = sort.draft(target)
            assert draft is not None
            self._name_group((*held.items, *draft["ideas"]), draft["label"])
        elif held.group and not held.group.startswith(DRAFT):
            self.ask("merge-themes", _("Groupes réunis. U les rend."), into=target, id=held.group)
        elif held.group:
            self.ask("add-to-theme", _("Cartes versées dans le groupe."), id=target, items=list(held.items))
        else:
            theme = "" if target == LOOSE else target
            self.ask("place-item", _("Carte rangée."), item=held.items[0], theme=theme, phase=sort.phase)
        self.show(self.shown)

    def action_put_back(self) -> None:
        """Nothing is moved."""
        self.held = None
        self.show(self.shown)

    # What is proposed.

    def _accept(self, sort: Sort, draft: ProposedThemeView, items: list[str]) -> None:
        """A proposed group becomes one of the room's, under the name that people give it."""
        whole = len(items) == len(draft["ideas"])
        self._then = sort.following(draft) if whole else ""
        self._name_group(tuple(items), draft["label"])

    def action_new_group(self) -> None:
        """A name, and maybe what is held."""
        held, self.held = self.held, None
        self._name_group(held.items if held else ())

    def _name_group(self, items: tuple[str, ...], name: str = "") -> None:
        phase = self.sort.phase

        def named(name: str | None) -> None:
            if name:
                said = _("Groupe créé.")
                self.ask("create-theme", said, lasting=True, id=new_id(), name=name, items=list(items), phase=phase)
            self.show(self.shown)

        self.app.push_screen(LineDialog(_("Nom du groupe, dans les mots de la salle"), name, 80), named)

    # Groups that stand.

    def _own_theme(self, sort: Sort) -> ThemeView | None:
        theme = sort.theme(self._line)
        return None if theme is None or theme["id"].startswith("bin:") else theme

    def action_rename(self) -> None:
        """Another name for the group under the cursor, or a first one for a proposed group."""
        sort = self.sort
        if draft := sort.draft(self._line):
            self._accept(sort, draft, draft["ideas"])
            return
        theme = self._own_theme(sort)
        if theme is None:
            self.say(_("Mettez-vous sur un groupe de la salle pour le renommer."))
            return

        def renamed(name: str | None) -> None:
            if name:
                self.ask("rename-theme", _("Groupe renommé."), id=theme["id"], name=name)

        self.app.push_screen(LineDialog(_("Nom du groupe"), theme["name"], 80), renamed)

    def action_split(self) -> None:
        """A card out of its group, or the part of a group that goes least with the rest."""
        sort, line = self.sort, self._line
        draft, theme = sort.draft(line), sort.theme(line)
        if line in sort.texts and draft:
            self.ask("leave-alone", _("Carte laissée sans groupe."), items=[line], phase=sort.phase)
        elif line in sort.texts and theme:
            self.ask("place-item", _("Carte sortie de son groupe."), item=line, theme="", phase=sort.phase)
        elif draft and (first := self._first_half(sort, draft["key"], draft["ideas"])):
            self._accept(sort, draft, first)
        elif theme and (first := self._first_half(sort, theme["id"], theme["items"])):
            self._name_group(tuple(first))
        else:
            self.say(_("Trop peu de cartes pour couper : S sur une carte la sort du groupe."))

    @staticmethod
    def _first_half(sort: Sort, group: str, items: list[str]) -> list[str]:
        return [item for item in sort.first_halves.get(group, ()) if item in items]

    def action_pour(self) -> None:
        """All the cards of a group into another."""
        sort = self.sort
        if draft := sort.draft(self._line):
            held = Held(tuple(draft["ideas"]), DRAFT + draft["key"], draft["label"])
        elif theme := self._own_theme(sort):
            held = Held(tuple(theme["items"]), theme["id"], theme["name"])
        else:
            self.say(_("Mettez-vous sur un groupe pour le verser dans un autre."))
            return
        if targets_of(sort, held):
            self._take(held)
        else:
            self.say(_("Il n’y a pas d’autre groupe."))

    def action_undo_group(self) -> None:
        """The group is no more; a proposed one is proposed no more."""
        sort = self.sort
        if draft := sort.draft(self._line):
            self._then = sort.following(draft)
            said = _("Laissées sans groupe, comme elles sont. U les propose de nouveau.")
            self.ask("leave-alone", said, items=draft["ideas"], phase=sort.phase)
        elif theme := self._own_theme(sort):
            self.ask("drop-theme", _("Groupe défait, ses cartes sont libres. U le rend."), id=theme["id"])

    def useful(self, shown: Snapshot) -> list[Key]:
        if self.held is not None:
            return [(_("Entrée"), _("poser")), (_("Échap"), _("reposer"))]
        if self._line.startswith(DRAFT):
            return [(_("Entrée"), _("créer")), ("S", _("couper")), ("Q", _("laisser"))]
        return [(_("Entrée"), _("prendre")), ("A", _("groupe")), ("E", _("nom"))]


class AheadDesk(GroupDesk):
    """The sort to come, prepared by somebody while the others write; the room sees nothing of it before its phase."""

    @property
    def sort(self) -> Sort:
        return sort_ahead(self.shown)

    def serves(self, shown: Snapshot) -> bool:
        return super().serves(shown) and shown.view["sorting"] is not None
