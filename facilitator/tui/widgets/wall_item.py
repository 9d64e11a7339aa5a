"""One idea as the wall shows it: plain values, and the marks and words that tell its state and where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from facilitator.locale import deferred as N_
from facilitator.locale import gettext as _

WallState = Literal["shown", "new", "pending", "kept", "parked", "late", "masked", "twin"]
WallChannel = Literal["", "phone", "keyboard", "facilitator", "paper"]


@dataclass(frozen=True, slots=True)
class WallItem:
    """An idea on the wall; `text` is foreign and is cleaned again where it is painted."""

    id: str
    text: str
    column: str = ""
    channel: WallChannel = ""
    state: WallState = "shown"


STATE_MARKS: Final[dict[WallState, str]] = {
    "shown": "·",
    "new": "●",
    "pending": "○",
    "kept": "★",
    "parked": "»",
    "late": "+",
    "masked": "×",
    "twin": "≈",
}

CHANNEL_MARKS: Final[dict[WallChannel, str]] = {
    "": " ",
    "phone": " ",
    "keyboard": "▭",
    "facilitator": "✎",
    "paper": "▤",
}

_STATE_WORDS: Final[dict[WallState, str]] = {
    "pending": N_("à relire"),
    "kept": N_("gardée"),
    "parked": N_("de côté"),
    "late": N_("après"),
    "masked": N_("masquée"),
    "twin": N_("déjà dit ?"),
}


def state_words(state: WallState) -> str:
    """The words that go before the text, because a mark alone is not understood by everyone."""
    return f"{_(_STATE_WORDS[state])} · " if state in _STATE_WORDS else ""
