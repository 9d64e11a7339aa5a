"""The room's own terminal: it follows the host's public view and shows it, whatever happens to the host."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType

from facilitator.client import Lost
from facilitator.locale import gettext as _
from facilitator.locale import use
from facilitator.tui.screen.face import PublicFace
from facilitator.tui.theme import DARK, LIGHT, dress

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PublicView

_LOG = logging.getLogger(__name__)


class Source(Protocol):
    """Where public views come from."""

    def news(self) -> AsyncGenerator[PublicView | Lost]: ...


class PublicScreenApp(App[None]):
    """One face, fed by a follower. The only keys are its own: the other look, and leaving."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "other_look", id="screen.look", show=False),
        Binding("ctrl+q", "quit", id="screen.quit", show=False, priority=True),
        Binding("ctrl+c", "quit", id="screen.stop", show=False, priority=True),
    ]

    def __init__(self, source: Source, *, look: str = DARK.name) -> None:
        super().__init__()
        self._source = source
        self._look = look

    def compose(self) -> ComposeResult:
        yield PublicFace()

    def on_mount(self) -> None:
        """Dress, and follow."""
        dress(self, self._look)
        self.title = _("Écran de la salle")
        for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
            self._leave_on(number)
        self.run_worker(self._follow(), name="follow", exit_on_error=False)

    def action_other_look(self) -> None:
        """Dark for a dimmed room, light for a projector in daylight."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    async def _follow(self) -> None:
        face = self.query_one(PublicFace)
        while True:
            try:
                async for news in self._source.news():
                    if isinstance(news, Lost):
                        face.lose()
                    else:
                        use(news["language"])
                        face.show(news)
            except Exception:
                _LOG.exception("the view could not be followed")
            face.lose()
            await asyncio.sleep(1)

    def _leave_on(self, number: int) -> None:
        try:
            asyncio.get_running_loop().add_signal_handler(number, self.exit)
        except (NotImplementedError, RuntimeError, ValueError):
            _LOG.info("signal %s keeps its default", number)
