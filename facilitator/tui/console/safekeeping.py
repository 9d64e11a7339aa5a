"""What a console that dies must give back: half-typed lines, and what was sent but not yet answered."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from facilitator.tui.console.messages import Ask, Draft


@dataclass(slots=True)
class Safekeeping:
    """One session's small file, gone once everything is sent; a disk that refuses costs nothing else."""

    path: Path
    drafts: dict[str, Draft] = field(default_factory=dict)
    asks: list[Ask] = field(default_factory=list)

    def read(self) -> None:
        """Take back what was kept; nothing when the file is missing or unreadable."""
        try:
            found = json.loads(self.path.read_text(encoding="utf-8")) if self.path.is_file() else {}
            self.drafts = {str(key): _draft(value) for key, value in found["drafts"].items()}
            self.asks = [Ask(str(a["command"]), str(a["said"]), lasting=True, **a["fields"]) for a in found["asks"]]
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            self.drafts, self.asks = {}, []

    def write(self) -> None:
        """Replace the file."""
        try:
            if not self.drafts and not self.asks:
                self.path.unlink(missing_ok=True)
                return
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh = self.path.with_suffix(".new")
            with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
                json.dump(self._everything(), file, ensure_ascii=False)
            os.replace(fresh, self.path)
        except OSError:
            return

    def _everything(self) -> dict[str, Any]:
        return {
            "drafts": {key: asdict(draft) for key, draft in self.drafts.items()},
            "asks": [{"command": ask.command, "said": ask.said, "fields": ask.fields} for ask in self.asks],
        }


def _draft(found: dict[str, Any]) -> Draft:
    return Draft([str(value) for value in found["values"]], str(found["choice"]))


def cache_folder() -> Path:
    """Where the console keeps what is its own: with the data where that was chosen, else in the user's cache."""
    data = os.environ.get("FACILITATOR_DATA")
    if data:
        return Path(data) / "cache"
    from platformdirs import user_cache_path

    return user_cache_path("facilitator", appauthor=False)


def safekeeping_for(session: str) -> Safekeeping:
    """The file of a session, read."""
    safe = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in session)
    kept = Safekeeping(cache_folder() / f"{safe}.json")
    kept.read()
    return kept
