"""What commands say: whatever stands in it, a name, a path or a title, no byte of it acts on a terminal."""

from __future__ import annotations

from typing import IO, Any

import click

from facilitator.terminal import printable


def say(words: object, *, err: bool = False, **style: Any) -> None:
    """Says a line, on stdout or as narration; `style` is ours, as in `click.style`."""
    click.secho(printable(str(words)), err=err, **style)


def repeat(message: str | None = None, file: IO[str] | None = None, **how: Any) -> None:
    """The same for click's own messages, which repeat what was typed."""
    click.echo(printable(message or ""), file=file, **how)
