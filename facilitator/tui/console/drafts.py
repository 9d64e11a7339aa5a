"""Half-typed lines, kept on this machine so that a console that dies gives them back."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Draft:
    """One form as it stands."""

    values: list[str]
    choice: str = ""


@dataclass(frozen=True, slots=True)
class DraftFile:
    """The drafts of one session; a small file, gone once everything is sent."""

    path: Path

    def read(self) -> dict[str, Draft]:
        """What was half typed; nothing when the file is missing or unreadable."""
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
            return {str(key): Draft(list(map(str, d["values"])), str(d["choice"])) for key, d in found.items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}

    def write(self, drafts: Mapping[str, Draft]) -> None:
        """Replace the file; a disk that refuses costs nothing else."""
        try:
            if not drafts:
                self.path.unlink(missing_ok=True)
                return
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh = self.path.with_suffix(".new")
            with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
                json.dump({key: asdict(draft) for key, draft in drafts.items()}, file, ensure_ascii=False)
            os.replace(fresh, self.path)
        except OSError:
            return


def draft_file(session: str) -> DraftFile:
    """Where the drafts of a session are kept: with the data where that was chosen, else in the user's cache."""
    data = os.environ.get("FACILITATOR_DATA")
    if data:
        folder = Path(data) / "cache"
    else:
        from platformdirs import user_cache_path

        folder = user_cache_path("facilitator", appauthor=False)
    safe = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in session)
    return DraftFile(folder / "drafts" / f"{safe}.json")
