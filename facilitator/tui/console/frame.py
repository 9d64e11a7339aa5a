"""What every facilitator's screen shares: its keys, the line that says the next gesture, and questions that wait."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content

from facilitator.locale import gettext as _
from facilitator.tui.console import advice
from facilitator.tui.console.dialogs import (
    ChooseDialog,
    HelpDialog,
    LineDialog,
    RetimeDialog,
    StartDialog,
    WayInDialog,
    prompt_choices,
)
from facilitator.tui.console.dialogs.reword import line_of, reword_dialog, reword_wish
from facilitator.tui.console.dialogs.running_order import (
    Choice,
    RunningOrderDialog,
    addition_dialog,
    addition_wish,
    kinds_to_add,
    order_wish,
)
from facilitator.tui.console.dialogs.start import starts_late
from facilitator.tui.console.dialogs.way_in import way_wish, wifi_dialog, wifi_wishes
from facilitator.tui.console.gestures import GESTURES
from facilitator.tui.console.keys import EVERYWHERE, PENDING
from facilitator.tui.console.messages import Ask, LeaveWanted, Said
from facilitator.tui.console.own_keys import retold
from facilitator.tui.console.pending import HEARING, Pending, added_time, slept
from facilitator.tui.console.session_screen import SessionScreen
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.told import Told, fixed
from facilitator.tui.text import plain_line
from facilitator.tui.widgets.keybar import KeyBar, KeyHint

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import ConsoleView, IdeaView, PhaseLine

SAID_FOR = 6.0
"""Seconds during which a sentence stays before the advice comes back."""


class Frame(SessionScreen):
    """A screen with the facilitator's keys."""

    BINDINGS: ClassVar[list[BindingType]] = [*EVERYWHERE, *PENDING]
    DEFAULT_CSS = """
    Frame #advice { height: auto; max-height: 3; padding: 0 1; }
    Frame.-wide #advice { padding: 0 2; }
    """

    def __init__(self, shown: Snapshot) -> None:
        super().__init__(shown)
        self.pending: Pending | None = None
        self._to_ask: list[Pending] = []
        """Questions that came by themselves, and wait until nobody is typing."""
        self._said = ""
        self._said_at = 0.0

    # What the app gives.

    def show(self, shown: Snapshot) -> None:
        """Show what the snapshot says."""
        super().show(shown)
        self.tick()

    def tick(self) -> None:
        """A quarter of a second has passed: only what tells the time."""
        if self._to_ask and self.pending is None and not self.busy:
            self.pending = replace(self._to_ask.pop(0), heard_from=time.monotonic() + HEARING)
        self.query_one("#advice", Told).tell(self._advice())
        self.query_one(KeyBar).hints = tuple(KeyHint(self._retold(key), words) for key, words in self.useful())

    def say(self, sentence: str) -> None:
        """Tell the facilitator one thing, for a few seconds."""
        self._said, self._said_at = sentence, time.monotonic()
        if self.ready:
            self.tick()

    def useful(self) -> list[tuple[str, str]]:
        """The keys of the bar."""
        return []

    @property
    def under_cursor(self) -> IdeaView | None:
        """The idea that keys speak of."""
        return None

    def _advice(self) -> Content:
        fresh = self._said and time.monotonic() - self._said_at < SAID_FOR
        said = plain_line(f"✓ {self._retold(self._said)}", "$success") if fresh else None
        if self.pending is not None:
            question = plain_line(f"? {self._retold(self.pending.question)}", "bold $warning")
            return question if said is None else Content("\n").join((said, question))
        if not self.connected:
            return fixed(_("… connexion à l’atelier. Ce qui est saisi attend et partira."), "$warning")
        if said is not None:
            return said
        return plain_line(f"» {self._retold(advice.advice(self.shown, self.shown.numbers()))}", "bold $accent")

    def _retold(self, words: str) -> str:
        """With the keys that this facilitator has."""
        phase = self.shown.view["phase"]
        return retold(words, phase["kind"] if phase else "lobby")

    # Gestures.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Entrée and Échap belong to a question only while one waits."""
        if action in ("confirm", "forget"):
            return self.pending is not None and self.pending.listens
        return True

    def action_gesture(self, name: str) -> None:
        """Ask for what a key means now."""
        if name == "start_pause" and starts_late(self.shown):
            self.app.push_screen(StartDialog(self.shown), self.ask_all)
            return
        self.post_message(GESTURES[name](self.shown, self.under_cursor))

    def action_next(self) -> None:
        """Next phase, or the end; asked once when something is at stake."""
        last = all(line["state"] != "next" for line in self.shown.view["phases"])
        ask = Ask("end-session") if last else Ask("next-phase")
        question = advice.next_question(self.shown, self.shown.numbers())
        if self.shown.view["phase"] is None:
            self.post_message(Said(question))
        elif question and (self.pending is None or self.pending.gesture != "next"):
            self.wonder(Pending(question, ask, gesture="next"))
        else:
            self.pending = None
            self.post_message(ask)

    def action_add_time(self, seconds: float) -> None:
        """A minute more or less, added up until Entrée."""
        so_far = self.pending.seconds if self.pending is not None else 0
        self.wonder(added_time(self.shown, so_far + seconds))

    def wonder(self, question: Pending | None) -> None:
        """Put a question on the line, or take it off."""
        self.pending = question
        self.tick()

    def wonder_later(self, question: Pending) -> None:
        """Ask what nobody asked for, once it cannot be taken for something else."""
        self._to_ask.append(question)

    @property
    def busy(self) -> bool:
        """Whether somebody is in the middle of something else than this screen."""
        return self.app.screen is not self

    def action_confirm(self) -> None:
        """Yes."""
        self.settle(yes=True)

    def action_forget(self) -> None:
        """No."""
        self.settle(yes=False)

    def settle(self, *, yes: bool) -> None:
        """Do what the answer does."""
        question, self.pending = self.pending, None
        answer = None if question is None else question.yes if yes else question.no
        if answer is not None:
            self.post_message(answer)
        self.tick()

    def leave(self) -> None:
        """Ask first: Ctrl+Q is easily typed."""
        question = _("Quitter la console ? L’atelier est gardé et se reprend. Entrée quitte, Échap reste.")
        self.wonder(Pending(question, LeaveWanted(), gesture="leave"))

    def woke(self, slept_for: float) -> None:
        """Ask whether the time asleep counts."""
        phase = self.shown.view["phase"]
        if phase is not None and phase["clock"]["since"] is not None:
            self.wonder_later(slept(slept_for * self.shown.view["speed"]))

    def action_manage_time(self) -> None:
        """The phases to come, and the end."""
        self.app.push_screen(RetimeDialog(self.shown), self.ask_all)

    def action_choose_prompt(self) -> None:
        """Any of the words prepared for this phase."""
        choices = prompt_choices(self.shown.view)
        if not choices:
            self.say(_("Aucune relance n’est prête pour cette étape."))
        else:
            self.app.push_screen(ChooseDialog(_("Afficher à la salle"), choices), self._show_prompt)

    def _show_prompt(self, text: str | None) -> None:
        if text:
            self.post_message(Ask("show-prompt", _("Affiché."), text=text))

    def action_message(self) -> None:
        """A short message; an empty one takes the last one off."""
        title = _("Message court à la salle (vide : on le retire)")
        self.app.push_screen(LineDialog(title, self.shown.view["message"], 140), self._message)

    def _message(self, text: str | None) -> None:
        if text:
            self.post_message(Ask("show-message", _("Message affiché."), text=text))
        elif text is not None:
            self.post_message(Ask("clear-message", _("Message retiré.")))

    def action_reword(self) -> None:
        """The phases under way and to come: other words, another order, one more."""
        self.app.push_screen(RunningOrderDialog(self.shown.view), self._change_order)

    def _change_order(self, choice: Choice | None) -> None:
        if choice is None:
            return
        if choice.what == "order":
            self.post_message(order_wish(choice.order))
        elif choice.what == "add":
            title = _("Quel genre d’étape ?")
            self.app.push_screen(ChooseDialog(title, kinds_to_add()), partial(self._choose_kind, choice.phase))
        else:
            view = self.shown.view
            line = line_of(view, choice.phase)
            self.app.push_screen(reword_dialog(view, line), partial(self._reword, view, line))

    def _choose_kind(self, after: str, kind: str | None) -> None:
        if kind:
            self.app.push_screen(addition_dialog(kind), partial(self._add_phase, after, kind))

    def _add_phase(self, after: str, kind: str, words: list[str] | None) -> None:
        if words is None:
            return
        wish = addition_wish(kind, after, words)
        self.post_message(wish)
        if isinstance(wish, Said):
            self.app.push_screen(addition_dialog(kind, words), partial(self._add_phase, after, kind))

    def _reword(self, view: ConsoleView, line: PhaseLine, words: list[str] | None) -> None:
        if words is not None and (wish := reword_wish(view, line, words)) is not None:
            self.post_message(wish)

    def action_hand_over(self) -> None:
        """Give the keyboard to the room, once that was wanted."""
        question = _("Confier le clavier à la salle ? Entrée donne le code de retour, Échap reste ici.")
        self.wonder(Pending(question, Ask("hand-over-keyboard")))

    def action_way_in(self) -> None:
        """How phones come in, and what there is when they do not."""
        self.app.push_screen(WayInDialog(self.shown.view), self._take_way)

    async def _take_way(self, way: str | None) -> None:
        if way == "keyboard":
            self.action_hand_over()
        elif way == "paper":
            await self.action_capture()
        elif way == "wifi":
            self.app.push_screen(wifi_dialog(self.shown.view), self._name_wifi)
        elif way:
            self.post_message(way_wish(way, self.shown.view))

    def _name_wifi(self, words: list[str] | None) -> None:
        for ask in wifi_wishes(words or []):
            self.post_message(ask)

    def action_help(self) -> None:
        """Every key that does something here."""
        self.app.push_screen(HelpDialog([active.binding for active in self.active_bindings.values()]))

    async def action_capture(self) -> None:
        """Screens where there is something to capture open their panel."""
        self.say(_("La saisie s’ouvre avec la première étape."))

    def action_edit(self) -> None:
        """Screens where there is something to correct open a line."""

    async def action_park(self) -> None:
        """Put the idea under the cursor aside."""
        self.action_gesture("park")

    def ask_all(self, asks: list[Ask] | None) -> None:
        """Ask for each, in order."""
        for ask in asks or []:
            self.post_message(ask)
