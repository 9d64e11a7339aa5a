"""The desk of a debate: one statement, who stands where before and after, the arguments of each side."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content

from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.locale.turnout import out_of
from facilitator.tui.console.capture import CapturePanel
from facilitator.tui.console.desks.desk import IdeasDesk, Key
from facilitator.tui.console.dialogs.line import FieldsDialog
from facilitator.tui.console.forms import form_for, places
from facilitator.tui.console.keys import bind
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.told import Told, fixed, joined
from facilitator.tui.text import plain, plain_line, truncate
from facilitator.tui.widgets.bars import Shift, shifts
from facilitator.tui.widgets.wall import Wall

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import DebateView, IdeaView


class PositionDesk(IdeasDesk, can_focus=True):
    """Everybody stands somewhere."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("v,V", "placement", N_("Placement avant, puis après les arguments"), "position.placement"),
        bind("a,A", "argument", N_("Un argument ; ↑ ↓ change de camp"), "position.argument"),
        bind("h,H", "places", N_("Compter les personnes à chaque place"), "position.places"),
        bind("down", "case(1)", N_("Cas suivant"), "position.next-case"),
        bind("up", "case(-1)", N_("Cas précédent"), "position.previous-case"),
        bind("pagedown", "argument_cursor(1)", N_("Argument suivant"), "position.next-argument"),
        bind("pageup", "argument_cursor(-1)", N_("Argument précédent"), "position.previous-argument"),
        bind("left,right", "move_side", N_("Changer l’argument de camp"), "position.side"),
        bind("q,Q", "statement", N_("Écrire la phrase de ce cas"), "position.statement"),
    ]
    DEFAULT_CSS = """
    PositionDesk #statement { height: auto; max-height: 5; }
    PositionDesk Horizontal { height: 1fr; margin-top: 1; }
    PositionDesk #people { width: 50%; scrollbar-size-vertical: 1; }
    PositionDesk #people Told { height: auto; }
    PositionDesk Wall { width: 1fr; padding-left: 1; }
    """

    _case_shown = -1

    def compose(self) -> ComposeResult:
        """Statement, people, arguments."""
        yield Told(id="statement")
        with Horizontal():
            with VerticalScroll(id="people", can_focus=False):
                yield Told(id="scale")
            yield Wall(columns=(_("Pour"), _("Contre")), empty=_("A ajoute un argument."))

    def column_name(self, idea: IdeaView) -> str:
        return {"for": _("Pour"), "against": _("Contre")}.get(idea["column"], "")

    @property
    def debate(self) -> DebateView:
        """The case before the room."""
        return self.phase["debate"]

    def belongs(self, idea: IdeaView) -> bool:
        return super().belongs(idea) and (idea["row"] in ("", f"case:{self.debate['case']}") or idea["parked"])

    def show(self, shown: Snapshot) -> None:
        self.shown = shown
        if self.debate["case"] != self._case_shown:
            self._case_shown = self.debate["case"]
            self.wall.clear()
            self._walled = None
        super().show(shown)
        self.query_one("#statement", Told).tell(*self._statement())
        self.query_one("#scale", Told).tell(*self._people())

    def on_resize(self) -> None:
        """Widths decide how long the rows of people are."""
        self.query_one("#scale", Told).tell(*self._people())

    def _statement(self) -> list[Content]:
        debate = self.debate
        moment = _("avant les arguments") if debate["moment"] == "before" else _("après les arguments")
        head = _("Cas {case}/{cases} · {moment}").format(case=debate["case"] + 1, cases=debate["cases"], moment=moment)
        lines = [joined(fixed(head + "  ", "$accent"), plain_line(debate["title"], "$text-muted"))]
        if debate["statement"]:
            lines.append(plain(_("« {statement} »").format(statement=debate["statement"]), "bold"))
        else:
            lines.append(fixed(_("Ce cas n’a pas encore de phrase : Q l’écrit."), "bold $warning"))
        return [*lines, *([plain(debate["story"], "$text-muted")] if debate["story"] else [])]

    def _people(self) -> list[Content]:
        debate = self.debate
        people = debate["placed"] or 0
        placed = ngettext("{n} personne placée", "{n} personnes placées", people).format(n=people)
        placed += out_of(people, self.phase["present"])
        before, after = debate["before"] or [0] * len(debate["scale"]), debate["after"]
        rows = [
            Shift(place, before[index], after[index] if after else None) for index, place in enumerate(debate["scale"])
        ]
        turn = {"for": _("La parole au camp « pour »"), "against": _("La parole au camp « contre »")}.get(
            debate["speaks_next"]
        )
        width = max(20, self.query_one("#people").size.width - 2)
        drawn = [shifts(rows, width)] if self.screen.has_class("-tall") else _short(rows, width)
        return [
            fixed(placed, "bold"),
            *([fixed(turn, "$accent")] if turn else []),
            *drawn,
            *self._split(),
            *self._reasons(),
        ]

    def _split(self) -> list[Content]:
        """How split the room is, and how many changed their mind: for the facilitators, never for the screen."""
        told = []
        if scores := [str(score) for score in self.debate["controversy"] if score is not None]:
            told.append(_("Controverse : {score} sur 100").format(score=" → ".join(scores)))
        if moved := self.debate["moved"]:
            changed, of = moved
            words = ngettext("{n} sur {of} a changé de place", "{n} sur {of} ont changé de place", changed)
            told.append(words.format(n=changed, of=of))
        return [fixed(words, "$text-muted") for words in told]

    def _reasons(self) -> list[Content]:
        """Why phones stand where they do: for the facilitators to ask for, not for the screen."""
        reasons = self.debate["reasons"]
        if not reasons:
            return []
        scale = self.debate["scale"]
        told = [
            joined(plain(_("{label} :").format(label=scale[place]), "$text-muted"), fixed(" "), plain(reason))
            for place, reason in reasons
        ]
        return [fixed(""), fixed(_("Leurs raisons, pour vous seuls"), "$accent"), *told]

    def take_focus(self) -> None:
        """The arrows go from case to case here; the arguments have the page keys."""
        self.screen.set_focus(self)

    def action_argument_cursor(self, by: int) -> None:
        """From one argument to the next."""
        self.wall.action_step(by)

    def action_placement(self) -> None:
        """The second placement, or back to the first."""
        debate = self.debate
        if not debate["before_after"]:
            self.say(_("Dans cette étape, on ne se place qu’une fois."))
            return
        after = debate["moment"] == "before"
        said = _("Placement après les arguments.") if after else _("Retour au placement d’avant.")
        self.ask("choose-case", said, case=debate["case"], moment="after" if after else "before")

    def action_case(self, by: int) -> None:
        """Another case."""
        case = self.debate["case"] + by
        if 0 <= case < self.debate["cases"]:
            self.ask("choose-case", _("Cas {n}.").format(n=case + 1), case=case, moment="before")
        else:
            self.say(_("C’était le dernier cas : N pour la suite.") if by > 0 else _("C’est le premier cas."))

    def action_argument(self) -> None:
        """An argument heard."""
        self.post_message(CapturePanel.Wanted(form_for(self.phase)))

    def action_places(self) -> None:
        """People counted along the wall."""
        self.post_message(CapturePanel.Wanted(places(self.phase)))

    def action_move_side(self) -> None:
        """The argument under the cursor goes to the other side."""
        idea = self.under_cursor
        if idea is not None:
            other = "against" if idea["column"] == "for" else "for"
            self.ask("move-idea", _("Argument changé de camp."), id=idea["id"], column=other)

    def action_statement(self) -> None:
        """A sharp sentence that one can stand for or against."""
        debate = self.debate
        labels = [_("La phrase, sans nom ni lieu"), _("L’histoire en deux lignes")]

        def written(values: list[str] | None) -> None:
            if values and values[0]:
                self.ask(
                    "write-statement", _("Phrase écrite."), case=debate["case"], statement=values[0], story=values[1]
                )

        values = [debate["statement"], debate["story"]]
        self.app.push_screen(FieldsDialog(debate["title"], labels, values, 400), written)

    def useful(self, shown: Snapshot) -> list[Key]:
        placed = ("D", _("dévoiler")) if self.phase["veiled"] else ("V", _("après"))
        return [placed, ("A", _("argument")), ("H", _("compter"))]


def _short(rows: list[Shift], width: int) -> list[Content]:
    """One line for each place: figures before and after, then its words."""
    head = _("● avant   ○ après") if any(row.after is not None for row in rows) else _("● avant")
    lines = [fixed(head, "$text-muted")]
    for row in rows:
        before = fixed(f"● {row.before:<3}", "bold $primary")
        after = fixed("" if row.after is None else f"○ {row.after:<3}", "bold $accent")
        place = truncate(row.label, width - before.cell_length - after.cell_length - 2)
        lines.append(joined(before, fixed(" "), after, fixed(" "), plain_line(place)))
    return lines
