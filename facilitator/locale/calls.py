"""What the room is told of the time of a turn, and asked near the end of a phase, as its screen and its page say it."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.locale import gettext


def call_words(called: str, _: Callable[[str], str] = gettext) -> str:
    """A last card, the last points; nothing while nothing is asked."""
    return {"card": _("Une dernière carte ?"), "points": _("Le vote va se clore : vos derniers points ?")}.get(
        called, ""
    )


def turn_words(left: float, _: Callable[[str], str] = gettext) -> str:
    """Somebody speaks; then, once their minute is over, that others may."""
    return _("Prise de parole") if left else _("On passe la parole")
