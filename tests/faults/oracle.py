"""What must hold of a journal, whatever was done to its host."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from facilitator.store.journal import Journal, read_journal


def told(said: Iterable[str], word: str) -> dict[int, str]:
    """The ideas of which the host said this word, by number; the last time counts."""
    lines = [line.split() for line in said]
    return {int(line[1]): line[2] for line in lines if line[0] == word}


def ideas_in(folder: Path) -> dict[int, str]:
    """What a reader finds, by number; numbers only grow, and no idea is there twice."""
    entries = list(read_journal(folder).entries)
    seqs = [entry["seq"] for entry in entries]
    assert seqs == sorted(set(seqs))
    ideas = {entry["seq"]: entry["idea"] for entry in entries}
    assert len(set(ideas.values())) == len(ideas), "an idea is there twice"
    return ideas


def assert_acknowledged_ideas_are_there(said: Iterable[str], folder: Path) -> dict[int, str]:
    """Every acknowledged idea is found under its number; returns what is found."""
    found = ideas_in(folder)
    acknowledged = told(said, "ACK")
    assert acknowledged.items() <= found.items(), f"lost: {acknowledged.items() - found.items()}"
    return found


def assert_the_journal_goes_on(folder: Path) -> None:
    """It opens, reads what a reader reads, and takes one more entry."""
    before = ideas_in(folder)
    following = max(before, default=0) + 1
    journal = Journal.open(folder)
    assert {entry["seq"]: entry["idea"] for entry in journal.entries()} == before
    outcomes: list[OSError | None] = []
    journal.append({"seq": following, "idea": "one more"}, outcomes.append)
    journal.close()
    assert outcomes == [None]
    assert ideas_in(folder) == {**before, following: "one more"}
