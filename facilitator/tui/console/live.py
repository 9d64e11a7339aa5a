"""The console during a phase: the run-of-show, the numbers, the words, and the desk of the phase's kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.tui.console.briefing import Briefing
from facilitator.tui.console.capture import CapturePanel
from facilitator.tui.console.chime import Chime
from facilitator.tui.console.counts import CountLine
from facilitator.tui.console.desks import desk_for
from facilitator.tui.console.desks.desk import Desk
from facilitator.tui.console.dialogs import TwinsDialog
from facilitator.tui.console.dialogs.line import FieldsDialog
from facilitator.tui.console.forms import Form, aside, form_for
from facilitator.tui.console.frame import Frame
from facilitator.tui.console.header import Header
from facilitator.tui.console.keys import bind
from facilitator.tui.console.messages import Answered, Ask, Draft
from facilitator.tui.console.pending import closing
from facilitator.tui.console.rundown import Rundown
from facilitator.tui.console.side import Side
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.told import Told
from facilitator.tui.widgets.keybar import KeyBar
from facilitator.tui.widgets.wall import Wall

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import IdeaView


class LiveScreen(Frame):
    """One screen for all the kinds: only its desk changes, so what is being typed never moves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("tab", "notes", N_("Les notes en entier, ou en deux lignes"), "words.notes"),
        bind("f,F", "twins", N_("Les idées qui se ressemblent : réunir ou distinguer"), "ideas.twins"),
        bind("t,T", "prepare", N_("Préparer le tri qui vient, ou revenir à l’étape"), "group.prepare"),
    ]
    DEFAULT_CSS = """
    LiveScreen #middle { height: 1fr; }
    LiveScreen #work { width: 1fr; height: 1fr; }
    LiveScreen #side-narrow { display: none; }
    LiveScreen.-narrow #side-wide { display: none; }
    LiveScreen.-narrow #side-narrow { display: block; }
    """

    def __init__(self, shown: Snapshot, drafts: dict[str, Draft]) -> None:
        super().__init__(shown)
        self._drafts = drafts
        self._chime = Chime()
        self._closing_at: float | None = None
        """The end for which going to the closing was proposed: it is once for each."""
        self._by_name = False
        """Whether the form was asked for by name (hands, marks, a score): it stays for the next one of its kind."""
        self._ahead = False
        """Whether the sort to come stands in place of the phase."""

    def compose(self) -> ComposeResult:
        """Three columns where there is room, one where there is not."""
        yield Header()
        with Horizontal(id="middle"):
            yield Rundown()
            with Vertical(id="work"):
                yield Briefing()
                yield CountLine()
                yield Side(id="side-narrow")
            yield Side(id="side-wide")
        yield CapturePanel(self._drafts)
        yield Told(id="advice")
        yield KeyBar()

    async def on_mount(self) -> None:
        """Set the first desk."""
        await self._set_desk()
        self.ready = True
        self.show(self.shown)
        if self._drafts:
            self.say(_("Une ligne était commencée : I la retrouve."))

    @property
    def desk(self) -> Desk | None:
        """The desk of the current phase, once it stands."""
        return next((desk for desk in self.query(Desk) if desk.serves(self.shown)), None)

    @property
    def panel(self) -> CapturePanel:
        """Where lines are typed."""
        return self.query_one(CapturePanel)

    def show(self, shown: Snapshot) -> None:
        """Give the snapshot to every region; each repaints only what changed in it."""
        moved = shown.phase_id != self.shown.phase_id
        super().show(shown)
        if moved or (self._ahead and shown.view["sorting"] is None):
            self._ahead = False
            self.pending = None
            self._by_name = False
            self.change_desk()
        else:
            for desk in self.query(Desk):
                desk.receive(shown)
        self.query_one(Header).show(shown)
        self.query_one(Rundown).show(shown)
        self.query_one(Briefing).show(shown)
        self.query_one(CountLine).show(shown)
        for side in self.query(Side):
            side.show(shown)
        self._retarget()

    def _show_again(self) -> None:
        if self.ready:
            self.show(self.shown)

    def on_resize(self) -> None:
        """Widths decide what is cut short."""
        self.call_after_refresh(self._show_again)

    @work(exclusive=True, group="desk")
    async def change_desk(self) -> None:
        """Another phase, another desk."""
        await self._set_desk()

    async def _set_desk(self) -> None:
        if not self._is_typing():
            self.set_focus(None)  # a key sent to a desk that leaves would be lost
        for former in self.query(Desk):
            former.clear_away()
        await self.query(Desk).remove()
        if not self.app.is_running:
            return  # left meanwhile
        desk = desk_for(self.shown, ahead=self._ahead)
        await self.query_one("#work", Vertical).mount(desk, before="#side-narrow")
        if not self._is_typing():
            desk.take_focus()
        self.tick()

    @property
    def busy(self) -> bool:
        return super().busy or self._is_typing()

    def _is_typing(self) -> bool:
        return self.panel.is_open and self.panel.has_focus_within

    def tick(self) -> None:
        """Only what tells the time."""
        end = self.shown.view["time"]["planned_end"]
        free = self.pending is None and not self.busy
        if free and end != self._closing_at and (question := closing(self.shown)) is not None:
            self._closing_at = end
            self.wonder_later(question)
        if self._chime.rings(self.shown):
            self.app.bell()
        super().tick()
        self.query_one(Header).tick(self.shown)
        self.query_one(Briefing).tick(self.shown)
        if self.desk is not None:
            self.desk.tick(self.shown)

    def second(self) -> None:
        """Let what is new fade."""
        if self.desk is not None:
            self.desk.second()

    def useful(self) -> list[tuple[str, str]]:
        """Six keys: the clock, the way on, those of the kind, the help; those of the panel while lines are typed."""
        if self._is_typing():
            return self.panel.useful()
        phase = self.shown.view["phase"]
        if phase is None or self.desk is None:
            return []
        running = phase["clock"]["since"] is not None
        mine = self.desk.useful(self.shown)[:3]
        return [(_("Espace"), _("pause") if running else _("démarrer")), ("N", _("suite")), *mine, ("?", _("touches"))]

    @property
    def under_cursor(self) -> IdeaView | None:
        return None if self.desk is None else self.desk.under_cursor

    def action_notes(self) -> None:
        """Room for the whole of the notes, where they are cut short."""
        side = self.query_one("#side-narrow", Side)
        side.toggle_class("-whole")
        side.show(self.shown)

    def action_twins(self) -> None:
        """Each pair that looks alike, to settle or to leave."""
        pairs = [pair for pair in self.shown.view["twins"] if {pair["one"], pair["other"]} <= set(self.shown.ideas)]
        if pairs:
            self.app.push_screen(TwinsDialog(pairs, self.shown.ideas))
        else:
            self.say(_("Aucune idée n’en répète une autre, pour l’instant."))

    def action_prepare(self) -> None:
        """The sort to come in place of the phase, while the others write; then the phase again."""
        sorting = self.shown.view["sorting"]
        if sorting is None or sorting["phase"] == self.shown.phase_id:
            self.say(_("Il n’y a pas de tri à préparer."))
            return
        self._ahead = not self._ahead
        self.say(
            _("Le tri à venir : la salle n’en voit rien. T revient à l’étape.")
            if self._ahead
            else _("Retour à l’étape.")
        )
        self.change_desk()

    # Capture.

    async def action_capture(self) -> None:
        """Open the form of this kind of phase."""
        phase = self.shown.view["phase"]
        if phase is not None:
            await self.open_form(form_for(phase))

    async def action_park(self) -> None:
        """Put an idea of this phase aside, or type what is to be put aside."""
        phase, idea = self.shown.view["phase"], self.under_cursor
        if phase is not None and (idea is None or idea["phase"] != phase["id"]):
            await self.open_form(aside(phase))
        else:
            await super().action_park()

    async def open_form(self, form: Form) -> None:
        """Show a form in the panel."""
        phase = self.shown.view["phase"]
        self._by_name = phase is None or form.key != form_for(phase).key
        self.pending = None
        await self.panel.open(form)

    def _retarget(self) -> None:
        phase = self.shown.view["phase"]
        if phase is not None and self.panel.is_open and not self.panel.typed and not self._by_name:
            self.panel.retarget(form_for(phase))

    @on(CapturePanel.Wanted)
    async def _form_wanted(self, message: CapturePanel.Wanted) -> None:
        await self.open_form(message.form)

    @on(Answered)
    def _answered(self, message: Answered) -> None:
        self.panel.settled(message.ask, message.refused)
        self._retarget()

    @on(CapturePanel.Closed)
    def _panel_closed(self) -> None:
        if self.desk is not None:
            self.desk.take_focus()

    @on(Wall.Selected)
    def _selected(self) -> None:
        self.action_gesture("approve")

    def action_edit(self) -> None:
        """Correct the idea under the cursor."""
        idea = self.under_cursor
        if idea is None:
            self.say(_("Aucune idée à corriger."))
            return
        fields = idea["fields"]
        labels = [label for label, _value in fields] or [""]
        values = [value for _label, value in fields] or [idea["text"]]
        phase = self.shown.view["phase"]
        most = phase["max_characters"] if phase is not None else 280
        self.app.push_screen(
            FieldsDialog(_("Corriger"), labels, values, most), lambda typed: self._edited(idea, labels, typed)
        )

    def _edited(self, idea: IdeaView, labels: list[str], typed: list[str] | None) -> None:
        if typed is None or not any(typed):
            return
        said = _("Corrigé. U rend les mots d’avant.")
        if idea["fields"]:
            pairs = [[label, value] for label, value in zip(labels, typed, strict=True)]
            self.post_message(Ask("edit-idea", said, True, id=idea["id"], fields=pairs))
        else:
            self.post_message(Ask("edit-idea", said, True, id=idea["id"], text=typed[0]))
