"""The keyboard is the room's: one large form, every facilitator's key dead, four letters to come back."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input

from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.tui.console.forms import Filled, Form, form_for
from facilitator.tui.console.keys import bind
from facilitator.tui.console.messages import Answered, Ask, Said
from facilitator.tui.console.session_screen import SessionScreen
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.told import Told, fixed, paragraph
from facilitator.tui.console.typed_line import TypedLine
from facilitator.tui.text import plain_line

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PhaseView

IDLE = 60.0
"""Seconds without a key after which what was left half typed is cleared for the next person."""
LISTENING = 6.0
"""Seconds in which the letters must follow Échap."""
OPEN_KINDS = ("collect", "respond", "position", "commit", "talk")


class KeyboardScreen(SessionScreen):
    """Whoever comes writes, and goes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("escape", "listen", N_("Attendre les quatre lettres"), "keyboard.listen"),
        bind("tab,down", "forward(1)", N_("Ligne suivante"), "keyboard.next", priority=True),
        bind("shift+tab,up", "forward(-1)", N_("Ligne précédente"), "keyboard.previous", priority=True),
        bind("left,right", "choose", N_("Autre colonne"), "keyboard.column"),
    ]
    DEFAULT_CSS = """
    KeyboardScreen { align: center middle; }
    KeyboardScreen #form { width: 90%; max-width: 100; height: auto; max-height: 100%; }
    KeyboardScreen #form Told { height: auto; }
    KeyboardScreen #code { padding: 1 3; border: round $accent; margin-bottom: 1; }
    KeyboardScreen #whose { text-align: center; margin-bottom: 1; }
    KeyboardScreen #question { margin-bottom: 1; }
    KeyboardScreen #lines { height: auto; max-height: 16; }
    KeyboardScreen #lines Told { margin-top: 1; color: $text-muted; }
    KeyboardScreen #lines Input { border: tall $accent; }
    KeyboardScreen #state { color: $text-muted; margin-top: 1; }
    """

    locked = True

    def __init__(self, shown: Snapshot, *, tell_code: bool = False) -> None:
        super().__init__(shown)
        self._tell_code = tell_code
        self._form: Form | None = None
        self._choice = 0
        self._last_key = time.monotonic()
        self._letters: str | None = None
        self._listening_since = 0.0
        self._sent: list[Ask] = []

    def compose(self) -> ComposeResult:
        """Whose turn, the question, the lines."""
        with Vertical(id="form"):
            yield Told(id="code")
            yield Told(fixed(_("À qui le tour ?"), "bold $accent"), id="whose")
            yield Told(id="question")
            yield Told(id="choices")
            yield VerticalScroll(id="lines", can_focus=False)
            yield Told(id="state")

    def on_mount(self) -> None:
        """Show the first form."""
        self.query_one("#code", Told).display = self._tell_code
        if self._tell_code:
            code = " ".join(self.shown.view["keyboard_code"].upper())
            self.query_one("#code", Told).tell(
                fixed(_("Pour reprendre le clavier : Échap, puis")), fixed(code, "bold $accent"),
                fixed(_("Notez-le, puis Entrée : la place est à la salle."), "$text-muted"),
            )  # fmt: skip
        self.ready = True
        self.show(self.shown)

    def show(self, shown: Snapshot) -> None:
        """Follow the room to its phase, unless somebody is in the middle of a line."""
        super().show(shown)
        phase = shown.view["phase"]
        if phase is not None and (self._form is None or not any(line.value for line in self._lines)):
            self._set_form(phase)
        self._tell(phase)

    @property
    def _lines(self) -> list[Input]:
        return list(self.query(Input))

    @work(exclusive=True)
    async def _set_form(self, phase: PhaseView) -> None:
        form = form_for(phase) if phase["kind"] in OPEN_KINDS else None
        if form is not None and self._form is not None and form.key == self._form.key:
            return
        self._form, self._choice = form, 0
        lines = self.query_one("#lines", VerticalScroll)
        await lines.remove_children()
        for label in form.labels if form is not None else ():
            if label:
                await lines.mount(Told(plain_line(label)))
            await lines.mount(TypedLine(self.submit, most=form.most if form else 0))
        if self._lines and not self._tell_code:
            self._lines[0].focus()
        self._tell(phase)

    def _tell(self, phase: PhaseView | None) -> None:
        width = self.query_one("#form").content_size.width
        question = phase["question"] if phase is not None else ""
        self.query_one("#question", Told).tell(paragraph(question, width, 4, "bold"))
        form = self._form
        if form is None:
            self.query_one("#choices", Told).tell(fixed(_("On n’écrit pas pendant cette étape.")))
            return
        chips = [self._chip(index, words) for index, (_value, words) in enumerate(form.choices)]
        self.query_one("#choices", Told).tell(Content("    ").join(chips) if len(chips) > 1 else Content(""))
        self.tick()

    def _chip(self, index: int, words: str) -> Content:
        chosen = index == self._choice
        return plain_line(f"{'●' if chosen else '○'} {words}", "bold $accent" if chosen else "$text-muted")

    def tick(self) -> None:
        """Clear what somebody left, and stop listening for letters that do not come."""
        now = time.monotonic()
        if self._letters is not None and now - self._listening_since > LISTENING:
            self._stop_listening(give_back=True)
        if any(line.value for line in self._lines) and now - self._last_key > IDLE:
            self._clear()
        waiting = _("… le réseau de la table reprend, rien n’est perdu") if not self.connected else ""
        sent = _("Enregistrement…") if self._sent else ""
        hint = _("Tab change de ligne · Entrée envoie") if len(self._lines) > 1 else _("Entrée envoie")
        self.query_one("#state", Told).tell(fixed(waiting or sent or self._thanks(now) or hint))

    _thanked_at = -100.0

    def _thanks(self, now: float) -> str:
        return _("✓ Enregistré, merci. À qui le tour ?") if now - self._thanked_at < 8 else ""

    def say(self, sentence: str) -> None:
        """A refusal is told where one types; the rest is the facilitator's."""

    def _clear(self) -> None:
        for line in self._lines:
            line.value = ""
        if self._lines:
            self._lines[0].focus()

    # Typing.

    @on(Input.Changed)
    def _typing(self) -> None:
        self._last_key = time.monotonic()

    def submit(self) -> None:
        """Send what is typed, and be ready for whoever comes next."""
        if self._form is None:
            return
        choice = self._form.choices[self._choice][0] if self._form.choices else ""
        wish = self._form.build(Filled([line.value for line in self._lines], choice, "facilitator"))
        if isinstance(wish, Said):
            self.query_one("#state", Told).tell(fixed(wish.sentence, "$warning"))
            return
        wish.fields["channel"] = "keyboard"
        wish.said = ""
        self._sent.append(wish)
        self.post_message(wish)
        self._clear()

    @on(Answered)
    def _answered(self, message: Answered) -> None:
        if message.ask in self._sent:
            self._sent.remove(message.ask)
        if message.refused:
            self.query_one("#state", Told).tell(plain_line(message.refused, "$warning"))
        else:
            self._thanked_at = time.monotonic()

    def action_forward(self, by: int) -> None:
        """Another line, or another choice when there is only one."""
        lines = self._lines
        if len(lines) < 2:
            self.action_choose()
            return
        at = next((index for index, line in enumerate(lines) if line is self.focused), 0)
        # At once: `focus()` waits its turn, and what is typed meanwhile would go to the line just left.
        self.set_focus(lines[(at + by) % len(lines)])

    def action_choose(self) -> None:
        """The next column or side."""
        if self._form is not None and self._form.choices:
            self._choice = (self._choice + 1) % len(self._form.choices)
            self._tell(self.shown.view["phase"])

    # Coming back.

    def action_listen(self) -> None:
        """Wait for the four letters, out of sight."""
        self._letters, self._listening_since = "", time.monotonic()
        self.set_focus(None)

    def on_key(self, event: events.Key) -> None:
        """Letters after Échap; Entrée once the code has been read."""
        self._last_key = time.monotonic()
        if self._tell_code and event.key == "enter":
            self._tell_code = False
            self.query_one("#code", Told).display = False
            self._stop_listening(give_back=False)
        elif self._letters is not None and event.character and event.character.isalpha():
            self._letters += event.character.lower()
            self._try()
        elif self._letters is not None and event.key != "escape":
            self._stop_listening(give_back=True)

    def _try(self) -> None:
        code, letters = self.shown.view["keyboard_code"], self._letters or ""
        if letters == code:
            self._letters = None
            self.post_message(Ask("take-back-keyboard", _("Le clavier est de nouveau à vous."), code=letters))
        elif not code.startswith(letters):
            self._stop_listening(give_back=True)

    def _stop_listening(self, *, give_back: bool) -> None:
        letters, self._letters = self._letters or "", None
        if self._lines:
            if give_back:
                self._lines[0].insert_text_at_cursor(letters)
            self._lines[0].focus()
