"""What a face needs of the host: follow a view, send a command, come back after a cut. Standard library only."""

from __future__ import annotations

from facilitator.client.address import HostAddress
from facilitator.client.follower import ConsoleFollower, ConsoleNews, Lost, ScreenFollower
from facilitator.client.sender import Accepted, Answer, RefusedAnswer, Sender, Unreachable, new_id

__all__ = [
    "Accepted",
    "Answer",
    "ConsoleFollower",
    "ConsoleNews",
    "HostAddress",
    "Lost",
    "RefusedAnswer",
    "ScreenFollower",
    "Sender",
    "Unreachable",
    "new_id",
]
