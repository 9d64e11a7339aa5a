"""The one way a command fails: with a sentence for the person who asked."""

from __future__ import annotations

from collections.abc import Callable


class Refused(Exception):
    """A command that cannot be done now. `message` is the French source of a sentence with {placeholders}."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """The sentence in the reader's language."""
        return translate(self.message).format(**self.values)


class TooLong(Refused):
    """Words that do not fit where they are meant to go."""
