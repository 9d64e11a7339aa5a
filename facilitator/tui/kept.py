"""What a face was told by the process that keeps it on the terminal."""

from __future__ import annotations

import os

from facilitator.locale import LANGUAGES, use


def speak_as_told() -> None:
    """Says everything in the language of who started us."""
    language = os.environ.get("FACILITATOR_LANG", "fr")
    use(language if language in LANGUAGES else "fr")


def is_orphan() -> bool:
    """Whether who started us is gone, and the terminal with it."""
    keeper = os.environ.get("FACILITATOR_SUPERVISOR", "")
    return bool(keeper) and keeper != str(os.getppid())
