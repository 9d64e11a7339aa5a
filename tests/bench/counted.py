"""The program itself, run as `python -m tests.bench.counted`: on SIGUSR1 it says what tasks and threads it has."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from pathlib import Path

from facilitator.cli import main

COUNT = "COUNT_OF_TASKS"
"""The variable of the environment that names the file where the numbers go."""
POOL = "asyncio_"
"""The threads that a loop keeps for what blocks are called so: they come as they are needed, a few at most."""


def _count(_number: int, _frame: object) -> None:
    place = Path(os.environ[COUNT])
    unfinished = place.with_suffix(".part")
    threads = [thread for thread in threading.enumerate() if not thread.name.startswith(POOL)]
    unfinished.write_text(f"{len(asyncio.all_tasks())} {len(threads)}", encoding="utf-8")
    unfinished.replace(place)


if __name__ == "__main__":
    signal.signal(signal.SIGUSR1, _count)
    main()
