"""A single screen for everything: the public face on this terminal, fed only with what the room may see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from facilitator.client import Lost
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.tui.console.dialogs.start import LateStart, starts_late
from facilitator.tui.console.frame import Frame
from facilitator.tui.console.keys import EVERYWHERE, bind
from facilitator.tui.console.link import Link
from facilitator.tui.console.told import Told
from facilitator.tui.hours import hour
from facilitator.tui.screen.face import PublicFace
from facilitator.tui.text import plain_line

BLIND = ("gesture('start_pause')", "gesture('previous')", "gesture('next_prompt')", "gesture('hide_prompt')",
         "gesture('reveal')", "gesture('blank')", "gesture('zoom')")  # fmt: skip
"""Gestures that need no answer read on this screen."""


@dataclass(frozen=True, slots=True)
class Question:
    """What must be asked on a screen that everybody reads, and what each answer does."""

    words: str
    yes: Callable[[], None]
    no: Callable[[], None]


class PublicScreen(Screen[None]):
    """What the room sees. A few gestures still work; none of them says anything here that the room may not read."""

    DEFAULT_CSS = "PublicScreen #question { display: none; height: auto; padding: 0 1; }"

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("f2", "app.public_face", N_("Revenir à la console"), "screen.switch"),
        bind("n,N", "next", N_("Étape suivante"), "time.next"),
        bind("enter", "answer(True)", N_("Confirmer"), "pending.confirm"),
        bind("escape", "answer(False)", N_("Laisser"), "pending.forget"),
        *(
            bind(binding.key, binding.action, binding.description, binding.id or "")
            for binding in EVERYWHERE
            if binding.action in BLIND
        ),
    ]

    def __init__(self, link: Link, frame: Frame) -> None:
        super().__init__()
        self._link = link
        self._frame = frame
        self._question: Question | None = None

    def compose(self) -> ComposeResult:
        """The face alone, over the line that a question takes while it waits."""
        yield PublicFace()
        yield Told(id="question")

    def on_mount(self) -> None:
        """Follow what the room sees, for as long as it is shown here."""
        self.run_worker(self._follow(), exit_on_error=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Entrée and Échap answer a question, and do nothing else."""
        return self._question is not None if action == "answer" else True

    def action_gesture(self, name: str) -> None:
        """Do it as the console would, but for what it would tell: nobody reads here how late it is."""
        shown = self._frame.shown
        if name == "start_pause" and starts_late(shown):
            start, ask_all = LateStart(shown), self._frame.ask_all
            words = _("On commence ? Entrée : fin {end} · Échap : fin {later}").format(
                end=hour(start.end), later=hour(start.end + start.late)
            )
            self._ask(Question(words, partial(ask_all, start.keeping_the_end), partial(ask_all, start.moving_the_end)))
        else:
            self._frame.action_gesture(name)

    def action_next(self) -> None:
        """Next phase."""
        frame = self._frame
        frame.action_next()
        asked = frame.pending
        if asked is None:
            self._ask(None)
        else:
            self._ask(Question(asked.question, partial(frame.settle, yes=True), partial(frame.settle, yes=False)))

    def action_answer(self, yes: bool) -> None:
        """Do what the answer does."""
        question = self._question
        self._ask(None)
        if question is not None:
            (question.yes if yes else question.no)()

    def _ask(self, question: Question | None) -> None:
        self._question = question
        line = self.query_one("#question", Told)
        line.display = question is not None
        line.tell(plain_line(question.words if question else "", "bold"))

    async def _follow(self) -> None:
        face = self.query_one(PublicFace)
        async for news in self._link.screen_news():
            if isinstance(news, Lost):
                face.lose()
            else:
                face.show(news)
