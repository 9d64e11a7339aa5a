"""The doors of the room: the code that lets phones in, the salt that makes them nobody, the key of the remote. Kept
beside the journal, never in it, so that a host that comes back keeps its guests and its facilitators.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from hmac import compare_digest
from pathlib import Path
from typing import Final

from facilitator.store.atomic import write_atomically
from facilitator.store.outside import read_json

CODE_LETTERS: Final = "BCDFGHJKLMNPQRSTVWXZ"
"""No vowel, so that no code is a word, and no figure to take for a letter."""
CODE_LENGTH: Final = 6
_IDENTITY_LENGTH: Final = 20


@dataclass(frozen=True, slots=True)
class _Secrets:
    code: str
    salt: str
    key: str

    def are_sound(self) -> bool:
        """Whether they can have been made here: what opens a door must not be shorter than it was."""
        letters = len(self.code) == CODE_LENGTH and set(self.code) <= set(CODE_LETTERS)
        return letters and all(re.fullmatch(r"[\w-]{22,64}", word, re.ASCII) for word in (self.salt, self.key))


class RoomDoor:
    """Who may come in, and under which name."""

    def __init__(self, path: Path, kept: _Secrets) -> None:
        self._path = path
        self._kept = kept

    @classmethod
    def open(cls, path: Path) -> RoomDoor:
        """The door as this file has it, or a new one; a disk that refuses to keep it does not close the room."""
        with suppress(OSError, ValueError, TypeError, KeyError):
            kept = _Secrets(**read_json(path))
            if kept.are_sound():
                return cls(path, kept)
        door = cls(path, _Secrets(_new_code(), secrets.token_hex(16), _new_key()))
        with suppress(OSError):
            door._keep(door._kept)
        return door

    @property
    def code(self) -> str:
        """What a phone shows to come in."""
        return self._kept.code

    def renew(self) -> str:
        """A new code in place of the old one, on the disk first. Raises OSError; blocks."""
        return self._change(replace(self._kept, code=_new_code())).code

    def opens_with(self, said: str) -> bool:
        """Whether that is the code, as people type it."""
        letters = "".join(said.split()).upper().replace("-", "")
        return compare_digest(letters.encode(), self.code.encode())

    @property
    def key(self) -> str:
        """What opens the remote to other machines than the console."""
        return self._kept.key

    def revoke(self) -> str:
        """A new key in place of the old one, on the disk first. Raises OSError; blocks."""
        return self._change(replace(self._kept, key=_new_key())).key

    def identity_of(self, token: str) -> str:
        """The participant who holds this token: it means nothing to another session, and leads back to nobody."""
        return hashlib.sha256(f"{self._kept.salt}:{token}".encode()).hexdigest()[:_IDENTITY_LENGTH]

    def _change(self, kept: _Secrets) -> _Secrets:
        self._keep(kept)
        self._kept = kept
        return kept

    def _keep(self, kept: _Secrets) -> None:
        write_atomically(self._path, json.dumps(asdict(kept)).encode())


def _new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def _new_key() -> str:
    return secrets.token_urlsafe(16)
