"""How far people agree about an item that they rate, as every face says it."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.locale import gettext


def agreement_words(agreement: str, _: Callable[[str], str] = gettext) -> str:
    """« avis proches », « avis variés », « avis partagés »; nothing where too few have said anything."""
    return {"": "", "close": _("avis proches"), "varied": _("avis variés"), "split": _("avis partagés")}[agreement]
