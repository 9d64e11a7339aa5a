"""The program itself, run as `python -m tests.bench.counted`: on SIGUSR1 it says how many tasks its loop has."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

from facilitator.cli import main

COUNT = "COUNT_OF_TASKS"
"""The variable of the environment that names the file where the number goes."""


def _count(_number: int, _frame: object) -> None:
    place = Path(os.environ[COUNT])
    unfinished = place.with_suffix(".part")
    unfinished.write_text(str(len(asyncio.all_tasks())), encoding="utf-8")
    unfinished.replace(place)


if __name__ == "__main__":
    signal.signal(signal.SIGUSR1, _count)
    main()
