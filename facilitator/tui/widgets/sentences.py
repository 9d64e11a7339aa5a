"""The sentences a room signs off: the one being read in full, the others on a line, each with its status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.tui.text import plain, truncate, wrap

SentenceStatus = Literal["draft", "agreed", "nuanced", "disagreed"]

_MARKS: Final[dict[SentenceStatus, tuple[str, str, str]]] = {
    "draft": ("○", N_("à lire"), "$text-muted"),
    "agreed": ("✓", N_("d’accord"), "$success"),
    "nuanced": ("≈", N_("à nuancer"), "$warning"),
    "disagreed": ("≠", N_("pas d’accord"), "$error"),
}
_CURRENT_LINES = 4


@dataclass(frozen=True, slots=True)
class QueuedSentence:
    """A sentence and where it stands."""

    text: str
    status: SentenceStatus = "draft"


def sentence_lines(sentences: Sequence[QueuedSentence], current: int | None, width: int) -> Content:
    """Status in a mark and words, then the sentence; the current one whole and bright."""
    lines: list[Content] = []
    head_cells = 4 + max(len(_(words)) for _mark, words, _style in _MARKS.values()) + 2
    for place, sentence in enumerate(sentences):
        mark, words, style = _MARKS[sentence.status]
        here, room = place == current, max(width - head_cells, 8)
        rows = wrap(sentence.text, room, _CURRENT_LINES) if here else [truncate(sentence.text, room)]
        head = Content.assemble(
            ("› " if here else "  ", "$accent"), (f"{mark} {_(words)}".ljust(head_cells - 2), style)
        )
        for i, row in enumerate(rows or [""]):
            lines.append(Content.assemble(head if i == 0 else " " * head_cells, plain(row, "bold" if here else "")))
    return Content("\n").join(lines)


class Sentences(Widget):
    """The queue of sentences."""

    DEFAULT_CSS = """
    Sentences { height: auto; }
    """
    sentences: reactive[tuple[QueuedSentence, ...]] = reactive((), layout=True)
    current: reactive[int | None] = reactive(None, layout=True)

    def render(self) -> Content:
        """One line a sentence, more for the one being read."""
        return sentence_lines(self.sentences, self.current, self.size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as that makes at this width."""
        return sentence_lines(self.sentences, self.current, width).plain.count("\n") + 1
