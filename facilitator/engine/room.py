"""What the host knows of the room that no journal holds; every view is made with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:  # a host answers before it looks at any idea
    from facilitator.engine.suggestions import Suggestions


class Wifi(TypedDict):
    """The Wi-Fi network of the room."""

    name: str
    password: str
    code: str
    """What its QR code holds."""


class Way(TypedDict):
    """One of the host's networks, by which phones may come."""

    ip: str
    interface: str
    kind: str
    answers: bool
    """Whether the host has heard itself there."""
    chosen: bool


class NetworkView(TypedDict):
    """How phones reach the host, or do not."""

    ways: list[Way]
    """The likeliest first."""
    silent: bool
    """Whether phones are awaited and none has been there for minutes."""
    phoneless: bool
    """Whether the facilitators do without phones."""
    wifi: Wifi | None
    shown: bool
    """Whether the way in takes the whole public screen."""


def _no_network() -> NetworkView:
    return NetworkView(ways=[], silent=False, phoneless=False, wifi=None, shown=False)


@dataclass(frozen=True, slots=True)
class Room:
    """What the host knows that no journal holds."""

    speed: float = 1.0
    connected: int = 0
    typing: int = 0
    join: str = ""
    screen: str = ""
    remote: str = ""
    notices: tuple[str, ...] = ()
    slept: float = 0.0
    """Seconds that the machine slept and that were counted, until somebody says what to make of them."""
    home: str = ""
    """What the addresses for phones begin with; empty when phones have none."""
    network: NetworkView = field(default_factory=_no_network)
    suggestions: Suggestions | None = None
    """What was noticed about the ideas; None until somebody has looked."""
