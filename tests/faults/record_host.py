"""What a host keeps beside its journal, to be ill-treated: `python -m tests.faults.record_host DATA` writes results,
index and checkpoint of a kept session as it was halfway, then as it ended, and so again.

It says `WROTE file digest` for each, as soon as it believes that it is on the disk.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from facilitator.engine.state import SessionState
from facilitator.store import library
from facilitator.store.checkpoint import Checkpoint, write_checkpoint
from facilitator.store.paths import DataFolder, SessionFolder
from facilitator.store.results import write_results
from facilitator.store.trail import Mark
from tests.sample import SESSION, play

ROUNDS = 2


def writers(data: DataFolder, state: SessionState) -> dict[Path, Callable[[], object]]:
    """What writes each file."""
    folder = data.session(SESSION)
    return {
        folder.results: lambda: write_results(folder.path, state),
        data.library: lambda: library.record(data, state),
        folder.checkpoint: lambda: write_checkpoint(folder, Checkpoint(state, Mark(state.seq, "0" * 32))),
    }


def files(data: DataFolder) -> tuple[Path, ...]:
    """The files."""
    folder = SessionFolder(data.session(SESSION).path)
    return folder.results, data.library, folder.checkpoint


def digest(path: Path) -> str:
    """What tells a content from another."""
    return sha256(path.read_bytes()).hexdigest()


def main(data: DataFolder) -> None:
    """Writes them all, several times."""
    for state in (play("tri").state, play().state) * ROUNDS:
        for path, write in writers(data, state).items():
            write()
            os.write(1, f"WROTE {path.name} {digest(path)}\n".encode())


if __name__ == "__main__":
    main(DataFolder(Path(sys.argv[1])))
