"""Journals for tests: entries, and writing them as a host does."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from threading import Event
from typing import Any

from facilitator.store.journal import Journal, read_journal
from facilitator.store.notices import Notice

HEADER = {"format": 1, "session": "20261124-140000-stats-3fa9"}


def entry(seq: int, text: str = "Publier les données, l’été") -> dict[str, Any]:
    """An entry as the session makes them."""
    return {"seq": seq, "events": [{"kind": "IdeaSubmitted", "text": f"{text} {seq}"}]}


def write(journal: Journal, *seqs: int, text: str = "idée") -> list[OSError | None]:
    """Append these entries at once and wait for what became of each."""
    outcomes: list[OSError | None] = []
    settled = Event()

    def done(error: OSError | None) -> None:
        outcomes.append(error)
        if len(outcomes) == len(seqs):
            settled.set()

    for seq in seqs:
        journal.append(entry(seq, text), done)
    assert settled.wait(20), "the journal never answered"
    return outcomes


def written(folder: Path, seqs: Iterable[int]) -> Path:
    """A closed journal that holds these entries."""
    journal = Journal.open(folder, HEADER)
    assert not any(write(journal, *seqs))
    journal.close()
    return folder / "journal.jsonl"


def read_all(folder: Path) -> tuple[list[dict[str, Any]], list[Notice]]:
    """What the journal says, to the end."""
    reading = read_journal(folder)
    return list(reading.entries), reading.notices


def seqs_in(folder: Path) -> list[int]:
    """The numbers of the entries that a reader finds."""
    return [found["seq"] for found in read_all(folder)[0]]
