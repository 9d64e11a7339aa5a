"""One line, or a few, to type."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _
from facilitator.tui.console.dialogs.card import Card
from facilitator.tui.console.told import Told, fixed
from facilitator.tui.text import plain_line

_KEYS: Final = N_("Entrée valide · Échap laisse tout en l’état")
ANEW: Final = 8
"""Characters up to which a line is typed anew rather than corrected: a number, not a sentence."""


class FieldsDialog(Card[list[str]]):
    """Several lines, each with its label; Entrée takes them all."""

    DEFAULT_CSS = """
    FieldsDialog {
        #card > .label, .alone { margin-top: 1; }
        Horizontal { height: 1; }
        Horizontal .label { width: 1fr; }
        Horizontal Input { width: 10; }
    }
    """

    def __init__(self, title: str, labels: list[str], values: list[str], most: int) -> None:
        super().__init__()
        self._heading = title
        self._labels = labels
        self._values = values
        self._most = most

    def compose(self) -> ComposeResult:
        """Heading, then label and line for each."""
        with Vertical(id="card"):
            yield Told(plain_line(self._heading, "bold"))
            for label, value in zip(self._labels, self._values, strict=True):
                with Horizontal() if self._most <= ANEW else nullcontext():
                    if label:
                        yield Told(plain_line(label, "$text-muted"), classes="label")
                    yield Input(
                        value.replace("\n", " "),
                        max_length=max(self._most, len(value)),
                        select_on_focus=False,
                        compact=True,
                        classes="" if label else "alone",
                    )
            next_line = _("Tab ligne suivante · ") if len(self._labels) > 1 else ""
            yield Told(fixed(next_line + _(_KEYS)), id="hint")

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss([line.value.strip() for line in self.query(Input)])


class LineDialog(Card[str]):
    """A single line; Entrée takes it, even empty."""

    DEFAULT_CSS = "LineDialog Input { margin-top: 1; }"

    def __init__(self, title: str, value: str = "", most: int = 280) -> None:
        super().__init__()
        self._heading = title
        self._value = value.replace("\n", " ")
        self._most = most

    def compose(self) -> ComposeResult:
        """Heading and line."""
        with Vertical(id="card"):
            yield Told(plain_line(self._heading, "bold"))
            yield Input(
                self._value,
                max_length=max(self._most, len(self._value)),
                select_on_focus=self._most <= ANEW,
                compact=True,
            )
            yield Told(fixed(_(_KEYS)), id="hint")

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value.strip())
