"""Where things live: the data folder, one folder per session, and the names of the files inside."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import platformdirs

from facilitator.store.atomic import make_private_folder

_SESSION_ID = re.compile(r"\d{8}-\d{6}(-[a-z0-9]{1,16})?-[0-9a-f]{4}")


@dataclass(frozen=True, slots=True)
class SessionFolder:
    """One session's folder and its files."""

    path: Path

    @property
    def id(self) -> str:
        """The session's identity is the folder's name."""
        return self.path.name

    @property
    def journal(self) -> Path:
        """The journal's first segment."""
        return self.path / "journal.jsonl"

    @property
    def checkpoint(self) -> Path:
        """The state that a part of the journal makes."""
        return self.path / "checkpoint.jsonl"

    @property
    def results(self) -> Path:
        """The TinyDB file."""
        return self.path / "session.json"

    @property
    def script(self) -> Path:
        """The script as it was run."""
        return self.path / "script.toml"

    @property
    def door(self) -> Path:
        """The join code and what hides the participants' tokens."""
        return self.path / "door.json"

    @property
    def network(self) -> Path:
        """What the facilitators decided about the network."""
        return self.path / "network.json"

    @property
    def log(self) -> Path:
        """The details of what went wrong, which no screen shows."""
        return self.path / "facilitator.log"

    def create(self) -> SessionFolder:
        """Make the folder, private and durable."""
        make_private_folder(self.path)
        return self


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Everything this user's facilitator keeps."""

    root: Path

    @property
    def sessions(self) -> Path:
        """The folder of all sessions."""
        return self.root / "sessions"

    @property
    def library(self) -> Path:
        """The TinyDB index of the sessions."""
        return self.root / "library.json"

    @property
    def running(self) -> Path:
        """Which host runs here."""
        return self.root / "running.json"

    @property
    def rehearsals(self) -> DataFolder:
        """A folder apart, as whole as this one: no list, index or compendium ever looks inside."""
        return DataFolder(self.root / "rehearsals")

    def session(self, session_id: str) -> SessionFolder:
        """The folder of this session, whether it exists or not; an unsafe id raises `ValueError`."""
        if not is_session_id(session_id):
            raise ValueError(f"not a session id: {session_id!r}")
        return SessionFolder(self.sessions / session_id)

    def find_sessions(self) -> list[SessionFolder]:
        """The sessions that have a journal, newest first."""
        if not self.sessions.is_dir():
            return []
        folders = [SessionFolder(path) for path in self.sessions.iterdir() if is_session_id(path.name)]
        return sorted((folder for folder in folders if folder.journal.is_file()), key=lambda f: f.id, reverse=True)

    def create(self) -> DataFolder:
        """Make the folders, private and durable."""
        make_private_folder(self.sessions)
        return self


def data_folder(chosen: Path | None = None, environ: Mapping[str, str] = os.environ) -> DataFolder:
    """The folder asked for by `--data`, else by FACILITATOR_DATA, else this system's usual place."""
    asked = chosen or environ.get("FACILITATOR_DATA")
    root = Path(asked) if asked else platformdirs.user_data_path("facilitator", appauthor=False)
    return DataFolder(from_home(root))


def from_home(path: Path) -> Path:
    """The path as it is from everywhere; a home that is nobody's is a name like another."""
    with suppress(RuntimeError):
        path = path.expanduser()
    return path.absolute()


def new_session_id(now: datetime, code: str) -> str:
    """An id that sorts by date and is safe as a file name everywhere, such as `20261124-140000-stats-3fa9`."""
    word = re.sub(r"[^a-z0-9]", "", code.lower())[:16]
    return "-".join(part for part in (f"{now:%Y%m%d-%H%M%S}", word, secrets.token_hex(2)) if part)


def is_session_id(text: str) -> bool:
    """Whether `text` could have come from `new_session_id`."""
    return _SESSION_ID.fullmatch(text) is not None
