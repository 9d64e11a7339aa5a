"""The words of the phase under way, or of one to come: which one, then its title, its question, its instruction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from facilitator.locale import gettext as _
from facilitator.tui.console.dialogs.line import FieldsDialog
from facilitator.tui.console.messages import Ask
from facilitator.tui.console.picklist import Pick

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import ConsoleView, PhaseLine

LONGEST: Final = 280


def phases_to_reword(view: ConsoleView) -> list[Pick]:
    """The phase under way and those to come."""
    return [
        Pick(line["id"], line["title"], "▶ " if line["state"] == "current" else "· ")
        for line in view["phases"]
        if line["state"] in ("current", "next")
    ]


def line_of(view: ConsoleView, phase: str) -> PhaseLine:
    """The phase of that id in the run-of-show."""
    return next(line for line in view["phases"] if line["id"] == phase)


def reword_dialog(line: PhaseLine) -> FieldsDialog:
    """Its words as they are, to be corrected."""
    labels = [_("Titre"), _("Question"), _("Consigne")]
    return FieldsDialog(
        _("Les mots de l’étape"), labels, [line["title"], line["question"], line["instruction"]], LONGEST
    )


def reword_wish(line: PhaseLine, words: list[str]) -> Ask | None:
    """What is asked for; nothing when the words are the same, or the title is gone."""
    title, question, instruction = words
    same = [line["title"], line["question"], line["instruction"]]
    if not title or words == [text.replace("\n", " ") for text in same]:
        return None
    said = _("C’est dit autrement, sur tous les écrans. U rend les anciens mots.")
    return Ask("reword-phase", said, phase=line["id"], title=title, question=question, instruction=instruction)
