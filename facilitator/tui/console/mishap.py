"""When something breaks: the details go to a file, the screen says calmly that nothing is lost."""

from __future__ import annotations

import logging
import traceback

from facilitator.tui.console.safekeeping import cache_folder

LARGEST_LOG = 1_000_000
"""Bytes after which the log starts again."""

log = logging.getLogger("facilitator.console")


def log_to_file() -> None:
    """Send the log to a file of one's own; the terminal belongs to the screen."""
    try:
        folder = cache_folder()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / "console.log"
        if path.exists() and path.stat().st_size > LARGEST_LOG:
            path.replace(path.with_suffix(".old.log"))
        path.touch(mode=0o600)
        handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.propagate = False


def note(error: BaseException) -> None:
    """Keep where it broke and what kind of error it was; its message might hold somebody's words."""
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error("%s\n%s", type(error).__name__, where)
