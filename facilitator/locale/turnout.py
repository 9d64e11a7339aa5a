"""How many took part out of how many are here, as every face says it."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.locale import gettext


def out_of(people: int, present: int | None, _: Callable[[str], str] = gettext) -> str:
    """What follows a count of people: « sur 18 », when at least as many were counted in the room."""
    return _(" sur {of}").format(of=present) if present and present >= people else ""
