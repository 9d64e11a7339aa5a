"""A single screen for everything: the public face on this terminal, fed only with what the room may see."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from facilitator.client import Lost
from facilitator.locale import deferred as N_
from facilitator.tui.console.frame import Frame
from facilitator.tui.console.keys import EVERYWHERE, bind
from facilitator.tui.console.link import Link
from facilitator.tui.screen.face import PublicFace

BLIND = ("gesture('start_pause')", "gesture('previous')", "gesture('next_prompt')", "gesture('hide_prompt')",
         "gesture('reveal')", "gesture('blank')", "gesture('zoom')")  # fmt: skip
"""Gestures that need no answer read on this screen."""


class PublicScreen(Screen[None]):
    """What the room sees. A few gestures still work; none of them says anything here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("f2", "app.public_face", N_("Revenir à la console"), "screen.switch"),
        bind("n,N", "next", N_("Étape suivante"), "time.next"),
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

    def compose(self) -> ComposeResult:
        """The face alone."""
        yield PublicFace()

    def on_mount(self) -> None:
        """Follow what the room sees, for as long as it is shown here."""
        self.run_worker(self._follow(), exit_on_error=False)

    def action_gesture(self, name: str) -> None:
        """Do it as the console would."""
        self._frame.action_gesture(name)
        self._ask_on_the_console()

    def action_next(self) -> None:
        """Next phase."""
        self._frame.action_next()
        self._ask_on_the_console()

    def _ask_on_the_console(self) -> None:
        if self._frame.pending is not None:
            self.run_worker(self.app.run_action("app.public_face"))

    async def _follow(self) -> None:
        face = self.query_one(PublicFace)
        async for news in self._link.screen_news():
            if isinstance(news, Lost):
                face.lose()
            else:
                face.show(news)
