"""The desk of a matrix: the items and their means, and the plane where there is room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from facilitator.engine.quadrants import following, quadrant_name, within
from facilitator.engine.wording import number
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import language, ngettext
from facilitator.locale.agreement import agreement_words
from facilitator.locale.turnout import out_of
from facilitator.tui.console.capture import CapturePanel
from facilitator.tui.console.desks.desk import Desk, Key
from facilitator.tui.console.forms import rating
from facilitator.tui.console.keys import bind
from facilitator.tui.console.picklist import Pick, PickList
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.told import Told, fixed
from facilitator.tui.text import plain_line
from facilitator.tui.widgets.plane import CONTESTED, Axis, Plane, Point

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import MatrixItem, MatrixView


@dataclass(frozen=True, slots=True)
class Held:
    """A point in hand, on steps from 1 to 5; None on an axis that is not there."""

    item: str
    x: int | None
    y: int | None

    def moved(self, right: int, up: int) -> Held:
        """A step further on each axis, where there is one."""
        x, y = (place if place is None else min(5, max(1, place + by)) for place, by in ((self.x, right), (self.y, up)))
        return Held(self.item, x, y)


class MatrixDesk(Desk, can_focus=True):
    """Items on one or two axes; a point is taken and moved where the room decides aloud."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("a,A", "rate", N_("Noter cette ligne d’après un papier"), "matrix.rate"),
        bind("v,V", "spotlight", N_("Cette ligne en pleine lumière"), "matrix.spotlight"),
        bind("q,Q", "quadrant", N_("Un quart du plan après l’autre devant la salle"), "matrix.quadrant"),
        bind("left", "push(-1, 0)", N_("Le point un cran à gauche"), "matrix.left"),
        bind("right", "push(1, 0)", N_("Le point un cran à droite"), "matrix.right"),
        bind("up", "push(0, 1)", N_("Le point pris, un cran plus haut"), "matrix.up"),
        bind("down", "push(0, -1)", N_("Le point pris, un cran plus bas"), "matrix.down"),
        bind("enter", "put", N_("Poser le point là où la salle l’a dit"), "matrix.put"),
        bind("escape", "leave", N_("Laisser le point où il était"), "matrix.leave"),
    ]
    SCOPED_CSS = False
    DEFAULT_CSS = """
    MatrixDesk #raters { height: auto; }
    MatrixDesk PickList { margin-top: 1; }
    MatrixDesk Plane { display: none; height: 1fr; min-height: 9; margin-top: 1; }
    .-wide MatrixDesk Plane { display: block; }
    .-wide MatrixDesk PickList { height: auto; max-height: 50%; }
    """

    held: Held | None = None
    """The point that was taken, and where it is by now."""

    def compose(self) -> ComposeResult:
        """Who rated, the items, the plane."""
        yield Told(id="raters")
        yield PickList(lines=4, empty=_("Rien à noter pour l’instant."))
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
        raters = ngettext("Notes de {n} personne", "Notes de {n} personnes", people).format(n=people)
        raters += out_of(people, self.phase["present"])
        axes = " · ".join(axis[0] for axis in (matrix["x_axis"], matrix["y_axis"]) if axis)
        told = fixed(f"{raters}   ({axes})", "bold")
        self.query_one("#raters", Told).tell(self._holding() or self._looking() or told)
        self.query_one(PickList).show(self._pick(item) for item in matrix["items"])
        for plane in self.query(Plane):
            plane.points = tuple(
                Point(item["number"], (x - 1) / 4, (y - 1) / 4, item["contested"])
                for item in matrix["items"]
                for x, y in [self._place(item)]
                if x is not None and y is not None
            )

    def _place(self, item: MatrixItem) -> tuple[float | None, float | None]:
        held = self.held
        return (held.x, held.y) if held is not None and held.item == item["id"] else (item["x"], item["y"])

    def _holding(self) -> Content | None:
        """Where the point in hand is."""
        held, matrix = self.held, self.matrix
        item = next((one for one in matrix["items"] if held is not None and one["id"] == held.item), None)
        if held is None or item is None:
            return None
        axes = ((matrix["x_axis"], held.x), (matrix["y_axis"], held.y))
        where = ", ".join(f"{axis[0]} {place}" for axis, place in axes if axis)
        told = _("Point {n} : {where} · les flèches le bougent, Entrée le pose, Échap le laisse")
        return plain_line(told.format(n=item["number"], where=where), "bold $accent")

    def _looking(self) -> Content | None:
        """The quarter of the plane that the room looks at."""
        name = quadrant_name(self.phase["focus"], self.matrix["x_axis"], self.matrix["y_axis"])
        if not name:
            return None
        found = len(within(self.matrix["items"], self.phase["focus"]))
        count = ngettext("{n} point", "{n} points", found).format(n=found)
        return plain_line(_("À l’écran : {quadrant} ({count})").format(quadrant=name, count=count), "bold")

    def _pick(self, item: MatrixItem) -> Pick:
        means = [
            "—" if mean is None else number(round(mean, 1), language())
            for mean, axis in ((item["x"], self.matrix["x_axis"]), (item["y"], self.matrix["y_axis"]))
            if axis
        ]
        words = agreement_words(item["agreement"])
        # Where people part, it is read first; else a long text may take its place.
        before, after = (f"{CONTESTED} {words}", "") if item["contested"] else ("", words)
        told = [before, item["text"], _("dit à voix haute") if item["decided"] else "", after]
        return Pick(item["id"], " · ".join(filter(None, told)), f"{item['number']:>2}  ", f"  {' · '.join(means)}")

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

    def action_quadrant(self) -> None:
        """A quarter of the plane before the room, then the next one, then the whole plane."""
        matrix = self.matrix
        if not (matrix["x_axis"] and matrix["y_axis"]):
            self.say(_("Il n’y a qu’un axe : tout est déjà sur une ligne."))
            return
        quadrant = following(self.phase["focus"])
        name = quadrant_name(quadrant, matrix["x_axis"], matrix["y_axis"])
        self.ask("focus", name or _("Tout le plan de nouveau."), item=quadrant)

    @on(PickList.Chosen)
    def _take(self, event: PickList.Chosen) -> None:
        event.stop()
        self.action_push(0, 0)

    def action_push(self, right: int, up: int) -> None:
        """Take the point under the cursor, or move the one in hand by a step."""
        at = self.query_one(PickList).cursor
        item = next((item for item in self.matrix["items"] if item["id"] == at), None)
        if item is None:
            return
        held = self.held
        if held is None or held.item != at:  # a line that was opened meanwhile gave the keys back to the list
            held = Held(at, self._step(item["x"], "x_axis"), self._step(item["y"], "y_axis"))
        self.held = held.moved(right, up)
        self.screen.set_focus(self)
        self.show(self.shown)

    def _step(self, mean: float | None, axis: Literal["x_axis", "y_axis"]) -> int | None:
        """The step nearest to a mean, the middle for none; nothing where there is no such axis."""
        return (round(mean) if mean is not None else 3) if self.matrix[axis] else None

    def action_put(self) -> None:
        """What the room decided aloud."""
        if self.held is not None:
            self.ask("place-point", _("Point posé. U le rend."), item=self.held.item, x=self.held.x, y=self.held.y)
        self.action_leave()

    def action_leave(self) -> None:
        """Nothing in hand any more."""
        self.held = None
        self.take_focus()
        self.show(self.shown)

    def useful(self, shown: Snapshot) -> list[Key]:
        if self.held is not None:
            return [("← → ↑ ↓", _("bouger")), (_("Entrée"), _("poser")), (_("Échap"), _("laisser"))]
        return [("D", _("dévoiler") if self.phase["veiled"] else _("voiler")), ("→", _("placer")), ("A", _("noter"))]
