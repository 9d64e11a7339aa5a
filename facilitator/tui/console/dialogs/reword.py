"""The words of the phase under way, or of one to come: its title, its question, its instruction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from facilitator.locale import gettext as _
from facilitator.tui.console.dialogs.line import FieldsDialog
from facilitator.tui.console.messages import Ask

if TYPE_CHECKING:
    from facilitator.engine.views.shapes import ConsoleView, PhaseLine, RoundView

LONGEST: Final = 280


def line_of(view: ConsoleView, phase: str) -> PhaseLine:
    """The phase of that id in the run-of-show."""
    return next(line for line in view["phases"] if line["id"] == phase)


def reword_dialog(view: ConsoleView, line: PhaseLine) -> FieldsDialog:
    """Its words as they are, to be corrected; those of the round under way are the ones that the room reads."""
    labels = [_("Titre"), _("Question"), _("Consigne")]
    if (now := round_now(view, line)) is not None:
        labels.append(_("Consigne du tour « {title} »").format(title=now["title"]))
    return FieldsDialog(_("Les mots de l’étape"), labels, _words(view, line), LONGEST)


def reword_wish(view: ConsoleView, line: PhaseLine, words: list[str]) -> Ask | None:
    """What is asked for; nothing when the words are the same, or the title is gone."""
    before = _words(view, line)
    if not words[0] or words == [text.replace("\n", " ") for text in before]:
        return None
    said = _("C’est dit autrement, sur tous les écrans. U rend les anciens mots.")
    asked: dict[str, Any] = dict(zip(("title", "question", "instruction", "round"), words, strict=False))
    return Ask("reword-phase", said, phase=line["id"], **asked)


def round_now(view: ConsoleView, line: PhaseLine) -> RoundView | None:
    """The round under way in this phase."""
    phase = view["phase"]
    return phase["round"] if phase is not None and phase["id"] == line["id"] else None


def _words(view: ConsoleView, line: PhaseLine) -> list[str]:
    now = round_now(view, line)
    return [line["title"], line["question"], line["instruction"], *([now["instruction"]] if now else [])]
