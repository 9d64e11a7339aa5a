"""The top of the console: where we are, and the three numbers."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from facilitator.engine.timebox import Pace
from facilitator.locale import gettext as _
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.times import Numbers, lateness_words, stopwatch
from facilitator.tui.console.told import Told, fixed, joined
from facilitator.tui.hours import hour
from facilitator.tui.text import plain_line
from facilitator.tui.widgets.bars import rule
from facilitator.tui.widgets.figures import figures

PACE_STYLES: dict[Pace, str] = {
    "waiting": "$text-muted",
    "paused": "$warning",
    "on_time": "$success",
    "warning": "$warning",
    "last_call": "bold $warning",
    "grace": "bold $error",
    "overtime": "bold $error",
}


PACE_MARKS: dict[Pace, str] = {
    "waiting": "·",
    "paused": "‖",
    "on_time": "",
    "warning": "◐",
    "last_call": "●",
    "grace": "■",
    "overtime": "■",
}


def pace_words(pace: Pace) -> str:
    """The state of the clock in a shape and words, for who does not see colours."""
    words = {
        "waiting": _("pas encore lancé"),
        "paused": _("en pause"),
        "on_time": "",
        "warning": _("bientôt la fin"),
        "last_call": _("dernières secondes"),
        "grace": _("on termine sa phrase"),
        "overtime": _("temps dépassé"),
    }
    return f"{PACE_MARKS[pace]} {words[pace]}".strip()


class Header(Horizontal):
    """Phase, time left, projected end, lateness, and a bar that empties."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Header {
        height: 2; padding: 0 1; background: $surface;
        #where { width: 1fr; }
        #big-left { display: none; width: auto; margin: 0 3; }
        #numbers { width: auto; text-align: right; }
    }
    .-tall.-wide Header {
        height: 5; padding: 1 2;
        #big-left { display: block; height: 3; }
    }
    """

    def compose(self) -> ComposeResult:
        """Where, the large digits where there is room, the numbers in words."""
        with Vertical(id="where"):
            yield Told(id="place")
            yield Told(id="bar")
        yield Told(id="big-left")
        yield Told(id="numbers")

    def show(self, shown: Snapshot) -> None:
        """Everything that depends on the view."""
        phase = shown.view["phase"]
        if phase is None:
            self.query_one("#place", Told).tell(plain_line(shown.view["title"], "bold"))
        else:
            number = fixed(f"{phase['number']}/{phase['count']}  ", "$text-muted")
            self.query_one("#place", Told).tell(joined(number, plain_line(phase["title"], "bold $primary")))
        self.tick(shown)

    def tick(self, shown: Snapshot) -> None:
        """Only what passes with time."""
        numbers = shown.numbers()
        roomy = self.size.height > 2
        left = "" if numbers.left is None else stopwatch(numbers.left)
        style = PACE_STYLES[numbers.pace]
        if roomy and left:
            self.query_one("#big-left", Told).tell(*(fixed(line, f"bold {style}") for line in figures(left, 1)))
        self.query_one("#numbers", Told).tell(*self._numbers(numbers, "" if roomy else left, style))
        self.query_one("#bar", Told).tell(*self._bar(shown, numbers, style, roomy))

    def _numbers(self, numbers: Numbers, left: str, style: str) -> list[Content]:
        remaining = [fixed(_("reste "), "$text-muted"), fixed(f"{left}   ", f"bold {style}")] if left else []
        end = joined(*remaining, fixed(_("fin "), "$text-muted"), fixed(hour(numbers.projected_end), "bold"))
        return [end, fixed(lateness_words(numbers.lateness), self._late_style(numbers))]

    @staticmethod
    def _late_style(numbers: Numbers) -> str:
        return "bold $error" if (numbers.lateness or 0) >= 60 else "$text-muted"

    def _bar(self, shown: Snapshot, numbers: Numbers, style: str, roomy: bool) -> list[Content]:
        phase = shown.view["phase"]
        if phase is None or numbers.left is None:
            return [plain_line(shown.view["subtitle"], "$text-muted")]
        words = pace_words(numbers.pace)
        width = max(10, self.query_one("#where").size.width - len(words) - 3)
        share = numbers.left / max(phase["clock"]["granted"], 1.0)
        line = joined(rule(share, width, style), fixed(f"  {words}", style))
        return [fixed(""), line] if roomy else [line]
