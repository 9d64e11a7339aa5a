"""The console's application: follows the session, shows the screen that it calls for, sends what is asked."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable
from contextlib import nullcontext, suppress
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult, SystemCommand
from textual.binding import BindingType
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from facilitator.garbage import settle
from facilitator.locale import gettext as _
from facilitator.tui.clock import LOOK, SessionClock
from facilitator.tui.console.link import Link
from facilitator.tui.console.messages import (
    Answered,
    Ask,
    Drafted,
    LeaveWanted,
    LinkLost,
    Said,
    ViewArrived,
)
from facilitator.tui.console.signals import leave_on_signals
from facilitator.tui.face import Face
from facilitator.tui.kept import is_orphan

if TYPE_CHECKING:
    from facilitator.client import ConsoleNews
    from facilitator.tui.console.nap import Nap
    from facilitator.tui.console.outbox import Outbox
    from facilitator.tui.console.safekeeping import Safekeeping
    from facilitator.tui.console.session_screen import SessionScreen
    from facilitator.tui.console.snapshot import Snapshot

FRAME = 0.02
"""Seconds for a paint to leave: the thread that writes it waits while another one imports."""
CARD_FOR = 6.0
"""Seconds during which a calm card stays."""
BREATH = 0.1
"""Seconds for a whole screen to leave before thousands of ideas are read."""
PAINTED_BY = 1.0
"""Seconds that the first screen may take."""
SETTLED = 2.0
"""Seconds after which everything that a console needs is loaded."""
KEEP_AFTER = 0.3
"""Seconds after which what is half typed goes to the disk."""


class ConsoleApp(Face[int]):
    """The facilitator's console."""

    CSS = "#skeleton { width: 100%; height: 100%; content-align: center middle; color: $text-muted; }"
    BINDINGS: ClassVar[list[BindingType]] = []

    shown: reactive[Snapshot | None] = reactive(None, always_update=True, init=False)

    def __init__(self, link: Link) -> None:
        super().__init__()
        self.link = link
        self.outbox: Outbox | None = None
        self.kept: Safekeeping | None = None
        self.handing_over = False
        """Whether the code must be told here: this console gave the keyboard away."""
        self._news: ConsoleNews | None = None
        """The last news, which the first screen may still have to take."""
        self._waiting: ConsoleNews | None = None
        """What came since: a console that paints slower than people write shows the latest, not each in turn."""
        self._has_screens = False
        self._painted = asyncio.Event()
        """Set once the session is on the terminal."""
        self._nap: Nap | None = None
        self._clock = SessionClock()

    def compose(self) -> ComposeResult:
        """The skeleton: something calm at once."""
        yield Static(_("facilitator · connexion à l’atelier…"), id="skeleton", markup=False)

    def on_mount(self) -> None:
        """Be ready to leave."""
        leave_on_signals(partial(self.exit, 0))

    def on_ready(self) -> None:
        """Something is painted: load the rest."""
        self.follow()
        self.set_timer(LOOK, self._tick)
        self.set_interval(1.0, self._second)
        if os.environ.get("FACILITATOR_RESUMES"):
            self.set_timer(FRAME, self._load_screens)
        self.set_timer(SETTLED, settle)

    def _load_screens(self) -> None:
        """Use the time that the session takes to be read again; a new one sends its title sooner."""
        if self._news is None:
            import_module("facilitator.tui.console.places")
            import_module("facilitator.tui.console.desks")
            self._has_screens = True

    # What comes in.

    @work(group="follow")
    async def follow(self) -> None:
        """One message for each view, for as long as the console lives."""
        from facilitator.client import Lost

        async for news in self.link.news():
            if isinstance(news, Lost):
                self.post_message(LinkLost())
            else:
                self._clock.hear(news.view["now"], news.view["speed"])
                if self._waiting is None:
                    self.post_message(ViewArrived())
                self._waiting = news if self._waiting is None else news.after(self._waiting)
                if not self._painted.is_set():  # whatever else comes can wait until the first is painted
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._painted.wait(), PAINTED_BY)

    @on(ViewArrived)
    def _arrived(self) -> None:
        self._news, self._waiting = self._waiting, None
        assert self._news is not None
        if self.shown is None and not self._has_screens:  # the title first: it came sooner than screens load
            from facilitator.tui.text import plain_line

            self.query_one("#skeleton", Static).update(plain_line(self._news.view["title"], "bold"))
            self.set_timer(FRAME, self._take)
        else:
            self._take()

    def _take(self) -> None:
        from facilitator.tui.console.snapshot import Snapshot

        assert self._news is not None
        self.shown = Snapshot.of(self._news, self._clock)

    @on(LinkLost)
    def _lost(self) -> None:
        if self.frame is not None:
            self.frame.connected = False

    async def watch_shown(self, before: Snapshot | None, shown: Snapshot | None) -> None:
        """Show the snapshot on the screen that it calls for."""
        if shown is None:
            return
        from facilitator.tui.console.places import place_for

        if before is None:
            self._open_safe(shown)
        frame, wanted = self.frame, place_for(shown)
        if frame is not None:
            frame.connected = True
        if frame is not None and self.public and not shown.view["keyboard_code"]:
            frame.shown = shown
        elif frame is None or type(frame) is not wanted:
            await self._go_to(wanted, shown)
        else:
            self._give(frame, shown)

    def _give(self, frame: SessionScreen, shown: Snapshot) -> None:
        if not frame.ready:
            frame.shown = shown
            return
        try:
            frame.show(shown)
        except Exception as error:  # one region that breaks must not take the others along
            self._calmly(error, frame)

    def _calmly(self, error: Exception, frame: SessionScreen) -> None:
        from facilitator.tui.console.mishap import note
        from facilitator.tui.widgets.notice import Notice

        note(error)
        frame.query(Notice).remove()
        card = Notice()
        frame.mount(card)
        self.set_timer(CARD_FOR, card.remove)

    def _open_safe(self, shown: Snapshot) -> None:
        from facilitator.tui.console.mishap import log_to_file
        from facilitator.tui.console.nap import Nap
        from facilitator.tui.console.outbox import Outbox
        from facilitator.tui.console.own_keys import use_own_keys
        from facilitator.tui.console.safekeeping import safekeeping_for

        log_to_file()
        self.call_later(self._say, use_own_keys(self))
        self._nap = Nap()
        self.kept = safekeeping_for(shown.view["session"])
        self.outbox = Outbox(self.link, self.kept.asks, self._settled)
        self.run_worker(self.outbox.work(), group="outbox", exit_on_error=False)

    async def _go_to(self, wanted: type[SessionScreen], shown: Snapshot) -> None:
        """Put a screen in the place of the one that shows the session."""
        from facilitator.tui.console.places import make_place

        assert self.kept is not None
        frame = make_place(wanted, shown, self.kept.drafts, tell_code=self.handing_over)
        self.handing_over = self.handing_over and not shown.view["keyboard_code"]
        self._uncover()
        single = bool(os.environ.pop("FACILITATOR_SINGLE_SCREEN", ""))
        # What is for us alone must not be painted, even once, where the room reads.
        with self.batch_update() if single else nullcontext():
            await (self.push_screen(frame) if self.frame is None else self.switch_screen(frame))
            frame.call_after_refresh(self.set_timer, BREATH, self._painted.set)
            if single:
                await self.action_public_face()

    def _uncover(self) -> None:
        while self.frame is not None and self.screen is not self.frame:
            self.pop_screen()

    @property
    def frame(self) -> SessionScreen | None:
        """The screen that shows the session, under any dialog."""
        from facilitator.tui.console.session_screen import SessionScreen

        return next((screen for screen in self.screen_stack if isinstance(screen, SessionScreen)), None)

    def _tick(self) -> None:
        if not self.is_running:
            return  # the screens are being taken down
        if self.frame is not None and self.frame.ready:
            self.frame.tick()
        self.set_timer(LOOK if self.shown is None else self.shown.until_change(), self._tick)

    def _second(self) -> None:
        if not self.is_running:
            return
        if is_orphan():
            self.exit(0)
        if self.frame is None or not self.frame.ready or self._nap is None:
            return
        self.frame.second()
        if slept := self._nap.ended():
            self.frame.woke(slept)

    # What goes out.

    @on(Ask)
    def _ask(self, ask: Ask) -> None:
        self.handing_over = self.handing_over or ask.command == "hand-over-keyboard"
        if ask.lasting and self.outbox is not None and self.kept is not None:
            self.outbox.put(ask)
            self.kept.write()
        else:
            self.run_worker(self._send(ask), group="send", exit_on_error=False)

    async def _send(self, ask: Ask) -> None:
        from facilitator.client import RefusedAnswer, Unreachable

        answer = await self.link.send(ask.command, **ask.fields)
        if isinstance(answer, RefusedAnswer):
            self._say(answer.sentence)
        elif isinstance(answer, Unreachable):
            self._say(answer.sentence or _("L’atelier ne répond pas : ce geste n’est peut-être pas fait."))
        else:
            self._say(ask.said)

    def _settled(self, ask: Ask, refused: str) -> None:
        self._keep()
        self._say(refused or ask.said)
        if self.frame is not None:
            self.frame.post_message(Answered(ask, refused))

    @on(Drafted)
    def _drafted(self, message: Drafted) -> None:
        if self.kept is not None:
            self.kept.drafts = message.drafts
            self.set_timer(KEEP_AFTER, self._keep)

    def on_unmount(self) -> None:
        """Keep what is half typed, however the console ends."""
        self._keep()

    def _keep(self) -> None:
        if self.kept is not None:
            self.kept.write()

    @on(Said)
    def _said(self, message: Said) -> None:
        self._say(message.sentence)

    def _say(self, sentence: str) -> None:
        if sentence and self.frame is not None:
            self.frame.say(sentence)

    # The public face on this terminal.

    @property
    def public(self) -> bool:
        """Whether this terminal shows what the room sees."""
        from facilitator.tui.console.public import PublicScreen

        return isinstance(self.screen, PublicScreen)

    async def action_public_face(self) -> None:
        """From the console to the public face, and back."""
        from facilitator.tui.console.frame import Frame
        from facilitator.tui.console.public import PublicScreen

        if self.public:
            self.pop_screen()
            await self.watch_shown(self.shown, self.shown)
        elif isinstance(self.frame, Frame):
            await self.push_screen(PublicScreen(self.link, self.frame))

    # Leaving, and what breaks.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing but typing while the keyboard is the room's."""
        locked = self.frame is not None and self.frame.locked
        return not (locked and action in ("quit", "command_palette", "help_quit", "public_face"))

    async def action_quit(self) -> None:
        """LeaveWanted, once it was wanted; the session goes on being resumable."""
        self._uncover()
        if self.frame is None:
            self.exit(0)
        else:
            self.frame.leave()

    @on(LeaveWanted)
    def _leave(self) -> None:
        self.exit(0)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every gesture of the moment, then what every face can do."""
        from facilitator.tui.console.dialogs.help import commands_of

        yield from commands_of(self.frame)
        yield from self.looks()

    def _fatal_error(self) -> None:
        """End without painting anything; whoever started the console starts it again."""
        from facilitator.tui.console.mishap import note

        if self._exception is not None:
            note(self._exception)
        self._close_messages_no_wait()
