"""A host reduced to its journal, to be ill-treated: it writes ideas and says what became of each as soon as it knows.

Run as `python -m tests.faults.journal_host FOLDER COUNT`. It says, one per line: `READ last`, then `ACK seq idea` or
`NAK seq idea`, and `END`; or `CLOSED` when the journal could not be opened. Like the session, it rolls back to the last
durable entry when one is refused, and tries the idea again.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from queue import SimpleQueue

from facilitator.store.journal import Journal

HEADER = {"format": 1, "session": "20261124-140000-stats-3fa9"}
BURST = 3
PATIENCE = 4


def say(line: str) -> None:
    """One write, so that a kill leaves whole lines."""
    os.write(1, f"{line}\n".encode())


def write_burst(journal: Journal, last: int, ideas: list[str]) -> int:
    """Append these ideas at once; returns how many were acknowledged."""
    outcomes: SimpleQueue[bool] = SimpleQueue()

    def done(seq: int, idea: str, error: OSError | None) -> None:
        say(f"{'NAK' if error else 'ACK'} {seq} {idea}")
        outcomes.put(error is None)

    for seq, idea in enumerate(ideas, last + 1):
        journal.append({"seq": seq, "idea": idea}, partial(done, seq, idea))
    return sum(outcomes.get() for _ in ideas)


def main(folder: Path, count: int) -> None:
    """Write `count` ideas, trying again what is refused."""
    try:
        journal = Journal.open(folder, HEADER)
        last = max((entry["seq"] for entry in journal.entries()), default=0)
    except OSError:
        say("CLOSED")
        return
    say(f"READ {last}")
    left, refusals = count, 0
    while left and refusals < PATIENCE:
        wanted = min(BURST, left)
        written = write_burst(journal, last, [f"{os.getpid()}-{left - n}-{refusals}" for n in range(wanted)])
        last, left, refusals = last + written, left - written, refusals + (written < wanted)
    journal.close()
    say("END")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
