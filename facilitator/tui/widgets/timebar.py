"""The time left, in words, in shape and only then in colour: a bar, a large clock, or a discreet line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from facilitator.engine.wording import digits, remaining
from facilitator.locale import gettext as _
from facilitator.locale import language
from facilitator.tui.widgets.figures import figures, largest_scale

if TYPE_CHECKING:  # the engine's words for our types, and not the twenty milliseconds of its dataclasses
    from facilitator.engine.script import Timer
    from facilitator.engine.timebox import Pace

PACE_MARKS: Final[dict[Pace, str]] = {
    "waiting": "·",
    "paused": "‖",
    "on_time": "○",
    "warning": "◐",
    "last_call": "●",
    "grace": "■",
    "overtime": "■",
}
_PACE_STYLES: Final[dict[Pace, str]] = {
    "waiting": "$text-muted",
    "paused": "$text-muted",
    "on_time": "$primary",
    "warning": "$accent",
    "last_call": "bold $warning",
    "grace": "bold $warning",
    "overtime": "bold $error",
}
_NARROWEST_BAR = 8


def bar(share: float, width: int, style: str) -> Content:
    """What is left of a whole: a heavy rule that shortens, a thin one behind it."""
    heavy = round(max(0.0, min(share, 1.0)) * width)
    return Content.assemble(("━" * heavy, style), ("─" * (width - heavy), "$border"))


class TimeBar(Widget):
    """Time as the app computed it; the public one never shows a figure below zero, nor seconds while paused."""

    DEFAULT_CSS = """
    TimeBar { height: auto; width: 1fr; }
    """

    def __init__(self, *, public: bool = False, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._public = public
        self._mode: Timer = "bar"
        self._pace: Pace = "waiting"
        self._share = 1.0
        self._words = ""
        self._clock = ""

    def update(self, seconds_left: float, granted: float, pace: Pace, mode: Timer = "bar") -> None:
        """Show this; nothing is repainted when nothing that is seen has changed."""
        before, width = self._seen(), self.size.width
        changed_mode = mode != self._mode
        self._mode, self._pace = mode, pace
        self._share = seconds_left / granted if granted > 0 else 0.0
        self._clock = self._figures_for(seconds_left, pace)
        self._words = self._words_for(seconds_left, pace)
        if changed_mode:
            self.refresh(layout=True)
        elif before != self._seen() or not width:
            self.refresh()

    def render(self) -> Content:
        """Paint the mode chosen for this phase."""
        if self._mode == "digits" and self._clock:
            return self._render_clock()
        if self._mode == "discreet":
            return Content.styled(self._sentence(), "$text-muted")
        return self._render_bar()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line, or the room of the large clock."""
        if self._mode != "digits" or not self._clock:
            return 1
        return len(figures(self._clock, self._scale(width, viewport.height))) + 2

    def _figures_for(self, seconds_left: float, pace: Pace) -> str:
        if self._public:
            return "" if pace == "paused" else digits(max(seconds_left, 0.0))
        return digits(seconds_left) if seconds_left >= 0 else f"+{digits(-seconds_left)}"

    def _words_for(self, seconds_left: float, pace: Pace) -> str:
        if pace == "paused":
            return _("en pause")
        if pace == "waiting":
            return _("bientôt")
        if pace == "overtime" and not self._public:
            return _("temps dépassé")
        return remaining(seconds_left, language())

    def _sentence(self) -> str:
        words = self._words[:1].upper() + self._words[1:]
        figure = "" if self._public else f"  {self._clock}"
        return f"{PACE_MARKS[self._pace]} {words}{figure}"

    def _cells(self) -> int:
        return max(self.size.width - cell_len(self._sentence()) - 2, 0)

    def _seen(self) -> tuple[object, ...]:
        drawn = self._clock if self._mode == "digits" else round(self._share * self._cells())
        return (self._pace, self._sentence(), drawn)

    def _render_bar(self) -> Content:
        style, sentence = _PACE_STYLES[self._pace], self._sentence()
        words = Content.styled(sentence, f"bold {style}" if "bold" not in style else style)
        if self._cells() < _NARROWEST_BAR:
            return words
        return Content.assemble(bar(self._share, self._cells(), style), "  ", words)

    def _scale(self, width: int, height: int) -> int:
        return largest_scale(self._clock, width, max(height // 6, 3))

    def _render_clock(self) -> Content:
        width, style = self.size.width, _PACE_STYLES[self._pace]
        lines = figures(self._clock, self._scale(width, self.app.size.height))
        clock = [Content.styled(line.center(width), f"bold {style}") for line in lines]
        mark = f"{PACE_MARKS[self._pace]} {self._words[:1].upper()}{self._words[1:]}"
        return Content("\n").join([*clock, Content(""), Content.styled(mark.center(width), style)])
