"""What travels inside the console: views come in by one message, wishes go out by another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from textual.message import Message


class ViewArrived(Message):
    """The host sent a view, or several since the last was taken."""


class LinkLost(Message):
    """The host does not answer for now."""


class Ask(Message):
    """Somebody wants a command sent to the session.

    `said` is what to say once it is done; `lasting` asks may be sent again until they are answered, because they bear
    an id or replace what was there.
    """

    def __init__(self, command: str, said: str = "", lasting: bool = False, **fields: Any) -> None:
        super().__init__()
        self.command = command
        self.fields = fields
        self.said = said
        self.lasting = lasting


class Answered(Message):
    """A lasting ask is settled: on disk, or refused with a sentence."""

    def __init__(self, ask: Ask, refused: str = "") -> None:
        super().__init__()
        self.ask = ask
        self.refused = refused


class Said(Message):
    """A sentence for the facilitator, on the line kept for that."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Draft:
    """A form half filled."""

    values: list[str]
    choice: str = ""


class Drafted(Message):
    """Something is half typed, or no longer."""

    def __init__(self, drafts: dict[str, Draft]) -> None:
        super().__init__()
        self.drafts = drafts


class LeaveWanted(Message):
    """The console is left on purpose."""
