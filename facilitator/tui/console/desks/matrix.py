"""The desk of a matrix: the items and their means, and the plane where there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from facilitator.engine.wording import number
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import language, ngettext
from facilitator.locale.turnout import out_of
from facilitator.tui.console.capture import CapturePanel
from facilitator.tui.console.desks.desk import Desk, Key
from facilitator.tui.console.forms import rating
from facilitator.tui.console.keys import bind
from facilitator.tui.console.picklist import Pick, PickList
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.told import Told, fixed
from facilitator.tui.widgets.plane import CONTESTED, Axis, Plane, Point

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import MatrixItem, MatrixView


class MatrixDesk(Desk):
    """Items on one or two axes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("a,A", "rate", N_("Noter cette ligne : papier, ou décision à voix haute"), "matrix.rate"),
        bind("v,V", "spotlight", N_("Cette ligne en pleine lumière"), "matrix.spotlight"),
    ]
    SCOPED_CSS = False
    DEFAULT_CSS = """
    MatrixDesk #raters { height: 1; }
    MatrixDesk Horizontal { height: 1fr; margin-top: 1; }
    MatrixDesk PickList { width: 1fr; }
    MatrixDesk Plane { display: none; width: 44%; margin-left: 2; }
    .-wide MatrixDesk Plane { display: block; }
    """

    def compose(self) -> ComposeResult:
        """Who rated, the items, the plane."""
        yield Told(id="raters")
        with Horizontal():
            yield PickList(lines=3, empty=_("Rien à noter pour l’instant."))
            x, y = self.matrix["x_axis"], self.matrix["y_axis"]
            if x and y:
                yield Plane(Axis(*x), Axis(*y))

    @property
    def matrix(self) -> MatrixView:
        """Items and axes."""
        return self.phase["matrix"]

    def show(self, shown: Snapshot) -> None:
        super().show(shown)
        matrix = self.matrix
        people = matrix["raters"] or 0
        raters = ngettext("{n} personne a noté", "{n} personnes ont noté", people).format(n=people)
        raters += out_of(people, self.phase["present"])
        axes = " · ".join(axis[0] for axis in (matrix["x_axis"], matrix["y_axis"]) if axis)
        self.query_one("#raters", Told).tell(fixed(f"{raters}   ({axes})", "bold"))
        self.query_one(PickList).show(self._pick(item) for item in matrix["items"])
        for plane in self.query(Plane):
            plane.points = tuple(
                Point(item["number"], (item["x"] - 1) / 4, (item["y"] - 1) / 4, item["contested"])
                for item in matrix["items"]
                if item["x"] is not None and item["y"] is not None
            )

    def _pick(self, item: MatrixItem) -> Pick:
        means = [
            "—" if mean is None else number(round(mean, 1), language())
            for mean, axis in ((item["x"], self.matrix["x_axis"]), (item["y"], self.matrix["y_axis"]))
            if axis
        ]
        shared = CONTESTED + _(" avis partagés · ") if item["contested"] else ""
        return Pick(item["id"], shared + item["text"], f"{item['number']:>2}  ", f"  {' · '.join(means)}")

    def action_rate(self) -> None:
        """A rating for the line under the cursor."""
        at = self.query_one(PickList).cursor
        item = next((item for item in self.matrix["items"] if item["id"] == at), None)
        if item is not None:
            self.post_message(CapturePanel.Wanted(rating(self.phase, item["id"], item["text"])))

    def action_spotlight(self) -> None:
        """One item before the room."""
        at = self.query_one(PickList).cursor
        if at:
            self.ask("focus", _("En pleine lumière."), item=at)

    def useful(self, shown: Snapshot) -> list[Key]:
        return [("D", _("dévoiler") if self.phase["veiled"] else _("voiler")), ("↑ ↓", _("ligne")), ("A", _("noter"))]
