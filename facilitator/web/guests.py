"""Who is asking: a random cookie, and the participant that its hash is. Nothing else tells one phone from another."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from hmac import digest
from typing import Final

from starlette.types import Scope

from facilitator.live.opening import OpenSession

COOKIE: Final = "participant"
_PREFIX: Final = f"{COOKIE}=".encode()
_TOKEN: Final = re.compile(rb"[A-Za-z0-9_-]{22}")
_DAYS: Final = 2 * 24 * 3600
"""A browser closed at the break must come back as the same person."""
NO_COOKIE: Final = f"{COOKIE}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax"
"""The value of the Set-Cookie header for who leaves."""
_NEIGHBOUR_LENGTH: Final = 12


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody let in."""

    participant: str
    cookie: str
    """The value of the Set-Cookie header."""


class Guests:
    """Tells participants by their cookies, and lets new ones in."""

    def __init__(self, session: OpenSession) -> None:
        self._session = session

    def who(self, scope: Scope) -> str:
        """The participant who asks; empty for anybody who has not joined."""
        token = token_of(scope)
        participant = self._session.door.identity_of(token) if token else ""
        return participant if participant in self._session.live.durable.participants else ""

    async def admit(self, scope: Scope) -> Guest:
        """Lets this phone in, as who it was if it has been here; on the disk when this returns. Raises Unsaved."""
        # All the commands there are, not imported with the rest: a face is already connected while they load.
        from facilitator.engine.commands import Join

        token = token_of(scope) or secrets.token_urlsafe(16)
        participant = self._session.door.identity_of(token)
        await self._session.live.dispatch(Join(participant))
        return Guest(participant, cookie_of(token))


def neighbour_of(scope: Scope, name: str) -> str:
    """What somebody without a phone is called here, for the name that a phone gives them.

    Made with the phone's own token, which is kept nowhere: whoever holds the files and tries every first name learns
    nothing.
    """
    return digest(token_of(scope).encode(), name.encode(), "sha256").hex()[:_NEIGHBOUR_LENGTH]


def cookie_of(token: str) -> str:
    """The Set-Cookie header for a token."""
    return f"{COOKIE}={token}; Max-Age={_DAYS}; Path=/; HttpOnly; SameSite=Lax"


def token_of(scope: Scope) -> str:
    """The token a phone shows; empty when it shows none of ours."""
    for name, value in scope["headers"]:
        if name == b"cookie":
            for pair in value.split(b";"):
                token = pair.strip().removeprefix(_PREFIX)
                if token != pair.strip() and _TOKEN.fullmatch(token):
                    return str(token, "ascii")
    return ""
