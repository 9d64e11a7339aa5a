"""The room's own terminal: it follows the host's public view and shows it, whatever happens to the host."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING, Protocol

from textual.app import ComposeResult

from facilitator.client import Lost
from facilitator.locale import gettext as _
from facilitator.locale import use
from facilitator.tui.face import Face
from facilitator.tui.kept import is_orphan
from facilitator.tui.screen.face import PublicFace
from facilitator.tui.theme import DARK

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PublicView

_LOG = logging.getLogger(__name__)

PATIENCE = 1.0
"""Seconds before a source that broke is asked again, and between two looks at who keeps us."""


class Source(Protocol):
    """Where public views come from."""

    def news(self) -> AsyncGenerator[PublicView | Lost]: ...


class PublicScreenApp(Face[None]):
    """One face, fed by a follower; no key of its own."""

    def __init__(self, source: Source, *, look: str = DARK.name) -> None:
        super().__init__()
        self._source = source
        self.theme = look

    def compose(self) -> ComposeResult:
        yield PublicFace()

    def on_mount(self) -> None:
        """Follow."""
        self.title = _("Écran de la salle")
        for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
            self._leave_on(number)
        self.set_interval(PATIENCE, self._leave_if_orphan)
        self.run_worker(self._follow(), name="follow", exit_on_error=False)

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
            await asyncio.sleep(PATIENCE)

    def _leave_if_orphan(self) -> None:
        if is_orphan():
            self.exit()

    def _leave_on(self, number: int) -> None:
        try:
            asyncio.get_running_loop().add_signal_handler(number, self.exit)
        except (NotImplementedError, RuntimeError, ValueError):
            _LOG.info("signal %s keeps its default", number)
