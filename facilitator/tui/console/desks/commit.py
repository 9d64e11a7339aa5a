"""The desk of commitments: a count, for they belong to those who make them, and those that may be read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.tui.console.desks.desk import Desk, Key
from facilitator.tui.console.keys import bind
from facilitator.tui.console.picklist import Pick, PickList
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.told import Told, fixed
from facilitator.tui.text import plain_line

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import CommitmentView


class CommitDesk(Desk):
    """Everybody writes for themselves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("v,V", "aloud", N_("Cet engagement devant la salle, ou plus aucun"), "commit.aloud"),
        bind("left", "walk(-1)", N_("L’engagement précédent devant la salle"), "commit.previous"),
        bind("right", "walk(1)", N_("L’engagement suivant devant la salle"), "commit.next"),
        bind("s,S", "silence", N_("30 secondes de silence de plus"), "commit.silence"),
    ]
    DEFAULT_CSS = """
    CommitDesk Told { height: auto; margin-top: 1; }
    CommitDesk PickList { margin-top: 1; }
    """

    def compose(self) -> ComposeResult:
        """Count, fields, what is kept, and what may be read."""
        yield Told(id="count")
        yield Told(id="fields")
        yield Told(id="sharing")
        yield PickList(empty=_("Rien à lire à voix haute : personne n’a choisi de publier."))

    def show(self, shown: Snapshot) -> None:
        super().show(shown)
        commit = self.phase["commit"]
        count, shared = commit["count"] or 0, commit["shared"] or 0
        made = ngettext("{n} engagement pris", "{n} engagements pris", count).format(n=count)
        public = ngettext("dont {n} à publier sans nom", "dont {n} à publier sans nom", shared).format(n=shared)
        self.query_one("#count", Told).tell(fixed(f"{made}, {public}" if count else made, "bold $primary"))
        heads = [plain_line(f"· {label}") for label in commit["fields"]] or [fixed(_("Une phrase chacun."))]
        self.query_one("#fields", Told).tell(fixed(_("Chacun complète :"), "$text-muted"), *heads)
        for told in ("#fields", "#sharing"):  # what may be read takes their place
            self.query_one(told).display = not commit["cards"]
        words = {
            "choice": _("Chacun choisit : garder pour soi, ou publier sans son nom. Le reste n’est que compté."),
            "never": _("Rien n’est gardé : les fiches sont seulement comptées."),
            "always": _("Les fiches sont publiées sans nom."),
        }
        self.query_one("#sharing", Told).tell(fixed(words[commit["sharing"]], "$text-muted"))
        self.query_one(PickList).show(self._pick(card) for card in commit["cards"])

    def _pick(self, card: CommitmentView) -> Pick:
        told = " · ".join(text for _label, text in card["fields"] if text)
        return Pick(card["id"], told, "▶ " if card["id"] == self.phase["focus"] else "  ")

    def action_aloud(self) -> None:
        """One that its author lets be read, without a name; then none."""
        at = self.query_one(PickList).cursor
        if not at:
            self.say(_("Rien à lire à voix haute : personne n’a choisi de publier."))
        elif at == self.phase["focus"]:
            self.ask("focus", _("Plus aucun engagement à l’écran."), item="")
        else:
            self.ask("focus", _("À lire à voix haute. V le retire."), item=at)

    def action_walk(self, by: int) -> None:
        """The neighbour of the one being read."""
        cards = [card["id"] for card in self.phase["commit"]["cards"]]
        at = cards.index(self.phase["focus"]) + by if self.phase["focus"] in cards else 0
        if 0 <= at < len(cards):
            self.query_one(PickList).go_to(cards[at])
            self.ask("focus", _("À lire à voix haute. V le retire."), item=cards[at])
        else:
            self.say(_("Il n’y en a pas d’autre de ce côté."))

    def useful(self, shown: Snapshot) -> list[Key]:
        if self.phase["commit"]["cards"]:
            return [("I", _("fiche")), ("V", _("lire")), ("→", _("suivant"))]
        return [("I", _("fiche")), ("R", _("relance")), ("+", _("minute"))]
