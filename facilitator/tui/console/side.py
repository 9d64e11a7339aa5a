"""What the facilitator alone reads: notes, outcome, what the host says, the words in reserve."""

from __future__ import annotations

from typing import Final

from textual.content import Content

from facilitator.locale import gettext as _
from facilitator.tui.console.own_keys import retold
from facilitator.tui.console.snapshot import Snapshot
from facilitator.tui.console.told import Told, fixed, joined, paragraph
from facilitator.tui.text import plain, plain_line, wrap

_SHORT: Final = 2
_WHOLE: Final = 12
"""Lines that it takes under the desk."""


class Side(Told):
    """Beside the desk where there is room, two lines under it where there is not."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    Side { padding: 0 1; color: $text-muted; height: auto; max-height: 2; }
    Side.-whole { max-height: 12; color: $text; }
    .-wide Side {
        width: 40; padding: 1 2; max-height: 100%; height: 1fr; border-left: vkey $rule; color: $text;
    }
    """

    def show(self, shown: Snapshot) -> None:
        """Long where there is room, short where there is not."""
        wide = self.screen.has_class("-wide")
        self.tell(*(self._long(shown) if wide else self._short(shown)))

    def _short(self, shown: Snapshot) -> list[Content]:
        view = shown.view
        lines = [joined(fixed("! ", "$warning"), plain_line(notice, "$warning")) for notice in view["notices"][:1]]
        return [*lines, self._notes(view["notes"], _SHORT - len(lines))] if view["notes"] else lines

    def _notes(self, notes: str, lines: int) -> Content:
        width, lead = self.content_size.width, _("Notes : ")
        if self.has_class("-whole"):
            lines = _WHOLE
        elif len(wrap(lead + notes, max(1, width), _WHOLE)) > lines:
            lead = retold(_("Notes (Tab) : "))
        return paragraph(lead + notes, width, lines).stylize("bold", 0, len(lead))

    def _long(self, shown: Snapshot) -> list[Content]:
        view = shown.view
        blocks: list[tuple[str, list[Content]]] = [
            (_("À savoir"), [plain(notice, "$warning") for notice in view["notices"]]),
            (_("Notes"), [plain(view["notes"])] if view["notes"] else []),
            (_("On en attend"), [plain(view["outcome"])] if view["outcome"] else []),
            (_("Message à l’écran"), [plain(view["message"], "$accent")] if view["message"] else []),
            (_("Provocations (Maj+R)"), self._reserve(shown, "provocation")),
            (_("Énergisants (Maj+R)"), self._reserve(shown, "energizer")),
            (_("Repères, pas un avis juridique"), self._reminders(shown)),
        ]
        lines: list[Content] = []
        for title, content in blocks:
            if content:
                lines += [fixed(title, "$text-muted"), *content, fixed("")]
        return lines

    @staticmethod
    def _reserve(shown: Snapshot, kind: str) -> list[Content]:
        return [
            joined(fixed("✓ " if choice["used"] else "· ", "$text-muted"), plain(choice["text"]))
            for choice in shown.view["prompts"]
            if choice["kind"] == kind
        ]

    @staticmethod
    def _reminders(shown: Snapshot) -> list[Content]:
        phase = shown.view["phase"]
        if phase is None or phase["kind"] not in ("position", "validate"):
            return []
        return [
            joined(plain(title), fixed(_(" (à vérifier)") if to_verify else "", "$warning"))
            for title, _text, to_verify in shown.view["reminders"]
        ]
