"""The desk of commitments: a count only, for they belong to those who make them."""

from __future__ import annotations

from textual.app import ComposeResult

from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.tui.console.desks.desk import Desk, Key
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.told import Told, fixed
from facilitator.tui.text import plain_line


class CommitDesk(Desk, can_focus=True):
    """Everybody writes for themselves."""

    DEFAULT_CSS = "CommitDesk Told { height: auto; margin-top: 1; }"

    def compose(self) -> ComposeResult:
        """Count, fields, what is kept."""
        yield Told(id="count")
        yield Told(id="fields")
        yield Told(id="sharing")

    def take_focus(self) -> None:
        self.screen.set_focus(self)

    def show(self, shown: Snapshot) -> None:
        super().show(shown)
        commit = self.phase["commit"]
        count, shared = commit["count"] or 0, commit["shared"] or 0
        made = ngettext("{n} engagement pris", "{n} engagements pris", count).format(n=count)
        public = ngettext("dont {n} à publier sans nom", "dont {n} à publier sans nom", shared).format(n=shared)
        self.query_one("#count", Told).tell(fixed(f"{made}, {public}" if count else made, "bold $primary"))
        heads = [plain_line(f"· {label}") for label in commit["fields"]] or [fixed(_("Une phrase chacun."))]
        self.query_one("#fields", Told).tell(fixed(_("Chacun complète :"), "$text-muted"), *heads)
        words = {
            "choice": _("Chacun choisit : garder pour soi, ou publier sans son nom. Le reste n’est que compté."),
            "never": _("Rien n’est gardé : les fiches sont seulement comptées."),
            "always": _("Les fiches sont publiées sans nom."),
        }
        self.query_one("#sharing", Told).tell(fixed(words[commit["sharing"]], "$text-muted"))

    def useful(self, shown: Snapshot) -> list[Key]:
        return [("I", _("fiche")), ("R", _("relance")), ("+", _("minute"))]
