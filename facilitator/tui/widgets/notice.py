"""A calm card for when something went wrong: what happened, that nothing is lost, and what to do."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from facilitator.locale import gettext as _
from facilitator.tui.text import plain


class Notice(Widget):
    """Says it in three short lines; details belong in the log, never here."""

    DEFAULT_CSS = """
    Notice {
        width: auto; max-width: 72; height: auto; padding: 1 3;
        border: round $border; background: $surface;
    }
    """

    def __init__(
        self,
        headline: str | None = None,
        sentence: str | None = None,
        hint: str = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's own word
        classes: str | None = None,
    ) -> None:
        """Without words of its own, the card says that the display stumbled and that nothing is lost."""
        super().__init__(id=id, classes=classes)
        self._headline = headline if headline is not None else _("Un souci d’affichage")
        self._sentence = sentence if sentence is not None else _("L’atelier continue, rien n’est perdu.")
        self._hint = hint

    def render(self) -> Content:
        """Headline, sentence, hint."""
        parts = [plain(self._headline, "bold $accent"), Content(""), plain(self._sentence)]
        if self._hint:
            parts += [Content(""), plain(self._hint, "$text-muted")]
        return Content("\n").join(parts)
