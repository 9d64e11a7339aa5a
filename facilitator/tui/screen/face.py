"""The public face: a widget that shows the last view received, and only repaints the lines that changed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from facilitator.engine.public_time import last_call, public_time
from facilitator.locale import gettext as _
from facilitator.locale import speaking
from facilitator.tui.clock import LOOK, SessionClock
from facilitator.tui.screen.pages import Turning
from facilitator.tui.screen.paper import BRIGHT, QUIET, Lines, Paper, blank, centred

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import PublicView
    from facilitator.tui.screen.frame import Frame, Size

_LOG = logging.getLogger(__name__)
_LOG.addHandler(logging.NullHandler())


class PublicFace(Widget):
    """What the room sees. `show` gives it a view; `lose` says that no more come for now."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "PublicFace { width: 1fr; height: 1fr; background: $background; color: $foreground; }"

    def __init__(self) -> None:
        super().__init__()
        self._view: PublicView | None = None
        self._lost = False
        self._clock = SessionClock()
        self._turning = Turning()
        self._frame: Frame | None = None
        self._lines: Lines = []

    def on_mount(self) -> None:
        """Let the time pass."""
        self.set_timer(LOOK, self._tick)
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self.refresh())

    def on_resize(self) -> None:
        """Lay everything out again."""
        self._lines = []
        self._draw()

    def show(self, view: PublicView) -> None:
        """Take a view: the last one wins."""
        self._view, self._lost = view, False
        self._clock.hear(view["now"], view["speed"])
        self._draw()

    def lose(self) -> None:
        """Keep what is shown, and say discreetly that it waits."""
        self._lost = True
        self._draw()

    @property
    def text(self) -> str:
        """What can be read."""
        return "\n".join(line.plain for line in self._lines)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The first paint does not wait for the message that tells the size."""
        if not self._lines:
            self._draw()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the screen; one that cannot be drawn stays empty."""
        line = self._lines[y] if y < len(self._lines) else Content("")
        try:
            return Visual.to_strips(self, line, self.size.width, 1, self.visual_style)[0]
        except Exception:
            _LOG.exception("a line could not be drawn")
            return Strip.blank(self.size.width)

    def _tick(self) -> None:
        if self._view is not None and self._frame is not None:
            self._move_on(self._view, self._frame)
        self.set_timer(self._until_change(), self._tick)

    def _until_change(self) -> float:
        phase = self._view["phase"] if self._view is not None else None
        if phase is None or phase["clock"]["since"] is None:
            return LOOK
        return self._clock.until_change([public_time(phase, self._clock.now()).left])

    def _move_on(self, view: PublicView, frame: Frame) -> None:
        phase, now = view["phase"], self._clock.now()
        called = last_call(phase, now) if phase is not None else ""
        if self._turning.turn(len(frame.lines), now) or called != frame.called:
            self._draw()
        elif frame.time_height:
            self._put_safely(partial(self._with_the_time, view, frame))

    def _draw(self) -> None:
        if self.size.height:
            self._put_safely(self._waiting if self._view is None else partial(self._drawn, self._view))

    def _put_safely(self, draw: Callable[[], Lines]) -> None:
        """Whatever goes wrong, the room sees a calm card until the next view."""
        try:
            with self._in_the_room_s_words():
                self._put(draw())
        except Exception:
            _LOG.exception("a scene could not be drawn")
            self._frame = None
            self._put(self._sorry())

    def _in_the_room_s_words(self) -> AbstractContextManager[None]:
        """The workshop's language, whatever the console speaks."""
        return nullcontext() if self._view is None else speaking(self._view["language"])

    def _with_the_time(self, view: PublicView, frame: Frame) -> Lines:
        """What is shown, with the time as it is now."""
        from facilitator.tui.screen.frame import framed_time

        size = self._measure(view)
        time = [line.pad_left(size.margin) for line in framed_time(view, size, self._clock.now())]
        return [*self._lines[: frame.time_from], *time, *self._lines[frame.time_from + frame.time_height :]]

    def _drawn(self, view: PublicView) -> Lines:
        # Scenes are only needed once there is something to show: not before the first paint.
        from facilitator.tui.screen.frame import frame

        size, now = self._measure(view), self._clock.now()
        drawn = frame(view, size, now, self._turning.page, lost=self._lost)
        page = self._turning.show(_subject(view), drawn.pages, view["count"], now)
        if page != drawn.page:
            drawn = frame(view, size, now, page, lost=self._lost)
        self._frame = drawn
        return drawn.lines

    def _measure(self, view: PublicView) -> Size:
        from facilitator.tui.screen.frame import Size

        return Size(self.size.width, self.size.height, view["zoom"])

    def _put(self, lines: Lines) -> None:
        """Take new lines and repaint those that differ."""
        old, self._lines = self._lines, lines
        if len(old) != len(lines):
            self.refresh()
            return
        changed = [y for y, (a, b) in enumerate(zip(old, lines, strict=True)) if not a.is_same(b)]
        if changed:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def _waiting(self) -> Lines:
        return self._card(_("L’atelier arrive…"), "")

    def _sorry(self) -> Lines:
        return self._card(_("Un instant, l’écran se remet…"), _("Rien n’est perdu : l’atelier continue."))

    def _card(self, title: str, words: str) -> Lines:
        paper = Paper(max(1, self.size.width - 4), self.size.height)
        told = [*paper.words(title, BRIGHT), *blank(), *paper.words(words, QUIET)]
        return [line.pad_left(2) for line in centred(told, paper.height)]


def _subject(view: PublicView) -> str:
    """What a page belongs to: another phase, or a veil lifted, begins again."""
    phase = view["phase"]
    return f"{phase['id']} {phase['veiled']} {phase['round']['index'] if phase['round'] else ''}" if phase else ""
