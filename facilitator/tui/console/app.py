"""The console's application: follows the session, shows the screen that it calls for, sends what is asked."""

from __future__ import annotations

import asyncio
import logging
import signal
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.widgets import Static

from facilitator.client import Lost, RefusedAnswer, Unreachable
from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.tui.console.link import Link
from facilitator.tui.console.messages import Answered, Ask, LinkLost, Said, ViewArrived
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.theme import VARIABLE_DEFAULTS, dress

if TYPE_CHECKING:
    from facilitator.tui.console.outbox import Outbox
    from facilitator.tui.console.session_screen import SessionScreen

TICK = 0.25
"""Seconds between two looks at the clock."""

log = logging.getLogger(__name__)


class ConsoleApp(App[int]):
    """The facilitator's console."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "#skeleton { width: 100%; height: 100%; content-align: center middle; color: $text-muted; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", N_("Quitter la console"), show=False, priority=True, id="session.quit"),
    ]

    shown: reactive[Snapshot | None] = reactive(None, always_update=True, init=False)

    def __init__(self, link: Link) -> None:
        super().__init__()
        self.link = link
        self.outbox: Outbox | None = None
        self._ticks = 0

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables, for themes that lack them."""
        return VARIABLE_DEFAULTS

    def compose(self) -> ComposeResult:
        """The skeleton: something calm at once."""
        yield Static(_("facilitator · connexion à l'atelier…"), id="skeleton", markup=False)

    def on_mount(self) -> None:
        """Dress, paint, and only then load the rest."""
        dress(self)
        for name in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(name, self.exit, 0)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        from facilitator.tui.console.outbox import Outbox

        self.outbox = Outbox(self.link, self._settled)
        self.run_worker(self.outbox.work(), group="outbox", exit_on_error=False)
        self.follow()
        self.set_interval(TICK, self._tick)

    # What comes in.

    @work(group="follow")
    async def follow(self) -> None:
        """One message for each view, for as long as the console lives."""
        async for news in self.link.news():
            self.post_message(LinkLost() if isinstance(news, Lost) else ViewArrived(news))

    @on(ViewArrived)
    def _arrived(self, message: ViewArrived) -> None:
        self.shown = Snapshot.of(message.news)

    @on(LinkLost)
    def _lost(self) -> None:
        if self.frame is not None:
            self.frame.connected = False
            self.frame.tick()

    async def watch_shown(self, before: Snapshot | None, shown: Snapshot | None) -> None:
        """Show the snapshot on the screen that it calls for."""
        if shown is None:
            return
        from facilitator.tui.console.places import place_for

        frame, wanted = self.frame, place_for(shown)
        if frame is None or type(frame) is not wanted:
            await self._go_to(wanted(shown), keep_bottom=frame is None)
            return
        frame.connected = True
        frame.show(shown)

    async def _go_to(self, frame: SessionScreen, *, keep_bottom: bool) -> None:
        while len(self.screen_stack) > 2:
            self.pop_screen()
        await (self.push_screen(frame) if keep_bottom else self.switch_screen(frame))

    @property
    def frame(self) -> SessionScreen | None:
        """The screen that shows the session, under any dialog."""
        from facilitator.tui.console.session_screen import SessionScreen

        return next((screen for screen in self.screen_stack if isinstance(screen, SessionScreen)), None)

    def _tick(self) -> None:
        self._ticks += 1
        if self.frame is not None and self.frame.is_mounted:
            self.frame.tick()
            if self._ticks % round(1 / TICK) == 0:
                self.frame.second()

    # What goes out.

    @on(Ask)
    def _ask(self, ask: Ask) -> None:
        if ask.lasting and self.outbox is not None:
            self.outbox.put(ask)
        else:
            self.run_worker(self._send(ask), group="send", exit_on_error=False)

    async def _send(self, ask: Ask) -> None:
        answer = await self.link.send(ask.command, **ask.fields)
        if isinstance(answer, RefusedAnswer):
            self._say(answer.sentence)
        elif isinstance(answer, Unreachable):
            self._say(answer.sentence or _("L'atelier ne répond pas : ce geste n'est peut-être pas fait."))
        else:
            self._say(ask.said)

    def _settled(self, ask: Ask, refused: str) -> None:
        self._say(refused or ask.said)
        if self.frame is not None:
            self.frame.post_message(Answered(ask, refused))

    @on(Said)
    def _said(self, message: Said) -> None:
        self._say(message.sentence)

    def _say(self, sentence: str) -> None:
        if sentence and self.frame is not None:
            self.frame.say(sentence)
