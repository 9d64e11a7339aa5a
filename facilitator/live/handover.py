"""A phone that moves to another address of the same host takes its identity along, once, on a ticket."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Final

TICKET_SECONDS: Final = 60.0
"""Time to follow a redirection on a poor network."""
_MOST_TICKETS: Final = 1_000


class Handover:
    """The tickets on their way: each stands for a phone's token, is taken once, and soon lapses."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._tickets: dict[str, tuple[float, str]] = {}

    def ticket_for(self, token: str) -> str:
        """A new ticket for who holds this token; the ones before it lapse."""
        self._tickets = {
            ticket: (until, holder)
            for ticket, (until, holder) in self._tickets.items()
            if until > self._now() and holder != token
        }
        while len(self._tickets) >= _MOST_TICKETS:
            del self._tickets[next(iter(self._tickets))]
        ticket = secrets.token_urlsafe(16)
        self._tickets[ticket] = (self._now() + TICKET_SECONDS, token)
        return ticket

    def take(self, ticket: str) -> str:
        """The token that a ticket stands for, never to be had again; empty for any other."""
        until, token = self._tickets.pop(ticket, (0.0, ""))
        return token if until > self._now() else ""
