"""The panel that `I` opens: it stays open for bursts, and never loses a half-typed line."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.locale import ngettext
from facilitator.tui.console.forms import Filled, Form, Source
from facilitator.tui.console.messages import Ask, Draft, Drafted, Said
from facilitator.tui.console.told import Told, fixed, joined
from facilitator.tui.console.typed_line import TypedLine
from facilitator.tui.text import plain_line


class Line(Horizontal):
    """A label and a line to type."""

    def __init__(self, enter: Callable[[], None]) -> None:
        super().__init__()
        self.display = False
        self._enter = enter

    def compose(self) -> ComposeResult:
        """Bare; `serve` dresses them."""
        yield Told(classes="label")
        yield TypedLine(self._enter, compact=True)

    @property
    def entry(self) -> Input:
        """The line to type."""
        return self.query_one(Input)

    def serve(self, label: str, value: str, form: Form) -> None:
        """Be a line of this form, with what was already typed in it."""
        lead = self.query_one(Told)
        lead.tell(plain_line(label) if label else fixed("›"))
        lead.styles.width = None if label else 1
        self.set_class(form.numeric, "-numeric")
        self.entry.restrict = r"[0-9]*" if form.numeric else None
        self.entry.max_length = form.most
        self.entry.value = value


class CapturePanel(Vertical):
    """One small form at a time; what was typed in the others waits."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    CapturePanel {
        height: auto; max-height: 60%; display: none; background: $surface; border-top: tall $accent; padding: 0 1;
        #lines { height: auto; max-height: 12; }
        Line { height: 1; }
        .label {
            width: 36; max-width: 45%; color: $text-muted; height: 1; margin: 0 1 0 0;
            text-wrap: nowrap; text-overflow: ellipsis;
        }
        Input { width: 1fr; }
        .-numeric .label { width: 1fr; max-width: 100%; }
        .-numeric Input { width: 8; }
        #head, #choices, #state { height: 1; }
        #state { color: $text-muted; }
    }
    .-wide CapturePanel { padding: 0 2 1 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", N_("Fermer la saisie"), show=False, id="capture.close"),
        # First in line: what is typed right after Tab must already go to the next field.
        Binding("tab", "forward(1)", N_("Ligne ou colonne suivante"), show=False, priority=True, id="capture.next"),
        Binding(
            "shift+tab",
            "forward(-1)",
            N_("Ligne ou colonne précédente"),
            show=False,
            priority=True,
            id="capture.previous",
        ),
        Binding("up", "choose(-1)", N_("Colonne précédente"), show=False, id="capture.up"),
        Binding("down", "choose(1)", N_("Colonne suivante"), show=False, id="capture.down"),
        Binding("f3", "source", N_("Entendu ou sur papier"), show=False, id="capture.source"),
    ]

    class Wanted(Message):
        """A desk wants a form in the panel."""

        def __init__(self, form: Form) -> None:
            super().__init__()
            self.form = form

    class Closed(Message):
        """The panel closed; what was typed in it waits."""

    def __init__(self, drafts: dict[str, Draft], source: Source = "facilitator") -> None:
        super().__init__(id="capture")
        self.form: Form | None = None
        self.drafts = dict(drafts)
        self._choice = 0
        self._source = source
        self._sent: dict[Ask, tuple[str, Draft]] = {}
        self._returned: list[tuple[str, Draft]] = []
        self._recorded = 0

    def compose(self) -> ComposeResult:
        """Title, choices, the lines to type, and how it goes."""
        yield Told(id="head")
        yield Told(id="choices")
        yield VerticalScroll(id="lines", can_focus=False)
        yield Told(id="state")

    @property
    def is_open(self) -> bool:
        """Whether the panel shows."""
        return bool(self.display)

    @property
    def inputs(self) -> list[Input]:
        """The lines to type."""
        return [line.entry for line in self.query(Line) if line.display]

    @property
    def typed(self) -> bool:
        """Whether anything is half typed."""
        return any(line.value for line in self.inputs)

    async def open(self, form: Form) -> None:
        """Show a form, with what was already typed in it; from now on no key is a gesture."""
        await self._make_room(form)
        if self.form is not None and self.form.key != form.key:
            self._recorded = 0  # what was recorded for another form says nothing of this one
        self._show(form)

    async def _make_room(self, form: Form) -> None:
        missing = len(form.labels) - len(self.query(Line))
        await self.query_one("#lines").mount(*(Line(self.submit) for _number in range(missing)))

    def _show(self, form: Form) -> None:
        self._remember()
        self.display = True
        if self.form is None or self.form.key != form.key or self.form.labels != form.labels:
            self._arrange(form)
        self.form = form
        self._tell()
        # Here and below, not `focus()`: it waits its turn, and what is typed meanwhile would go to the line just left.
        self.screen.set_focus(self.inputs[0])

    def retarget(self, form: Form) -> None:
        """Follow the room to another form, unless a line is half typed for the one before."""
        if self.is_open and self.form is not None and not self.typed and form.key != self.form.key:
            self._follow(form)
        else:
            self._tell()

    @work(exclusive=True)
    async def _follow(self, form: Form) -> None:
        await self._make_room(form)
        if self.is_open and not self.typed:
            self._show(form)

    def _arrange(self, form: Form) -> None:
        self.form = form
        draft = self.drafts.get(form.key)
        values = draft.values if draft and len(draft.values) == len(form.labels) else [""] * len(form.labels)
        choices = [value for value, _words in form.choices]
        wanted = draft.choice if draft and draft.choice in choices else form.start
        self._choice = choices.index(wanted) if wanted in choices else 0
        for line, label, value in zip_longest(self.query(Line), form.labels, values):
            line.display = label is not None
            if label is not None:
                line.serve(label, value, form)

    def _tell(self) -> None:
        form = self.form
        if form is None:
            return
        source = _("entendu") if self._source == "facilitator" else _("sur papier")
        head = [fixed(_("Saisir · "), "$text-muted"), plain_line(form.title, "bold")]
        if form.sources:
            head.append(fixed(_("   {source} (F3 change)").format(source=source), "$accent"))
        self.query_one("#head", Told).tell(joined(*head))
        choices = self.query_one("#choices", Told)
        choices.display = len(form.choices) > 1
        choices.tell(joined(*(self._chip(index, words) for index, (_value, words) in enumerate(form.choices))))
        state = self.query_one("#state", Told)
        state.tell(fixed(" · ".join(self._state())))
        state.display = bool(self._state())

    def _chip(self, index: int, words: str) -> Content:
        chosen = index == self._choice
        style = "bold $accent" if chosen else "$text-muted"
        return joined(fixed("● " if chosen else "○ ", style), plain_line(words, style), fixed("    "))

    def useful(self) -> list[tuple[str, str]]:
        """The keys of the bar while lines are typed."""
        form, keys = self.form, [(_("Entrée"), _("enregistrer et rester"))]
        if form is not None and len(form.labels) > 1:
            keys.append(("Tab", _("ligne suivante")))
        if form is not None and len(form.choices) > 1:
            keys.append(("↑ ↓", _("colonne")))
        return [*keys, (_("Échap"), _("fermer"))]

    def _state(self) -> list[str]:
        waiting, recorded = len(self._sent), self._recorded
        told = [ngettext("{n} enregistrée", "{n} enregistrées", recorded).format(n=recorded)] if recorded else []
        if waiting:
            told.append(ngettext("{n} en route", "{n} en route", waiting).format(n=waiting))
        return told

    def _filled(self) -> Draft:
        form = self.form
        choice = form.choices[self._choice][0] if form and form.choices else ""
        return Draft([line.value for line in self.inputs], choice)

    def _remember(self) -> None:
        if self.form is None or not self.inputs:
            return
        if self.typed:
            self.drafts[self.form.key] = self._filled()
        else:
            self.drafts.pop(self.form.key, None)
        self.post_message(Drafted(dict(self.drafts)))

    @on(Input.Changed)
    def _typing(self, event: Input.Changed) -> None:
        event.stop()
        self._remember()

    def submit(self) -> None:
        """Send what is typed, and be ready for the next."""
        if self.form is None:
            return
        draft = self._filled()
        wish = self.form.build(Filled(draft.values, draft.choice, self._source))
        if isinstance(wish, Said):
            self.post_message(wish)
            return
        self._sent[wish] = (self.form.key, draft)
        self._fill([""] * len(self.inputs))
        self._remember()  # no longer a draft before it is an ask: a crash in between must not double it
        self.post_message(wish)
        self.screen.set_focus(self.inputs[0])
        self._tell()

    def _fill(self, values: list[str]) -> None:
        for line, value in zip(self.inputs, values, strict=True):
            line.value = value

    def settled(self, ask: Ask, refused: str) -> None:
        """An ask is on disk, or comes back with its words."""
        sent = self._sent.pop(ask, None)
        if sent is None:
            return
        if refused:
            self._returned.append(sent)
        else:
            self._recorded += 1
        self._give_back()
        self._tell()

    def _give_back(self) -> None:
        for key, draft in list(self._returned):
            if self.form is not None and key == self.form.key and not self.typed:
                self._fill(draft.values)
            elif key in self.drafts:
                continue
            self.drafts[key] = draft
            self._returned.remove((key, draft))

    def action_close(self) -> None:
        """Hide; the line waits."""
        self._remember()
        self.display = False
        self.post_message(self.Closed())

    def action_forward(self, by: int) -> None:
        """The next line where there are several, else the next choice."""
        lines = self.inputs
        if len(lines) == 1:
            self.action_choose(by)
            return
        at = next((index for index, line in enumerate(lines) if line is self.screen.focused), 0)
        self.screen.set_focus(lines[(at + by) % len(lines)])

    def action_choose(self, by: int) -> None:
        """Another column, side or consent."""
        if self.form is not None and self.form.choices:
            self._choice = (self._choice + by) % len(self.form.choices)
            self._remember()
            self._tell()

    def action_source(self) -> None:
        """Heard aloud, or read on paper."""
        if self.form is not None and self.form.sources:
            self._source = "paper" if self._source == "facilitator" else "facilitator"
            self._tell()
