"""The desk of a vote: the ballot, who took part, and nothing of the result that the room would not see."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.locale.turnout import out_of
from facilitator.tui.console.capture import CapturePanel
from facilitator.tui.console.counts import ballot_words
from facilitator.tui.console.desks.desk import Desk, Key
from facilitator.tui.console.forms import hands
from facilitator.tui.console.keys import bind
from facilitator.tui.console.picklist import Pick, PickList
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.told import Told, fixed
from facilitator.tui.widgets.bars import length

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import VoteItem, VoteView


class VoteDesk(Desk):
    """Points on items."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("h,H", "hands", N_("Compter les mains levées pour cette ligne"), "vote.hands"),
    ]
    DEFAULT_CSS = "VoteDesk #part { height: auto; }"

    def compose(self) -> ComposeResult:
        """Who took part, then the ballot."""
        yield Told(id="part")
        yield PickList(lines=2, empty=_("Rien à voter pour l’instant."))

    @property
    def vote(self) -> VoteView:
        """The vote."""
        return self.phase["vote"]

    def show(self, shown: Snapshot) -> None:
        super().show(shown)
        vote = self.vote
        people = vote["voters"] or 0
        voters = ngettext("{n} votant", "{n} votants", people).format(n=people) + out_of(people, self.phase["present"])
        words = " · ".join([voters, *ballot_words(vote["channels"])])
        rules = _("{points} points chacun, {most} au plus par ligne").format(
            points=vote["points"], most=vote["per_item"]
        )
        if vote["keep"]:
            rules += _(" · on en garde {n}").format(n=vote["keep"])
        secret = "" if vote["revealed"] else _(" · secret jusqu’à D")
        self.query_one("#part", Told).tell(fixed(words, "bold"), fixed(rules + secret, "$text-muted"))
        most = max((item["points"] or 0 for item in vote["items"]), default=0)
        self.query_one(PickList).show(self._pick(item, most) for item in vote["items"])

    def _pick(self, item: VoteItem, most: int) -> Pick:
        if not self.vote["revealed"]:
            return Pick(item["id"], item["text"], "▢ ")
        points = item["points"] or 0
        mark = "★ " if item["kept"] else "= " if item["tied"] else "  "
        tied = _("à égalité  ") if item["tied"] else ""
        return Pick(item["id"], item["text"], f"{mark}{points:>3} {length(points, most, 10):<10} ", tied)

    def action_hands(self) -> None:
        """A show of hands on the line under the cursor."""
        at = self.query_one(PickList).cursor
        item = next((item for item in self.vote["items"] if item["id"] == at), None)
        if item is not None:
            head_count = self.shown.view["lobby"]["head_count"] or 0
            self.post_message(CapturePanel.Wanted(hands(self.phase, item["id"], item["text"], head_count)))

    def useful(self, shown: Snapshot) -> list[Key]:
        return [
            ("D", _("revoiler") if self.vote["revealed"] else _("dévoiler")),
            ("I", _("bulletin")),
            ("H", _("mains")),
        ]
