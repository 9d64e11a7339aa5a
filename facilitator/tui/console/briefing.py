"""What the room is asked, and the words at hand: question, instruction, round, prompt and the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from facilitator.locale import gettext as _
from facilitator.tui.console.own_keys import retold
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.told import Told, fixed, joined, paragraph
from facilitator.tui.hours import minutes
from facilitator.tui.text import plain_line, truncate

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import ConsoleView, PhaseView


def next_prompt(view: ConsoleView) -> str:
    """The prompt that R would show; empty when all have served."""
    return next((p["text"] for p in view["prompts"] if p["kind"] == "prompt" and not p["used"]), "")


class Briefing(Vertical):
    """The words of the phase."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Briefing {
        height: auto; padding: 0 1;
        Told { height: auto; }
        #instruction { color: $text-muted; max-height: 2; }
        #prompt, #seating { max-height: 2; }
    }
    .-wide Briefing { padding: 1 2 0 2; #prompt { margin-top: 1; max-height: 4; } #instruction { max-height: 4; } }
    """

    def compose(self) -> ComposeResult:
        """One text for each."""
        yield Told(id="question")
        yield Told(id="instruction")
        yield Told(id="round")
        yield Told(id="seating")
        yield Told(id="prompt")

    def show(self, shown: Snapshot) -> None:
        """Everything that depends on the view."""
        phase = shown.view["phase"]
        if phase is None:
            return
        current = phase["round"]
        instruction = (current and current["instruction"]) or phase["instruction"]
        self._tell("#question", self._paragraph(phase["question"], 3, "bold"))
        self._tell("#instruction", self._paragraph(instruction, 4, "$text-muted"))
        said = (current and current["gesture"]) or phase["seating"]
        self._tell("#seating", self._paragraph(_("À dire : {words}").format(words=said) if said else "", 2, "$accent"))
        self._tell("#prompt", self._prompts(shown.view))
        self.tick(shown)

    def tick(self, shown: Snapshot) -> None:
        """What is left of the round."""
        phase = shown.view["phase"]
        if phase is not None:
            self._tell("#round", self._round(phase, shown.numbers().part_left))

    def _tell(self, which: str, content: Content) -> None:
        told = self.query_one(which, Told)
        told.display = bool(content.plain)
        told.tell(content)

    @staticmethod
    def _round(phase: PhaseView, left: float | None) -> Content:
        current = phase["round"]
        if current is None or left is None:
            return Content("")
        head = _("Tour {index}/{count} · ").format(index=current["index"] + 1, count=current["count"])
        parts = [fixed(head, "$text-muted"), plain_line(current["title"], "bold")]
        if current["following"]:
            parts += [fixed(f"  {minutes(max(0.0, left))}  ", "$accent"), fixed(_("puis "), "$text-muted")]
            parts += [plain_line(current["following"], "$text-muted")]
        return joined(*parts)

    def _paragraph(self, text: str, lines: int, style: str) -> Content:
        narrow = self.screen.has_class("-narrow")
        return paragraph(text, self.content_size.width, min(lines, 2) if narrow else lines, style)

    def _following(self, prompt: str) -> Content:
        head = retold(_("R ensuite : "))
        if self.screen.has_class("-narrow"):
            prompt = truncate(prompt, self.content_size.width - len(head))
        return joined(fixed(head, "$text-muted"), plain_line(prompt, "$text-muted"))

    def _prompts(self, view: ConsoleView) -> Content:
        shown, following = view["prompt"], next_prompt(view)
        lines = []
        if shown:
            lines.append(joined(fixed("› ", "$accent"), plain_line(shown, "$accent")))
        if following:
            lines.append(self._following(following))
        elif view["prompts"]:
            lines.append(fixed(_("Toutes les relances ont servi."), "$text-muted"))
        return Content("\n").join(lines)
